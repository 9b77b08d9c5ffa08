import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import schema from '../../cli/check/config.schema.json'
import { EVERY_COMMAND } from '../cli/every-command.ts'

const ROOT = join(__dirname, '..', '..')
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')

test('the reference has every command and every option, and no other', () => {
  const text = read('docs/reference.md')
  const flags = new Set(['--help'])
  for (const [words, command] of EVERY_COMMAND) {
    assert.ok(text.includes(`## ${words}\n`), `no section for ${words}`)
    const section = text.split(`## ${words}\n`)[1]?.split('\n## ')[0] ?? ''
    for (const { long } of command.options) {
      flags.add(long ?? '')
      assert.ok(section.includes(`\`${long}`), `${words} ${long} is not in the reference`)
    }
  }
  for (const [flag] of text.matchAll(/(?<=`)--[a-z-]+/g))
    assert.ok(flags.has(flag), `${flag} is none`)
})

test('whatever a configuration file may say is an option of check', () => {
  const check = EVERY_COMMAND.find(([words]) => words === 'scimulate check')?.[1]
  const names = new Set(check?.options.map((option) => option.attributeName()))
  const own = new Set(['$schema', 'url'])
  for (const name of Object.keys(schema.properties)) {
    assert.ok(own.has(name) || names.has(name), `${name} is no option`)
  }
})

test('every link between pages leads to a file', () => {
  const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
  for (const page of ['README.md', ...pages.map((name) => `docs/${name}`)]) {
    for (const [, to = ''] of read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      assert.ok(existsSync(join(ROOT, dirname(page), to)), `${page} links to ${to}`)
    }
  }
})

test('all thirty expectations are listed, and each proof is there', () => {
  const rows = read('docs/expectations.md')
    .split('\n')
    .filter((line) => /^\| X\d\d /.test(line))
  const expected = Array.from(
    { length: 30 },
    (_, index) => `X${String(index + 1).padStart(2, '0')}`,
  )
  assert.deepEqual(
    rows.map((row) => row.slice(2, 5)),
    expected,
  )
  for (const row of rows) {
    const proofs = [...row.matchAll(/`((?:test|features|examples)\/[^`]+)`(?: "([^"]+)")?/g)]
    assert.ok(proofs.length > 0 || /not yet/.test(row), `${row} has no proof`)
    for (const [, file = '', title] of proofs) {
      assert.ok(existsSync(join(ROOT, file)), `${file} is not there`)
      if (title !== undefined)
        assert.ok(read(file).includes(title), `${file} has no test "${title}"`)
    }
  }
})
