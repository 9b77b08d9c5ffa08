import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const CONFIGURATION = ['biome.json', 'eslint.config.mjs', 'tsconfig.json', 'package.json']

let copy = ''

/** A small checkout with our gates and one good file; each test plants one fault in it. */
before(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'scimulate-gate-')))
  for (const name of CONFIGURATION) cpSync(join(ROOT, name), join(copy, name))
  symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(copy, 'node_modules'))
  writeFileSync(join(copy, '.gitignore'), 'node_modules\n')
  spawnSync('git', ['init', '-q'], { cwd: copy })
  mkdirSync(join(copy, 'server', 'scim'), { recursive: true })
  mkdirSync(join(copy, 'mock-okta'))
  plant('server/scim/good.ts', 'export const one = 1\n')
  plant('mock-okta/app.ts', 'export const app = 1\n')
})
after(() => rmSync(copy, { recursive: true, force: true }))

function plant(name: string, text: string): void {
  writeFileSync(join(copy, name), text)
}

function run(tool: 'biome' | 'eslint', ...args: string[]): { status: number | null; text: string } {
  const bin = join(copy, 'node_modules', '.bin', tool)
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: copy, encoding: 'utf8' })
  return { status, text: stdout + stderr }
}

/** Plants a fault, looks that the gate refuses it by that rule, and takes it away again. */
function refused(
  name: string,
  text: string,
  gate: () => { status: number | null; text: string },
  rule: string,
) {
  plant(name, text)
  const { status, text: said } = gate()
  rmSync(join(copy, name))
  assert.notEqual(status, 0, 'the gate let it pass')
  assert.ok(said.includes(rule), said)
}

const biome = () => run('biome', 'check', '.')
const eslint = () => run('eslint', '.')

test('without a planted fault both gates pass', () => {
  assert.equal(biome().status, 0, biome().text)
  assert.equal(eslint().status, 0, eslint().text)
})

test('a forbidden import is refused', () => {
  const text = "import { app } from '../mock-okta/app.ts'\n\nexport const taken = app\n"
  refused('server/bad-import.ts', text, biome, 'noRestrictedImports')
})

test('a web framework inside the pure protocol is refused', () => {
  const text = "import fastify from 'fastify'\n\nexport const server = fastify()\n"
  refused('server/scim/bad-import.ts', text, biome, 'noRestrictedImports')
})

test('a floating promise is refused', () => {
  const text =
    'async function work(): Promise<void> {}\n\nexport function start(): void {\n  work()\n}\n'
  refused('server/floating.ts', text, eslint, 'no-floating-promises')
})

test('an oversize function is refused', () => {
  const lines = Array.from({ length: 60 }, (_, i) => `  sum += ${i}\n`).join('')
  const text = `export function long(): number {\n  let sum = 0\n${lines}  return sum\n}\n`
  refused('server/long.ts', text, biome, 'noExcessiveLinesPerFunction')
})

test('reading the environment outside main.ts and cli/ is refused', () => {
  refused('server/env.ts', 'export const home = process.env.HOME\n', biome, 'noProcessEnv')
})
