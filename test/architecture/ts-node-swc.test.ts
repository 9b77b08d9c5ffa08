import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-swc-'))
const file = join(folder, 'value.ts')
const entry = join(
  'node_modules/.cache/ts-node-swc',
  createHash('sha256').update(`${file}\0`).digest('hex'),
)
after(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(entry, { force: true })
})

/** What a process of its own finds in the file. */
function value(): string {
  const code = `process.stdout.write(String(require(${JSON.stringify(file)}).value))`
  return execFileSync(process.execPath, ['--require', 'ts-node/register', '-e', code], {
    encoding: 'utf8',
  })
}

test('what a file was transpiled to is kept, and never outlives its text', () => {
  writeFileSync(file, 'export const value: number = 1\n')
  assert.equal(value(), '1')
  writeFileSync(file, 'export const value: number = 2\n')
  assert.equal(value(), '2')
  const kept = readFileSync(entry, 'utf8')
  writeFileSync(entry, kept.replace('value = 2', 'value = 3'))
  assert.equal(value(), '3', 'the entry is what is run')
  writeFileSync(entry, kept.slice(0, 100))
  assert.equal(value(), '2', 'a broken entry is made anew')
})
