import type { DeliveryRow, EndpointRow } from '../store/sql/webhook-tables.ts'

/** What came of one attempt. */
export interface Attempt {
  /** When, by the clock that schedules. */
  readonly at: string
  readonly duration_ms: number
  readonly status_code?: number
  readonly error?: string
  /** Seconds that the receiver asked us to wait. */
  readonly retry_after?: number
  /** Seconds since 1970 that were signed, and the signature; none where nothing was sent. */
  readonly timestamp?: number
  readonly signature?: string
}

/** Waits after each failed attempt, in seconds: eight attempts in all, as Svix makes them. */
const WAITS = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]

const HOUR = 3_600_000
/** Failures count as lasting once they are so far apart, with no success between and within a day. */
const APART = 12 * HOUR
const DAY = 24 * HOUR
/** An endpoint that has been failing for so long is disabled. */
const DISABLE_AFTER = 120 * HOUR

export function succeeded({ status_code = 0 }: Attempt): boolean {
  return status_code >= 200 && status_code < 300
}

/** The delivery after an attempt at it: done, given up, or waiting for its next one. */
export function afterAttempt(delivery: DeliveryRow, attempt: Attempt, now: number): DeliveryRow {
  const count = delivery.attempt_count + 1
  const over = count > WAITS.length || attempt.status_code === 410
  const wait = Math.max(WAITS[count - 1] ?? 0, attempt.retry_after ?? 0)
  return {
    ...delivery,
    attempts_json: JSON.stringify([...(JSON.parse(delivery.attempts_json) as unknown[]), attempt]),
    attempt_count: count,
    status: succeeded(attempt) ? 'succeeded' : over ? 'failed' : 'pending',
    due: now + wait * 1_000,
  }
}

/** The delivery with a schedule from its beginning, for one that is sent again; its log goes on. */
export function queuedAgain(delivery: DeliveryRow, now: number): DeliveryRow {
  return { ...delivery, status: 'pending', attempt_count: 0, due: now }
}

type Health = Pick<EndpointRow, 'status' | 'disabled_reason' | 'first_failure' | 'failing_since'>

/**
 * What an attempt changes of how an endpoint stands, and nothing else of it: somebody may have switched it off
 * while the attempt was under way. One success forgives all, days of failure disable it.
 */
export function changeOfHealth(
  { first_failure, failing_since }: Health,
  attempt: Attempt,
  now: number,
): Partial<Health> {
  if (attempt.status_code === 410) return { status: 'disabled', disabled_reason: 'gone' }
  if (succeeded(attempt)) {
    return first_failure === null && failing_since === null
      ? {}
      : { first_failure: null, failing_since: null }
  }
  if (failing_since !== null) {
    return now - failing_since < DISABLE_AFTER
      ? {}
      : { status: 'disabled', disabled_reason: 'failing' }
  }
  if (first_failure === null || now - first_failure > DAY) return { first_failure: now }
  return now - first_failure < APART ? {} : { failing_since: now }
}
