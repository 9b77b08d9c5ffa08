import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

test('the page of the typed API is made without a warning', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'docs:api'], {
    cwd: join(__dirname, '..', '..'),
    encoding: 'utf8',
  })
  assert.equal(status, 0, stdout + stderr)
  assert.equal(/warning/i.test(stdout + stderr), false, stdout + stderr)
})
