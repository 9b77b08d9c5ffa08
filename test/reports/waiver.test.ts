import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge } from '../../reports/verdicts/judge.ts'
import type { Waiver } from '../../reports/verdicts/waiver.ts'
import { entry, envelopesOf, type FabricatedScenario } from './fabricated-run.ts'

const ID = 'RFC7644-3.5.2.3-02'
const broken = { type: 'AssertionError', message: 'expected 200, was 500' }

function outcome(waiver: Partial<Waiver>, scenarios: readonly FabricatedScenario[]) {
  const { requirements, waivers, exitCode } = judge({
    envelopes: envelopesOf(scenarios),
    catalogue: [entry(ID)],
    strict: false,
    waivers: [{ requirement: ID, reason: 'known', expires: '2026-11-25', ...waiver }],
    now: new Date('2026-11-25T23:59:59Z'),
  })
  return { verdict: requirements[0]?.verdict, state: waivers[0]?.state, exitCode }
}

for (const [what, waiver, scenarios, verdict, state, exitCode] of [
  ['covers the failure', {}, [{ tags: [ID], ends: broken }], 'WAIVED', 'used', 0],
  [
    'covers it on its last day',
    { expires: '2026-11-25' },
    [{ tags: [ID], ends: broken }],
    'WAIVED',
    'used',
    0,
  ],
  [
    'expired the day before',
    { expires: '2026-11-24' },
    [{ tags: [ID], ends: broken }],
    'FAIL',
    'expired',
    1,
  ],
  [
    'names another requirement',
    { requirement: 'RFC7644-3.3-01' },
    [{ tags: [ID], ends: broken }],
    'FAIL',
    'unused',
    1,
  ],
  [
    'has a pattern that the reason matches',
    { pattern: 'was 5\\d\\d' },
    [{ tags: [ID], ends: broken }],
    'WAIVED',
    'used',
    0,
  ],
  [
    'has a pattern that the name matches',
    { pattern: '^groups' },
    [{ tags: [ID], name: 'Groups, too', ends: broken }],
    'WAIVED',
    'used',
    0,
  ],
  [
    'has a pattern that nothing matches',
    { pattern: 'was 404' },
    [{ tags: [ID], ends: broken }],
    'FAIL',
    'unused',
    1,
  ],
  [
    'covers one of two failures',
    { pattern: '^one$' },
    [
      { tags: [ID], name: 'one', ends: broken },
      { tags: [ID], name: 'two', ends: broken },
    ],
    'FAIL',
    'used',
    1,
  ],
  ['waives what passes', {}, [{ tags: [ID] }], 'UNEXPECTED_PASS', 'unexpected-pass', 0],
  [
    'waives what was skipped',
    {},
    [{ tags: [ID], skipped: 'needs patch' }, { tags: ['RFC7644-3.3-09'] }],
    'SKIP',
    'unused',
    0,
  ],
  [
    'cannot waive an error',
    {},
    [{ tags: [ID], ends: { type: 'TypeError', message: 'x' } }],
    'ERROR',
    'unused',
    4,
  ],
] as const satisfies readonly (readonly [
  string,
  Partial<Waiver>,
  readonly FabricatedScenario[],
  string,
  string,
  number,
])[]) {
  test(`a waiver that ${what}: ${verdict}, ${state}`, () => {
    assert.deepEqual(outcome(waiver, scenarios), { verdict, state, exitCode })
  })
}
