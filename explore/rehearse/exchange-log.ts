import type { Exchange } from '../../steps/support/recorder/exchange.ts'
import { type Operation, operationOf } from '../model/operation.ts'

/** What was asked of one target since the last look. */
export interface Heard {
  readonly exchanges: readonly Exchange[]
  readonly operations: readonly Operation[]
}

/** Hears every exchange of the run as it ends, and sorts them by target. */
export class ExchangeLog {
  readonly #ears = new Map<string, { exchanges: Exchange[]; operations: Operation[] }>()
  requests = 0

  readonly note = (exchange: Exchange): void => {
    if (exchange.lane !== 'scim') return
    this.requests += 1
    const ended = performance.now()
    for (const [baseUrl, ear] of this.#ears) {
      if (!exchange.request.url.startsWith(baseUrl)) continue
      ear.exchanges.push(exchange)
      const operation = operationOf(exchange, baseUrl, ended)
      if (operation !== undefined) ear.operations.push(operation)
    }
  }

  listen(baseUrl: string): void {
    this.#ears.set(baseUrl, { exchanges: [], operations: [] })
  }

  /** What came since the last call, in the order in which it ended. */
  take(baseUrl: string): Heard {
    const heard = this.#ears.get(baseUrl) ?? { exchanges: [], operations: [] }
    this.listen(baseUrl)
    return heard
  }

  forget(baseUrl: string): void {
    this.#ears.delete(baseUrl)
  }
}
