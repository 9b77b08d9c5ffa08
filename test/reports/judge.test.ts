import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Level, Requirement } from '../../reports/catalogue.ts'
import { judge } from '../../reports/verdicts/judge.ts'
import { severity } from '../../reports/verdicts/severity.ts'
import type { Verdict } from '../../reports/verdicts/verdict.ts'
import type { Waiver } from '../../reports/verdicts/waiver.ts'
import { entry, envelopesOf, exchange, type FabricatedScenario } from './fabricated-run.ts'

const NOW = new Date('2026-11-25T12:00:00Z')
const ID = 'RFC7644-3.5.2.3-02'
const CAUSE = 'RFC7644-3.3-01'

function judged(
  scenarios: readonly FabricatedScenario[],
  catalogue: readonly Requirement[],
  more: { strict?: boolean; waivers?: readonly Waiver[] } = {},
) {
  return judge({ envelopes: envelopesOf(scenarios), catalogue, strict: false, now: NOW, ...more })
}

const assertion = { type: 'AssertionError', message: 'expected 200, was 500' }

const OUTCOMES = {
  passed: {},
  broken: { ends: assertion },
  blocked: { ends: { type: 'Blocked', message: `${CAUSE}: could not create` } },
  'target error': { ends: { type: 'TargetError', message: 'connect ECONNREFUSED' } },
  'own error': { ends: { type: 'TypeError', message: 'x is not a function' } },
  undefined: { ends: 'UNDEFINED' },
  pending: { ends: 'PENDING' },
  ambiguous: { ends: 'AMBIGUOUS' },
  'not capable': { skipped: 'needs patch: patch.supported is false' },
  stopped: { ends: 'never' },
} as const satisfies Readonly<Record<string, Omit<FabricatedScenario, 'tags'>>>

const LEVELS: readonly Level[] = [
  'MUST',
  'MUST NOT',
  'REQUIRED',
  'SHOULD',
  'SHOULD NOT',
  'MAY',
  'AMBIGUOUS',
]
const BASES = ['keyword', 'field', 'abnf', 'table', 'prose', 'schema', 'erratum', 'ambiguity']

function expectedVerdict(
  outcome: keyof typeof OUTCOMES,
  broken: Verdict,
  waived: boolean,
): Verdict {
  switch (outcome) {
    case 'passed':
      return waived ? 'UNEXPECTED_PASS' : 'PASS'
    case 'broken':
      return waived && broken !== 'NOTE' ? 'WAIVED' : broken
    case 'blocked':
      return 'BLOCKED'
    case 'not capable':
    case 'stopped':
      return 'SKIP'
    default:
      return 'ERROR'
  }
}

const COMBINATIONS = LEVELS.flatMap((level) =>
  BASES.flatMap((basis) =>
    [false, true].flatMap((strict) =>
      [false, true].flatMap((waived) =>
        (Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]).map((outcome) => ({
          level,
          basis,
          strict,
          waived,
          outcome,
        })),
      ),
    ),
  ),
)

test('every level × basis × outcome × capability × waiver × strictness gives its verdict', () => {
  assert.equal(COMBINATIONS.length, 7 * 8 * 2 * 2 * 10)
  for (const combination of COMBINATIONS) {
    const { level, basis, strict, waived, outcome } = combination
    const requirement = entry(ID, { level, basis })
    const { requirements, scenarios } = judged(
      [{ tags: [ID], ...OUTCOMES[outcome] }],
      [requirement, entry(CAUSE)],
      {
        strict,
        waivers: waived ? [{ requirement: ID, reason: 'known', expires: '2026-12-31' }] : [],
      },
    )
    const expected = expectedVerdict(outcome, severity(requirement, strict), waived)
    const about = JSON.stringify(combination)
    assert.equal(requirements.find(({ id }) => id === ID)?.verdict, expected, about)
    assert.equal(scenarios[0]?.verdict, expected, about)
  }
})

test('a requirement has the worst verdict of its scenarios', () => {
  const must = [entry(ID), entry(CAUSE)]
  const tags = [ID]
  const verdictOf = (...names: (keyof typeof OUTCOMES)[]) =>
    judged(
      names.map((name) => ({ tags, ...OUTCOMES[name] })),
      must,
    ).requirements[0]?.verdict
  assert.equal(verdictOf('passed', 'broken', 'target error'), 'FAIL')
  assert.equal(verdictOf('passed', 'target error', 'blocked'), 'ERROR')
  assert.equal(verdictOf('passed', 'blocked', 'not capable'), 'BLOCKED')
  assert.equal(verdictOf('not capable', 'passed'), 'PASS')
  assert.equal(verdictOf('not capable'), 'SKIP')
})

test('what blocks others is broken, also where no scenario of its own ran', () => {
  const { requirements } = judged([{ tags: [ID], ...OUTCOMES.blocked }], [entry(ID), entry(CAUSE)])
  const byId = new Map(requirements.map((one) => [one.id, one]))
  assert.equal(byId.get(ID)?.verdict, 'BLOCKED')
  assert.equal(byId.get(ID)?.blockedBy, CAUSE)
  assert.equal(byId.get(CAUSE)?.verdict, 'FAIL')
})

test('a scenario blocked by its own requirement breaks it', () => {
  const { requirements } = judged([{ tags: [CAUSE], ...OUTCOMES.blocked }], [entry(CAUSE)])
  assert.deepEqual(
    requirements.map(({ id, verdict, blockedBy }) => ({ id, verdict, blockedBy })),
    [{ id: CAUSE, verdict: 'FAIL', blockedBy: null }],
  )
})

test('one scenario may break a MUST and a SHOULD, each as its level says', () => {
  const { requirements, scenarios } = judged(
    [{ tags: [ID, CAUSE], ends: assertion }],
    [entry(ID), entry(CAUSE, { level: 'SHOULD' })],
  )
  assert.deepEqual(
    requirements.map(({ verdict }) => verdict),
    ['FAIL', 'WARN'],
  )
  assert.equal(scenarios[0]?.verdict, 'FAIL')
})

const AMBIGUOUS = 'RFC7644-3.5.2-A01'
const POINT = entry(AMBIGUOUS, {
  level: 'AMBIGUOUS',
  basis: 'ambiguity',
  acceptable: [
    '200',
    '204 (warn)',
    'value created (deviation: the text is a SHALL)',
    'nothing (fail)',
  ],
  relaxes: [ID],
})

for (const [seen, strict, point, linked] of [
  ['200', false, 'NOTE', 'PASS'],
  ['200', true, 'NOTE', 'PASS'],
  ['something else', false, 'NOTE', 'PASS'],
  ['204', false, 'WARN', 'WARN'],
  ['204', true, 'WARN', 'WARN'],
  ['value created', false, 'WARN', 'WARN'],
  ['value created', true, 'WARN', 'FAIL'],
  ['nothing', false, 'WARN', 'FAIL'],
] as const) {
  test(`seen "${seen}"${strict ? ', strict' : ''}: the ambiguous point is ${point}, what it relaxes ${linked}`, () => {
    const { requirements } = judged(
      [{ tags: [ID], observed: { requirement: AMBIGUOUS, observed: seen } }],
      [entry(ID), POINT],
      { strict },
    )
    const byId = new Map(requirements.map((one) => [one.id, one]))
    assert.equal(byId.get(AMBIGUOUS)?.verdict, point)
    assert.deepEqual(byId.get(AMBIGUOUS)?.observed, [seen])
    assert.equal(byId.get(ID)?.verdict, linked)
  })
}

test('a scenario that warns of what it saw says so itself, and of what', () => {
  const seen = { requirement: AMBIGUOUS, observed: '204', detail: 'title sw "a"' }
  const { scenarios, requirements } = judged([{ tags: [ID], observed: seen }], [entry(ID), POINT])
  assert.equal(scenarios[0]?.reason, '204 (warn): title sw "a"')
  assert.deepEqual(
    requirements.map(({ reason }) => reason).filter((reason) => reason !== null),
    ['204 (warn): title sw "a"', '204 (warn): title sw "a"'],
  )
})

test('an ambiguous entry never fails, not even when nothing acceptable was seen', () => {
  const { requirements, exitCode } = judged([{ tags: [AMBIGUOUS], ends: assertion }], [POINT], {
    strict: true,
  })
  assert.equal(requirements[0]?.verdict, 'WARN')
  assert.equal(exitCode, 0)
})

test('a scenario that passes when it is tried again is a flaky pass, and its last try counts', () => {
  const { scenarios } = judged([{ tags: [ID], failedBefore: 1 }], [entry(ID)])
  assert.equal(scenarios.length, 1)
  assert.equal(scenarios[0]?.verdict, 'PASS')
  assert.equal(scenarios[0]?.flaky, true)
  assert.deepEqual(scenarios[0]?.earlier, ['run-0-0'])
})

test('a scenario without a requirement is judged by its level tag', () => {
  assert.equal(judged([{ tags: [], ends: assertion }], []).scenarios[0]?.verdict, 'FAIL')
  assert.equal(judged([{ tags: ['SHOULD'], ends: assertion }], []).scenarios[0]?.verdict, 'WARN')
  assert.deepEqual(judged([{ tags: [], ends: assertion }], []).requirements, [])
})

test('the score counts hard requirements of the target; coverage the catalogue behind them', () => {
  const { score, coverage } = judged(
    [
      { tags: ['RFC7644-3.3-01'] },
      { tags: ['RFC7644-3.3-02'], ends: assertion },
      { tags: ['RFC7644-3.3-03'], skipped: 'needs bulk' },
      { tags: ['RFC7644-3.3-04'] },
      { tags: ['OKTA-1.2-01'], ends: assertion },
    ],
    [
      entry('RFC7644-3.3-01'),
      entry('RFC7644-3.3-02'),
      entry('RFC7644-3.3-03'),
      entry('RFC7644-3.3-04', { level: 'SHOULD' }),
      entry('OKTA-1.2-01', { party: 'client', basis: 'documented' }),
      entry('RFC7644-3.3-06'),
      entry('RFC7644-3.3-07', { testability: 'manual' }),
      entry('RFC7644-3.3-08', { party: 'client' }),
    ],
  )
  assert.deepEqual(score, { passed: 1, applicable: 2 })
  assert.deepEqual(coverage, { applicable: 4, tested: 5, all: 6 })
})

for (const [what, scenarios, exitCode] of [
  ['all passed', [{ tags: [ID] }], 0],
  ['only a warning', [{ tags: ['RFC7644-3.3-04'], ends: assertion }], 0],
  ['a failure', [{ tags: [ID] }, { tags: [ID], ends: assertion }], 1],
  ['a network error', [{ tags: [ID] }, { tags: [ID], ...OUTCOMES['target error'] }], 1],
  ['nothing ran', [], 2],
  ['only network errors', [{ tags: [ID], ...OUTCOMES['target error'] }], 3],
  ['an undefined step', [{ tags: [ID] }, { tags: [ID], ends: 'UNDEFINED' }], 4],
  ['everything skipped', [{ tags: [ID], skipped: 'needs patch' }], 1],
] as const satisfies readonly (readonly [string, readonly FabricatedScenario[], number])[]) {
  test(`exit code ${exitCode}: ${what}`, () => {
    const catalogue = [entry(ID), entry('RFC7644-3.3-04', { level: 'SHOULD' })]
    assert.equal(judged(scenarios, catalogue).exitCode, exitCode)
  })
}

test('a run in which every request was refused is hollow, whatever the scenarios say', () => {
  const refused = exchange(1, { response: { status: 401, headers: {}, body: '' } })
  const discovery = exchange(2, {
    request: { ...refused.request, url: 'http://x/scim/v2/ServiceProviderConfig' },
  })
  const { hollow, exitCode } = judge({
    envelopes: envelopesOf([{ tags: [ID] }]),
    catalogue: [entry(ID)],
    strict: false,
    exchanges: [refused, discovery],
  })
  assert.equal(hollow?.kind, 'refused')
  assert.equal(exitCode, 3)
})

test('what was played in the place of the target says nothing of the target', () => {
  const refusal = { response: { status: 401, headers: {}, body: '' } }
  const silence = { response: null, error: 'connect ECONNREFUSED' }
  const played = [1, 2, 3].map((id) => exchange(id, { ...refusal, played: true }))
  const verdict = (...exchanges: ReturnType<typeof exchange>[]) =>
    judge({
      envelopes: envelopesOf([{ tags: [ID] }]),
      catalogue: [entry(ID)],
      strict: false,
      exchanges: [...played, ...exchanges],
    })
  const good = verdict(exchange(4))
  assert.equal(good.hollow, undefined)
  assert.deepEqual(good.doubts, [])
  assert.equal(verdict().hollow, undefined, 'the target was not asked')
  assert.equal(verdict(exchange(4, refusal)).hollow?.kind, 'refused')
  assert.match(verdict(exchange(4, refusal)).hollow?.message ?? '', /\(1\) with 401/)
  assert.equal(verdict(exchange(4, silence)).hollow?.kind, 'unreachable')
})

test('a hook that fails around the run is our own error', () => {
  const envelopes = [
    ...envelopesOf([{ tags: [ID] }]),
    { testRunHookFinished: { result: { status: 'FAILED', message: 'no receiver' } } } as never,
  ]
  const { errors, exitCode } = judge({ envelopes, catalogue: [entry(ID)], strict: false })
  assert.deepEqual(errors, ['no receiver'])
  assert.equal(exitCode, 4)
})
