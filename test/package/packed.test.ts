import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const LARGEST = 3_000_000

const folder = mkdtempSync(join(tmpdir(), 'scimulate-packed-'))
const reachable = run('npm', ['view', 'commander', 'version']).status === 0
let tarball = ''

function run(command: string, args: readonly string[], cwd = ROOT) {
  // A stranger has none of what npm tells the programs that it starts, this test among them.
  const mine = /^(npm_|SCIM_|INIT_CWD$)/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)))
  return spawnSync(command, args, { cwd, env, encoding: 'utf8' })
}

if (!reachable) console.error('SKIPPED: no npm registry, so the packed file cannot be installed')

before(() => {
  const built = run('npm', ['run', '-s', 'build'])
  assert.equal(built.status, 0, built.stdout)
  const packed = run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder])
  assert.equal(packed.status, 0, packed.stderr)
  tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
})

after(() => rmSync(folder, { recursive: true, force: true }))

test('the packed file is below 3 MB', () => {
  assert.ok(statSync(join(folder, tarball)).size < LARGEST)
})

test('publint finds nothing wrong with the package', () => {
  const { status, stdout, stderr } = run('npx', ['publint', '--strict', join(folder, tarball)])
  assert.equal(status, 0, stdout + stderr)
})

for (const [name, further] of [
  [`this Node (${process.versions.node})`, []],
  ['Node 24', ['--package', 'node@24']],
] as const) {
  test(`a stranger checks with it from an empty folder on ${name}`, { skip: !reachable }, () => {
    const empty = mkdtempSync(join(folder, 'empty-'))
    copyFileSync(join(folder, tarball), join(empty, tarball))
    const npx = ['--yes', '--package', `./${tarball}`, ...further]
    const words = [...npx, '-c', 'node --version && scimulate check --profile okta']
    const { status, stdout, stderr } = run('npx', words, empty)
    assert.equal(status, 0, stdout + stderr)
    if (further.length > 0) assert.match(stdout, /^v24\./)
    assert.match(stdout, /Okta can connect/)
    assert.match(stdout, /Report: reports\/out\/index\.html/)
    assert.ok(statSync(join(empty, 'reports/out/index.html')).size > 0)
  })
}
