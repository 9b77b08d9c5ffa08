import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const FOLDER = join(__dirname, '..', '..', 'features', 'requirements')
const LEVELS = ['MUST', 'MUST NOT', 'REQUIRED', 'SHOULD', 'SHOULD NOT', 'MAY', 'AMBIGUOUS']
const PARTIES = ['service-provider', 'client', 'both', 'product']
const TESTABILITY = ['automatic', 'conditional', 'manual', 'untestable']
const CERTAINTY = ['documented', 'captured', 'support', 'third-party', 'inferred', 'unknown']

interface Entry {
  readonly id: string
  readonly section: string
  readonly level: string
  readonly party: string
  readonly summary: string
  readonly observable: string | null
  readonly testability: string
  readonly depends: string | null
  readonly basis: string
  readonly certainty?: string
  readonly acceptable: readonly string[] | null
  readonly relaxes?: readonly string[]
  readonly ambiguity?: readonly string[]
  readonly sameAs?: string | null
  readonly source: string
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Entry[]
const all = files.flatMap(read)
const ids = new Set(all.map(({ id }) => id))

/** What is wrong with an entry, or nothing. */
function faults(entry: Entry): string[] {
  const ambiguous = entry.level === 'AMBIGUOUS'
  const product = entry.certainty !== undefined
  const rules: readonly (readonly [boolean, string])[] = [
    [LEVELS.includes(entry.level), `level ${entry.level}`],
    [PARTIES.includes(entry.party), `party ${entry.party}`],
    [TESTABILITY.includes(entry.testability), `testability ${entry.testability}`],
    [entry.summary.endsWith('.'), 'the summary is no sentence'],
    [entry.source !== '', 'no source'],
    [new RegExp(`-${entry.section}-A?\\d{2,3}$`).test(entry.id), `section ${entry.section}`],
    [/-A\d+$/.test(entry.id) === ambiguous, 'only AMBIGUOUS entries have an A in their id'],
    [!ambiguous || (entry.acceptable?.length ?? 0) >= 2, 'fewer than two acceptable outcomes'],
    [entry.testability !== 'automatic' || entry.observable !== null, 'nothing to observe'],
    [entry.testability !== 'conditional' || entry.depends !== null, 'conditional on nothing'],
    [!product || CERTAINTY.includes(entry.certainty), `certainty ${entry.certainty}`],
    [!product || entry.basis === entry.certainty, 'basis and certainty differ'],
  ]
  return rules.filter(([holds]) => !holds).map(([, fault]) => fault)
}

for (const name of files) {
  test(`${name}: every entry has the form that its README describes`, () => {
    const entries = read(name)
    assert.ok(entries.length > 0)
    for (const entry of entries) assert.deepEqual(faults(entry), [], entry.id)
  })
}

test('the form bites: an entry that breaks a rule is told', () => {
  const [good] = read('okta.json')
  assert.ok(good)
  assert.deepEqual(faults({ ...good, level: 'OUGHT' }), ['level OUGHT'])
  assert.deepEqual(faults({ ...good, section: '9.9' }), ['section 9.9'])
  assert.deepEqual(faults({ ...good, testability: 'conditional', depends: null }), [
    'conditional on nothing',
  ])
})

test('what Okta and the product do is told with its certainty', () => {
  for (const { id, certainty } of [...read('okta.json'), ...read('stytch.json')]) {
    assert.ok(certainty, id)
  }
})

test('no two entries say the same in the same words', () => {
  const seen = new Map<string, string>()
  for (const { id, summary } of all) {
    assert.equal(seen.get(summary), undefined, `${id} repeats ${seen.get(summary)}`)
    seen.set(summary, id)
  }
})

test('every link leads to an entry', () => {
  for (const { id, relaxes = [], ambiguity = [], sameAs } of all) {
    for (const other of [
      ...relaxes,
      ...ambiguity,
      ...(typeof sameAs === 'string' ? [sameAs] : []),
    ]) {
      assert.ok(ids.has(other), `${id} links to ${other}`)
    }
  }
})
