import assert from 'node:assert/strict'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { before, test } from 'node:test'
import { loadConfiguration, loadSupport } from '@cucumber/cucumber/api'
import { featureFiles, picklesOf } from './feature-files.ts'

const ROOT = join(__dirname, '..', '..')
const SUITE = ['scim/', 'okta/', 'entra/']

interface Step {
  readonly file: string
  readonly text: string
}

const steps: readonly Step[] = featureFiles().flatMap((file) =>
  picklesOf(file).flatMap((pickle) => pickle.steps.map(({ text }) => ({ file: file.name, text }))),
)
/** What cucumber's API gives out, but leaves out of its types. */
interface StepDefinition {
  matchesStepName(text: string): boolean
}

let definitions: readonly StepDefinition[] = []

before(async () => {
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done() })
  const environment = { cwd: ROOT, stdout, stderr: process.stderr }
  const { runConfiguration } = await loadConfiguration(
    { file: false, provided: { paths: [], require: [join(ROOT, 'steps/*.ts')] } },
    environment,
  )
  const support = await loadSupport(runConfiguration, environment)
  assert.ok('stepDefinitions' in support && Array.isArray(support.stepDefinitions))
  definitions = support.stepDefinitions as readonly StepDefinition[]
})

function definitionsOf({ text }: Step): readonly StepDefinition[] {
  return definitions.filter((definition) => definition.matchesStepName(text))
}

test('every step of the features has one definition', () => {
  assert.ok(steps.length > 0)
  const wrong = steps
    .map((step) => ({ ...step, matches: definitionsOf(step).length }))
    .filter(({ matches }) => matches !== 1)
  assert.deepEqual(wrong, [])
})

test('few step definitions carry the features', () => {
  const suite = steps.filter(({ file }) => SUITE.some((folder) => file.startsWith(folder)))
  const used = new Set(suite.flatMap(definitionsOf)).size
  assert.ok(used > 0 && used <= 120, `${used} definitions for SCIM, Okta and Entra`)
  assert.ok(definitions.length <= 220, `${definitions.length} definitions in all`)
})
