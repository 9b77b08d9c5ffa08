import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { MUTANTS } from '../../mutants/all.ts'
import { VARIANTS } from '../../mutants/legal/variants.ts'
import { verdictOf } from '../../mutants/matrix.ts'
import { PRODUCT_FAULTS, UNALTERED } from '../../mutants/product/all.ts'
import { featureFiles, rulesOf } from '../architecture/feature-files.ts'

const ROOT = join(__dirname, '..', '..')

test('there are 150 faults and 20 legal variants, each with a name of its own', () => {
  const faults = [...MUTANTS, ...PRODUCT_FAULTS, ...VARIANTS].map(({ name }) => name)
  const names = [...faults, UNALTERED]
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  )
  assert.ok(MUTANTS.length >= 150, `only ${MUTANTS.length} faults`)
  assert.ok(VARIANTS.length >= 20, `only ${VARIANTS.length} legal variants`)
})

test('every requirement that a fault names has a Rule, or a step that notes it', () => {
  const tagged = idsIn('features', /(?:@|the outcome is one of )([\w.-]+)/g)
  const noted = idsIn('steps', /requirement: '([\w.-]+)'/g)
  const known = new Set([...tagged, ...noted])
  const named = [...MUTANTS, ...PRODUCT_FAULTS].flatMap(({ expected }) => expected)
  assert.deepEqual(
    named.filter((id) => !known.has(id)),
    [],
  )
})

test('each Rule about the product has a fault that it must catch', () => {
  const named = new Set(PRODUCT_FAULTS.flatMap(({ expected }) => expected))
  const rules = featureFiles()
    .filter(({ name }) => name.startsWith('product/'))
    .flatMap(({ document }) => rulesOf(document))
  assert.ok(rules.length > 80, `only ${rules.length} Rules`)
  const without = rules.filter(({ tags }) => !tags.some(({ name }) => named.has(name.slice(1))))
  assert.deepEqual(
    without.map(({ name }) => name),
    [],
  )
})

test('a fault is caught exactly, by more, or missed', () => {
  assert.equal(verdictOf(['A', 'B'], ['A', 'B']), 'exact')
  assert.equal(verdictOf(['A'], ['A', 'B']), 'more')
  assert.equal(verdictOf(['A', 'B'], ['A']), 'missed')
  assert.equal(verdictOf(['A'], []), 'missed')
})

test('a sample of the faults is caught by what it names', async () => {
  const { mutants, exitCode } = await sample('--only', 'a create is answered', '--no-legal')
  assert.equal(mutants.length, 3)
  assert.deepEqual(
    mutants.filter(({ verdict }) => verdict === 'missed'),
    [],
  )
  assert.equal(exitCode, 0)
})

test('a fault of the product is caught where it shows: in its API and in its webhooks', async () => {
  const { mutants, exitCode } = await sample('--product', '--only', 'who left a group')
  assert.deepEqual(
    mutants.map(({ name, verdict }) => `${verdict}: ${name}`),
    ['exact: who left a group keeps its role', 'exact: who left a group is not told'],
  )
  assert.equal(exitCode, 0)
})

interface Matrix {
  readonly exitCode: number
  readonly mutants: readonly { readonly name: string; readonly verdict: string }[]
}

async function sample(...args: string[]): Promise<Matrix> {
  const out = mkdtempSync(join(tmpdir(), 'scimulate-matrix-'))
  const json = join(out, 'matrix.json')
  try {
    const exitCode = await new Promise<number>((resolve) => {
      execFile(
        process.execPath,
        ['--require', 'ts-node/register', 'mutants/main.ts', '--json', json, ...args],
        { cwd: ROOT },
        (error) => resolve(error === null ? 0 : Number(error.code)),
      )
    })
    return { exitCode, ...(JSON.parse(readFileSync(json, 'utf8')) as Omit<Matrix, 'exitCode'>) }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function idsIn(folder: string, form: RegExp): (string | undefined)[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  return files
    .filter((name) => /\.(feature|ts)$/.test(name))
    .flatMap((name) => [...readFileSync(join(ROOT, folder, name), 'utf8').matchAll(form)])
    .map(([, id]) => id)
}
