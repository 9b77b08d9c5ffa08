import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'

const root = join(__dirname, '..', '..')
const example = join(root, 'examples', 'in-test')
const bin = (name: string) => join(example, 'node_modules', name)

/** Of each runner: what it is started with, and how it says that both tests passed. */
const RUNNERS: readonly [name: string, args: readonly string[], passed: RegExp][] = [
  ['vitest', [bin('vitest/vitest.mjs'), 'run', '--dir', 'vitest'], /Tests +2 passed/],
  ['jest', [bin('jest/bin/jest.js'), '--rootDir', 'jest'], /Tests: +2 passed/],
  ['node:test', ['--test', 'node-test/provisioning.test.mjs'], /pass 2/],
]

let missing: string | undefined

before(() => {
  run('npm', ['run', '-s', 'build'], root)
  if (!existsSync(bin('node/bin/node')) || !existsSync(bin('jest'))) {
    const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: example })
    if (install.status !== 0) missing = `npm ci in examples/in-test: ${String(install.stderr)}`
  }
  if (missing === undefined) return
  if ((process.env.SCIMULATE_REQUIRE ?? '').includes('examples')) assert.fail(missing)
  console.error(`SKIPPED: the in-test examples are not installable here (${missing.slice(0, 300)})`)
})

for (const [name, args, passed] of RUNNERS) {
  for (const [node, path] of [
    [process.version, process.execPath],
    ['Node 24', bin('node/bin/node')],
  ] as const) {
    test(`the example for ${name} passes on ${node}`, (t) => {
      if (missing !== undefined) return t.skip('the examples are not installed')
      assert.match(run(path, args, example), passed)
    })
  }
}

/** Runs a program to its end and gives what it wrote; this runner's own marks are not handed on. */
function run(program: string, args: readonly string[], cwd: string): string {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  assert.equal(status, 0, `${program} ${args.join(' ')}\n${stdout}${stderr}`)
  return stdout + stderr
}
