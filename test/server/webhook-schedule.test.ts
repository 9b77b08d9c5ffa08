import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Attempt, healthAfter } from '../../server/webhooks/schedule.ts'

const HOUR = 3_600_000
const WELL = {
  status: 'active',
  disabled_reason: null,
  first_failure: null,
  failing_since: null,
} as const

type Health = ReturnType<typeof healthAfter>

/** How an endpoint stands after attempts, each at its hour with its status. */
function after(...attempts: (readonly [hour: number, status: number])[]): Health {
  return attempts.reduce<Health>(
    (health, [hour, status_code]) =>
      healthAfter(health, { at: '', duration_ms: 0, status_code }, hour * HOUR),
    WELL,
  )
}

test('failures within twelve hours are a bad day, not yet a failing endpoint', () => {
  assert.equal(after([0, 500], [11, 500]).failing_since, null)
  assert.equal(after([0, 500], [12, 500]).failing_since, 12 * HOUR)
})

test('failures more than a day apart begin anew', () => {
  assert.equal(after([0, 500], [25, 500], [36, 500]).failing_since, null)
  assert.equal(after([0, 500], [25, 500], [37, 500]).failing_since, 37 * HOUR)
})

test('five days after it began to fail an endpoint is disabled', () => {
  const failing: [number, number][] = [
    [0, 500],
    [12, 500],
  ]
  assert.equal(after(...failing, [131, 500]).status, 'active')
  const disabled = after(...failing, [132, 500])
  assert.deepEqual([disabled.status, disabled.disabled_reason], ['disabled', 'failing'])
})

test('one success forgives all', () => {
  assert.deepEqual(after([0, 500], [12, 500], [100, 204]), WELL)
  assert.equal(after([0, 500], [12, 500], [100, 204], [140, 500]).status, 'active')
})

test('410 disables at once, whatever was before', () => {
  for (const health of [after([0, 410]), after([0, 204], [1, 410])]) {
    assert.deepEqual([health.status, health.disabled_reason], ['disabled', 'gone'])
  }
})

test('an endpoint that succeeds every five days is never disabled', () => {
  const attempt = fc.record({ gap: fc.integer({ min: 0, max: 119 }), ok: fc.boolean() })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 50 }), (attempts) => {
      let [hour, lastSuccess]: [number, number] = [0, 0]
      let health: Health = WELL
      for (const { gap, ok } of attempts) {
        hour += gap
        const forced = ok || hour - lastSuccess >= 120
        if (forced) lastSuccess = hour
        const outcome: Attempt = { at: '', duration_ms: 0, status_code: forced ? 200 : 503 }
        health = healthAfter(health, outcome, hour * HOUR)
        assert.equal(health.status, 'active')
      }
    }),
  )
})
