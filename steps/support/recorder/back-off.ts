import type { Dispatcher } from 'undici'
import { WALL_CLOCK, type Waiting } from './waiting.ts'

/** Most further attempts, and the longest wait that is sat out; a longer one is the target's answer. */
const MOST = 5
const LONGEST_WAIT_MS = 60_000
const FIRST_WAIT_MS = 1_000

/**
 * A target that says it is asked too often (429), or that it cannot just now (503), is asked again later:
 * after Retry-After, or a wait that doubles. Neither status means that anything was done.
 */
export function backOff(clock: Waiting = WALL_CLOCK): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const attempt = (n: number): boolean =>
      dispatch(options, patient(handler, n, { attempt, clock }))
    return attempt(1)
  }
}

function patient(
  handler: Dispatcher.DispatchHandler,
  n: number,
  { attempt, clock }: { readonly attempt: (n: number) => boolean; readonly clock: Waiting },
): Dispatcher.DispatchHandler {
  let wait: number | undefined
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, status, headers, socket) =>
      handler.onRequestUpgrade?.(controller, status, headers, socket),
    onResponseStart(controller, status, headers, message) {
      wait = n > MOST ? undefined : waitFor(status, headers['retry-after'], n, clock.now())
      if (wait === undefined) handler.onResponseStart?.(controller, status, headers, message)
    },
    onResponseData(controller, chunk) {
      if (wait === undefined) handler.onResponseData?.(controller, chunk)
    },
    onResponseEnd(controller, trailers) {
      if (wait === undefined) handler.onResponseEnd?.(controller, trailers)
      else void clock.wait(wait).then(() => again(handler, controller, () => attempt(n + 1)))
    },
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  }
}

/** What refuses the further attempt (the run was interrupted) is the exchange's end. */
function again(
  handler: Dispatcher.DispatchHandler,
  controller: Dispatcher.DispatchController,
  attempt: () => boolean,
): void {
  try {
    attempt()
  } catch (error) {
    handler.onResponseError?.(controller, error instanceof Error ? error : new Error(String(error)))
  }
}

/** How long to wait before asking again; undefined when the answer is to be taken as it is. */
function waitFor(status: number, retryAfter: unknown, n: number, now: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined
  const seconds = typeof retryAfter === 'string' ? secondsIn(retryAfter, now) : undefined
  const wait = seconds === undefined ? FIRST_WAIT_MS * 2 ** (n - 1) : seconds * 1_000
  return wait > LONGEST_WAIT_MS ? undefined : wait
}

function secondsIn(retryAfter: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter)
  const at = Date.parse(retryAfter)
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now) / 1_000)
}
