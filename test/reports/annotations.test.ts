import assert from 'node:assert/strict'
import { test } from 'node:test'
import { annotations } from '../../reports/machine/annotations.ts'
import { assembleReport } from '../../reports/report.ts'
import { recordOf } from './fabricated-run.ts'

function annotated(count: number, message: string): string[] {
  const scenarios = Array.from({ length: count }, () => ({
    tags: ['RFC7644-3.3-01'],
    rule: 'a, b: c',
    ends: { type: 'AssertionError', message },
  }))
  return annotations(assembleReport(recordOf(scenarios)))
    .trimEnd()
    .split('\n')
}

test('a failure is marked at its scenario, with nothing that ends the command early', () => {
  assert.deepEqual(annotated(1, '100%\nno'), [
    '::error file=features/A feature.feature,line=3,title=FAIL%3A a%2C b%3A c::100%25%0Ano',
  ])
})

test('no more are written than GitHub shows', () => {
  assert.equal(annotated(25, 'x').length, 10)
})
