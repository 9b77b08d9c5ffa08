import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import type { Envelope } from '@cucumber/messages'
import { Progress } from '../../cli/check/progress.ts'

const FEATURE = 'features/okta/deactivate-users.feature'

/** What cucumber says of scenarios that are run one after the other, each at a line of the feature. */
function pass(name: string, lines: Readonly<Record<number, 'PASSED' | 'FAILED'>>): Envelope[] {
  const all = Object.entries(lines).map(([line, status]) => ({
    ...{ line: Number(line), status },
    ...{ pickle: `p${line} ${name}`, planned: `c${line} ${name}`, attempt: `a${line} ${name}` },
  }))
  const envelopes: object[] = [
    ...all.map(({ line, pickle }) => ({
      pickle: { id: pickle, uri: FEATURE, location: { line }, name: 'Ada', tags: [], steps: [] },
    })),
    ...all.map(({ pickle, planned }) => ({ testCase: { id: planned, pickleId: pickle } })),
    ...all.flatMap(({ planned, attempt, status }) => [
      { testCaseStarted: { id: attempt, testCaseId: planned } },
      { testStepFinished: { testCaseStartedId: attempt, testStepResult: { status } } },
      { testCaseFinished: { testCaseStartedId: attempt } },
    ]),
  ]
  return envelopes as Envelope[]
}

/** The last line that stands there after these. */
function lastLine(envelopes: readonly Envelope[]): string {
  const out = new PassThrough()
  const progress = new Progress(out as unknown as NodeJS.WriteStream)
  for (const envelope of envelopes) progress.see(envelope)
  return String(out.read()).trim().split('\n').at(-1) ?? ''
}

test('a scenario that fails and is tried again counts once', () => {
  const first = pass('first', { 10: 'PASSED', 20: 'FAILED', 30: 'PASSED' })
  assert.match(lastLine(first), /^3\/3 scenarios · 1 failed · /)
  assert.match(
    lastLine([...first, ...pass('again', { 20: 'FAILED' })]),
    /^3\/3 scenarios · 1 failed · /,
  )
})

test('one that passes when it is tried again has not failed', () => {
  const first = pass('first', { 10: 'PASSED', 20: 'FAILED' })
  assert.match(lastLine([...first, ...pass('again', { 20: 'PASSED' })]), /^2\/2 scenarios · \d/)
})

test('what looks back at the whole run counts beside the rest', () => {
  const all = [...pass('first', { 10: 'PASSED' }), ...pass('last', { 40: 'PASSED' })]
  assert.match(lastLine(all), /^2\/2 scenarios · /)
})
