import type { Dispatcher } from 'undici'

/** Most further attempts, and the longest wait that is sat out; a longer one is the target's answer. */
const MOST = 5
const LONGEST_WAIT_MS = 60_000
const FIRST_WAIT_MS = 1_000

/**
 * A target that says it is asked too often (429), or that it cannot just now (503), is asked again later:
 * after Retry-After, or a wait that doubles. Neither status means that anything was done.
 */
export function backOff(): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const attempt = (n: number): boolean => dispatch(options, patient(handler, n, attempt))
    return attempt(1)
  }
}

function patient(
  handler: Dispatcher.DispatchHandler,
  n: number,
  attempt: (n: number) => boolean,
): Dispatcher.DispatchHandler {
  let wait: number | undefined
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, status, headers, socket) =>
      handler.onRequestUpgrade?.(controller, status, headers, socket),
    onResponseStart(controller, status, headers, message) {
      wait = n > MOST ? undefined : waitFor(status, headers['retry-after'], n)
      if (wait === undefined) handler.onResponseStart?.(controller, status, headers, message)
    },
    onResponseData(controller, chunk) {
      if (wait === undefined) handler.onResponseData?.(controller, chunk)
    },
    onResponseEnd(controller, trailers) {
      if (wait === undefined) handler.onResponseEnd?.(controller, trailers)
      else setTimeout(() => again(handler, controller, () => attempt(n + 1)), wait)
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
function waitFor(status: number, retryAfter: unknown, n: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined
  const seconds = typeof retryAfter === 'string' ? secondsIn(retryAfter) : undefined
  const wait = seconds === undefined ? FIRST_WAIT_MS * 2 ** (n - 1) : seconds * 1_000
  return wait > LONGEST_WAIT_MS ? undefined : wait
}

function secondsIn(retryAfter: string): number | undefined {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter)
  const at = Date.parse(retryAfter)
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1_000)
}
