import type { Dispatcher } from 'undici'
import { answerInstead, refusal } from './answer.ts'
import { attributionOf, NOBODY, requestOf } from './wire.ts'

/**
 * What can go wrong between the mock Okta and a target that is well.
 * - `lost`: the target does the work, its answer does not arrive.
 * - `cut`: the same, but the first half of the answer's body arrives.
 * - `reset`: the connection is reset before the target hears anything.
 * - `busy`: 429 with Retry-After; `down`: 503. The target hears of neither.
 * - `late`: the request is held back for a moment.
 */
export type TroubleKind = 'lost' | 'cut' | 'reset' | 'busy' | 'down' | 'late'
export const TROUBLES: readonly TroubleKind[] = ['lost', 'cut', 'reset', 'busy', 'down', 'late']

const LATE_MS = 15

interface Armed {
  readonly baseUrl: string
  readonly what: TroubleKind
  left: number
}

/** Troubles that wait for their request; only what the mock Okta sends is befallen. */
export class Troubles {
  #armed: readonly Armed[] = []

  /** Befalls the n-th request below this base URL from now on (1 is the next). */
  arm(baseUrl: string, what: TroubleKind, nth: number): void {
    this.#armed = [...this.#armed, { baseUrl, what, left: nth }]
  }

  /** What did not happen there will not. */
  clear(baseUrl: string): void {
    this.#armed = this.#armed.filter((one) => one.baseUrl !== baseUrl)
  }

  /** Outermost in the way of every request: what the target did is recorded as it was. */
  readonly interceptor: Dispatcher.DispatcherComposeInterceptor =
    (dispatch) => (options, handler) => {
      const what =
        this.#armed.length > 0 && attributionOf(options).source === 'mock-okta'
          ? this.#due(requestOf(options).url)
          : undefined
      return what === undefined
        ? dispatch(options, handler)
        : BEFALL[what](dispatch, options, handler)
    }

  #due(url: string): TroubleKind | undefined {
    const here = this.#armed.filter(({ baseUrl }) => url.startsWith(baseUrl))
    for (const one of here) one.left -= 1
    const due = here.find(({ left }) => left <= 0)
    this.#armed = this.#armed.filter((one) => one !== due)
    return due?.what
  }
}

type Befall = (
  dispatch: Dispatcher['dispatch'],
  options: Dispatcher.DispatchOptions,
  handler: Dispatcher.DispatchHandler,
) => boolean

const BEFALL: Readonly<Record<TroubleKind, Befall>> = {
  lost: (dispatch, options, handler) => dispatch(options, losing(handler, false)),
  cut: (dispatch, options, handler) => dispatch(options, losing(handler, true)),
  reset: (_dispatch, _options, handler) => soon(() => fail(handler, 'ECONNRESET')),
  busy: (_dispatch, _options, handler) =>
    answerInstead(handler, refusal(429, 'asked too often', { 'retry-after': '2' })),
  down: (_dispatch, _options, handler) => answerInstead(handler, refusal(503, 'not just now')),
  late: (dispatch, options, handler) => {
    setTimeout(() => dispatch(options, handler), LATE_MS)
    return true
  },
}

function soon(run: () => void): boolean {
  setImmediate(run)
  return true
}

/** The target answers, and nobody hears it, or only how it begins. */
function losing(handler: Dispatcher.DispatchHandler, begins: boolean): Dispatcher.DispatchHandler {
  let told = false
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart(controller, status, headers, message) {
      if (!begins) return
      told = true
      handler.onResponseStart?.(controller, status, headers, message)
    },
    onResponseData(controller, chunk) {
      if (told) handler.onResponseData?.(controller, chunk.subarray(0, chunk.length >> 1))
      told = false
    },
    onResponseEnd: () => fail(handler, 'UND_ERR_SOCKET'),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  }
}

function fail(handler: Dispatcher.DispatchHandler, code: string): void {
  handler.onResponseError?.(NOBODY, Object.assign(new Error('Connection reset'), { code }))
}
