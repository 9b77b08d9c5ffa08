import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import ts from 'typescript'
import { PROGRAM, STRICT } from './in-test-use.ts'

const ROOT = join(__dirname, '..', '..')
const LARGEST = 3_000_000

const folder = mkdtempSync(join(tmpdir(), 'scimulate-packed-'))
/** Where npm keeps things in these tests. */
const cache: Record<string, string> = {}
const reachable = run('npm', ['view', 'commander', 'version']).status === 0
let tarball = ''

/** npx keeps what it installed: a stranger has none of it, only what the registry would send. */
function emptyCache(): void {
  const mine = run('npm', ['config', 'get', 'cache']).stdout.trim()
  const fresh = join(folder, 'cache')
  mkdirSync(fresh)
  if (existsSync(join(mine, '_cacache')))
    symlinkSync(join(mine, '_cacache'), join(fresh, '_cacache'))
  cache.npm_config_cache = fresh
}

function run(command: string, args: readonly string[], cwd = ROOT) {
  // A stranger has none of what npm tells the programs that it starts, this test among them.
  const mine = /^(npm_|SCIM_|INIT_CWD$)/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)))
  return spawnSync(command, args, { cwd, env: { ...env, ...cache }, encoding: 'utf8' })
}

if (!reachable) console.error('SKIPPED: no npm registry, so the packed file cannot be installed')

before(() => {
  emptyCache()
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

test('both consoles are served from the packed file, styles and scripts with them', async () => {
  run('tar', ['-xzf', join(folder, tarball), '-C', folder])
  const unpacked = join(folder, 'package')
  symlinkSync(join(ROOT, 'node_modules'), join(unpacked, 'node_modules'))
  for (const command of ['okta', 'server']) {
    const args = ['dist/cli/main.js', command, '--ready-json']
    const program = spawn(process.execPath, args, { cwd: unpacked })
    try {
      const [line] = (await once(program.stdout, 'data')) as [Buffer]
      const { url } = (JSON.parse(String(line)) as { console: { url: string } }).console
      const page = await (await fetch(url)).text()
      assert.match(page, /<h1>/)
      const assets = [...page.matchAll(/(?:href|src)="([^"]+\/assets\/[^"]+)"/g)]
      assert.equal(new Set(assets.map(([, path]) => path)).size, 5)
      for (const [, path = ''] of assets) {
        const answer = await fetch(new URL(path, url))
        assert.equal(answer.status, 200, path)
        assert.ok((await answer.text()).length > 100, path)
      }
    } finally {
      program.kill()
    }
  }
})

test('the mock in a test of a stranger: typed, strictly, and run', { skip: !reachable }, () => {
  const empty = mkdtempSync(join(folder, 'in-test-'))
  copyFileSync(join(folder, tarball), join(empty, tarball))
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  writeFileSync(join(empty, 'tsconfig.json'), JSON.stringify(STRICT))
  writeFileSync(join(empty, 'rehearsal.ts'), PROGRAM)
  const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error']
  const wanted = [`./${tarball}`, `typescript@${ts.version}`, '@types/node@20']
  const installed = run('npm', ['install', ...quiet, ...wanted], empty)
  assert.equal(installed.status, 0, installed.stderr)
  const compiled = run('npx', ['tsc'], empty)
  assert.equal(compiled.status, 0, compiled.stdout)
  const { status, stdout, stderr } = run(process.execPath, ['rehearsal.js'], empty)
  assert.equal(status, 0, stderr)
  assert.deepEqual(JSON.parse(stdout).slice(-2), [
    ['GET', 'Users', 200],
    ['POST', 'Users', 201],
  ])
})

/** The oldest Node that is promised, and the newest; the one that runs this test needs no package. */
for (const major of ['20', '24']) {
  const mine = process.versions.node.startsWith(`${major}.`)
  const further = mine ? [] : ['--package', `node@${major}`]
  test(`a stranger checks with it from an empty folder on Node ${major}`, {
    skip: !reachable,
  }, () => {
    const empty = mkdtempSync(join(folder, 'empty-'))
    copyFileSync(join(folder, tarball), join(empty, tarball))
    const npx = ['--yes', '--package', `./${tarball}`, ...further]
    const words = [...npx, '-c', 'node --version && scimulate check --profile okta']
    const { status, stdout, stderr } = run('npx', words, empty)
    assert.equal(status, 0, stdout + stderr)
    assert.doesNotMatch(stderr, /EBADENGINE/, 'what it depends on wants another Node')
    assert.match(stdout, new RegExp(`^v${major}\\.`))
    assert.match(stdout, /Okta can connect/)
    assert.match(stdout, /Report: reports\/out\/index\.html/)
    assert.ok(statSync(join(empty, 'reports/out/index.html')).size > 0)
    const left = readdirSync(empty).filter((file) => !file.startsWith('.'))
    assert.deepEqual(left.sort(), ['reports', tarball].sort())
  })
}
