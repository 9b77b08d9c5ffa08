import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EVERY_COMMAND } from './every-command.ts'

const ROOT = join(__dirname, '..', '..')
const out = mkdtempSync(join(tmpdir(), 'scimulate-around-'))
after(() => rmSync(out, { recursive: true, force: true }))

function run(...args: string[]) {
  const { SCIM_BASE_URL: _, SCIM_TOKEN: __, ...env } = process.env
  const words = ['--require', 'ts-node/register', 'cli/main.ts', ...args]
  return spawnSync(process.execPath, words, { cwd: ROOT, env, encoding: 'utf8' })
}

test('one requirement is checked, then replayed, and printed as curl', () => {
  const id = 'RFC7644-3.5.2.3-02'
  const checked = run('check', '--only', id, '--out', out)
  assert.equal(checked.status, 0, checked.stderr)
  assert.match(checked.stderr, new RegExp(`\\d+/\\d+ scenarios · \\d+ req/s · .*${id}`))

  const replayed = run('replay', out, id)
  assert.equal(replayed.status, 0, replayed.stderr)
  assert.match(replayed.stdout, /PATCH {2}\S+\/Users\/\S+ {2}→ 2\d\d\n {7}sent .*"replace"/)

  const { stdout } = run('replay', out, id, '--curl')
  assert.match(stdout, /curl -sS -i -X PATCH /)
  assert.match(stdout, /Bearer \$SCIM_TOKEN/)
})

test('--list names requirements and sends nothing, also of a server that is not there', () => {
  const { status, stdout } = run('check', 'http://127.0.0.1:1', '--list', '--only', 'OKTA-1.4-02')
  assert.equal(status, 0)
  assert.match(stdout, /^OKTA-1\.4-02 +MUST +\d+ {2}/)
})

test('the doctor ends with 3 when nothing answers there', () => {
  const { status, stdout } = run('doctor', 'http://127.0.0.1:1/scim')
  assert.equal(status, 3)
  assert.match(stdout, /BAD {2}Target .*the connection was refused; is the server running\?$/m)
})

test('observers that are not there are said by their file, before anything is sent', () => {
  const { status, stderr } = run(
    'check',
    'http://127.0.0.1:1/',
    '--anonymous',
    '--observers',
    'x.mjs',
  )
  assert.equal(status, 2)
  assert.match(stderr, /^scimulate: --observers: the file x\.mjs cannot be read$/m)
})

test('replay and report open say what is missing', () => {
  assert.match(run('replay', join(out, 'none'), 'X').stderr, /no report can be read/)
  assert.match(run('report', 'open', join(out, 'none')).stderr, /there is no report at/)
})

for (const [words] of EVERY_COMMAND) {
  test(`${words} --help fits a screen and has an example`, () => {
    const { status, stdout } = run(...words.split(' ').slice(1), '--help')
    assert.equal(status, 0)
    assert.match(stdout, /Examples?:\n {2}\$ /)
    assert.ok(stdout.split('\n').length <= 60, `${stdout.split('\n').length} lines`)
  })
}

test('--help-all tells of every option', () => {
  const { status, stdout } = run('check', '--help-all')
  assert.equal(status, 0)
  assert.match(stdout, /--oauth-token-url/)
})
