import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const EXAMPLE = join(ROOT, 'examples', 'own-features')
// Below the project, so that the steps find the cucumber that runs them.
const folder = mkdtempSync(join(__dirname, 'own-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('features and steps of the user run beside ours and stand in the report', async () => {
  const out = join(folder, 'out')
  const own = ['--with-features', EXAMPLE, '--steps', EXAMPLE]
  const tags = ['--tags', '@house or @RFC7644-3.3-07']
  const { code, all } = await scimulate('check', ...own, ...tags, '--out', out)
  assert.equal(code, 0, all)
  const { scenarios } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
    scenarios: { name: string; verdict: string }[]
  }
  const verdicts = new Map(scenarios.map(({ name, verdict }) => [name, verdict]))
  assert.equal(verdicts.get('A new engineer'), 'PASS')
  assert.equal(verdicts.get('One of two'), 'PASS')
  assert.ok(verdicts.size > 2, 'ours ran beside them')
})

test('what the user demands and the server does not do fails the run', async () => {
  const own = join(folder, 'features')
  cpSync(EXAMPLE, own, { recursive: true })
  const file = join(own, 'titles.feature')
  writeFileSync(file, readFileSync(file, 'utf8').replace('20 letters', '3 letters'))
  const { code, all } = await scimulate(
    ...['check', '--with-features', own, '--steps', own, '--tags', '@house'],
    ...['--out', join(folder, 'fails')],
  )
  assert.equal(code, 1, all)
  assert.match(all, /"Engineer" has 8 letters/)
})

test('a folder without features or steps is a mistake of usage', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  for (const [flag, what] of [
    ['--with-features', /--with-features .*: no file there is named \*\.feature/],
    ['--steps', /--steps .*: no file there is named \*\.js, \*\.cjs or \*\.mjs/],
  ] as const) {
    const { code, all } = await scimulate('check', flag, empty)
    assert.equal(code, 2)
    assert.match(all, what)
  }
})

async function scimulate(...args: string[]): Promise<{ code: number; all: string }> {
  const { SCIM_BASE_URL: _, SCIM_TOKEN: __, ...env } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--require', 'ts-node/register', 'cli/main.ts', ...args],
      { cwd: ROOT, env },
      (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), all: out + err }),
    )
  })
}
