import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assembleReport } from '../../reports/report.ts'
import { judge } from '../../reports/verdicts/judge.ts'
import { baseline, formatWaivers, parseWaivers } from '../../reports/waiver-file.ts'
import { entry, envelopesOf, recordOf } from './fabricated-run.ts'

const ID = 'RFC7644-3.3-01'
const good = {
  requirement: ID,
  reason: 'known',
  expires: '2026-12-31',
  pattern: 'a|b',
  ticket: 'T-1',
}

test('a waiver file is read', () => {
  const waivers = parseWaivers('w.json', JSON.stringify({ waivers: [good] }))
  assert.deepEqual(waivers, [good])
})

for (const [what, text, message] of [
  ['is not JSON', '{', /^w\.json: not JSON/],
  ['is no object', '[]', /^w\.json: must be object/],
  [
    'has no reason',
    '{"waivers":[{"requirement":"X","expires":"2026-12-31"}]}',
    /^w\.json\/waivers\/0: must have required property 'reason'/,
  ],
  [
    'has no such day',
    '{"waivers":[{"requirement":"X","reason":"y","expires":"2026-13-31"}]}',
    /^w\.json\/waivers\/0\/expires: must match format "date"/,
  ],
  [
    'has a member too many',
    '{"waivers":[{"requirement":"X","reason":"y","expires":"2026-12-31","until":1}]}',
    /additional properties/,
  ],
  [
    'has a broken pattern',
    '{"waivers":[{"requirement":"X","reason":"y","expires":"2026-12-31","pattern":"("}]}',
    /^w\.json\/waivers\/0\/pattern: not a regular expression/,
  ],
] as const) {
  test(`a waiver file that ${what} is refused with the place`, () => {
    assert.throws(() => parseWaivers('w.json', text), { message })
  })
}

test('a baseline waives what fails now, so that the next run is fit', () => {
  const scenarios = [
    { tags: [ID], ends: { type: 'AssertionError', message: 'expected 200, was 500' } },
    { tags: ['RFC7644-3.3-02'] },
  ]
  const catalogue = [entry(ID), entry('RFC7644-3.3-02')]
  const before = assembleReport(recordOf(scenarios, { catalogue }))
  assert.equal(before.exitCode, 1)
  const waivers = parseWaivers('w.json', formatWaivers(baseline(before, '2099-01-01')))
  assert.deepEqual(
    waivers.map(({ requirement }) => requirement),
    [ID],
  )
  const now = judge({ envelopes: envelopesOf(scenarios), catalogue, strict: false, waivers })
  assert.equal(now.exitCode, 0)
  const again = assembleReport({ ...recordOf(scenarios), judgement: now })
  assert.deepEqual(baseline(again, '2099-01-01'), waivers)
})
