import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryAfter } from '../../server/webhooks/retry-after.ts'

const NOW = new Date('2026-01-31T12:00:00Z')

const TABLE: readonly (readonly [unknown, number | undefined])[] = [
  ['120', 120],
  [' 7 ', 7],
  ['Sat, 31 Jan 2026 12:05:00 GMT', 300],
  ['Sat, 31 Jan 2026 11:00:00 GMT', undefined],
  ['999999999', 86_400],
  ['0', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
  [['1', '2'], undefined],
]

for (const [header, seconds] of TABLE) {
  test(`Retry-After ${JSON.stringify(header)} asks for ${seconds ?? 'nothing'}`, () => {
    assert.equal(retryAfter(header, NOW), seconds)
  })
}
