import type { Dispatcher } from 'undici'
import type { Exchange, Lane, RecordedRequest, RecordedResponse, SeenWebhook } from './exchange.ts'
import { Redactor } from './redact.ts'
import { attributionOf } from './wire.ts'

export interface RecordingOptions {
  /** Called for each exchange as it ends: progress, and the file that survives a crash. */
  readonly onExchange?: (exchange: Exchange) => void
  /** How many exchanges are kept, and up to as many more; default all of them. */
  readonly kept?: number
}

/** Told how an exchange ended; no answer means that there was none. */
export type Ended = (response: RecordedResponse | null, error: string | null) => void

/** What was said in a run: each exchange with its number, its scenario and its time, and without secrets. */
export class Recording {
  readonly exchanges: Exchange[] = []
  readonly redactor = new Redactor()
  readonly #options: RecordingOptions
  #scenario: string | undefined
  #count = 0

  constructor(options: RecordingOptions) {
    this.#options = options
  }

  /** From now on what names no scenario itself belongs to this one. */
  begin(scenario: string | undefined): void {
    this.#scenario = scenario
  }

  /** A webhook that somebody received, or was told of, in the scenario at hand. */
  noteWebhook({ source, at, ms, request, response }: SeenWebhook): void {
    this.#keep({
      id: ++this.#count,
      scenario: this.#scenario ?? null,
      lane: 'webhook',
      source,
      at,
      ms,
      ...this.redactor.exchange(request, response),
      error: response === null && source === 'product' ? 'the receiver gave no answer' : null,
    })
  }

  /** A request that is on its way; `played` where the answer will not be the target's. */
  open(
    options: Dispatcher.DispatchOptions,
    request: RecordedRequest,
    lane: Lane,
    played = false,
  ): Ended {
    const { source, scenario } = attributionOf(options)
    const id = ++this.#count
    const at = new Date().toISOString()
    const started = performance.now()
    // An empty name is said on purpose: the request belongs to no scenario.
    const owner = (scenario ?? this.#scenario) || null
    return (response, error) => {
      const echoes = lane === 'scim' && response !== null && this.redactor.isIn(response)
      this.#keep({
        id,
        scenario: owner,
        lane,
        source,
        at,
        ms: Math.round((performance.now() - started) * 100) / 100,
        ...this.redactor.exchange(request, response),
        error: error === null ? null : this.redactor.text(error),
        ...(echoes ? { echoes } : {}),
        ...(played ? { played } : {}),
      })
    }
  }

  #keep(exchange: Exchange): void {
    const { kept = Number.POSITIVE_INFINITY } = this.#options
    this.exchanges.push(exchange)
    if (this.exchanges.length > 2 * kept) this.exchanges.splice(0, kept)
    this.#options.onExchange?.(exchange)
  }
}
