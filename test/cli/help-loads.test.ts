import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const PACKAGES = `[...new Set(Object.keys(require.cache).flatMap(
  (file) => /node_modules.((?:@[^/]+.)?[^/]+)/.exec(file)?.[1] ?? []))]`

/** The packages that are loaded once this code has run, of those that a test needs itself too. */
function loadedAfter(code: string): string[] {
  const script = `${code}; console.log(JSON.stringify(${PACKAGES}))`
  const node = ['--require', 'ts-node/register', '-e', script]
  const out = execFileSync(process.execPath, node, { cwd: ROOT, encoding: 'utf8' })
  return JSON.parse(out) as string[]
}

test('the command line is put together without anything that its commands run', () => {
  const before = new Set(loadedAfter(''))
  const all = loadedAfter("require('./cli/program.ts').program({})")
  assert.deepEqual(
    all.filter((name) => !before.has(name)),
    ['commander'],
  )
})
