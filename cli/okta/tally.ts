import { endpointOf } from '../../reports/endpoint.ts'
import { type EndpointTime, timesOf } from '../../reports/timing.ts'
import type { Exchange } from '../../steps/support/recorder/exchange.ts'

/** Counts what a roll-out sends, of which the exchanges themselves are too many to keep. */
export class Tally {
  requests = 0
  readonly #times = new Map<string, number[]>()
  readonly #created = { Users: 0, Groups: 0 }
  #counting = false

  /** From here on requests count: what came before was set-up. */
  begin(): void {
    this.#counting = true
  }

  end(): void {
    this.#counting = false
  }

  readonly note = (exchange: Exchange): void => {
    const { request, response, ms, lane, source } = exchange
    if (!this.#counting || lane !== 'scim' || source !== 'mock-okta') return
    this.requests += 1
    if (response === null) return
    const endpoint = endpointOf({ request })
    const times = this.#times.get(endpoint)
    if (times === undefined) this.#times.set(endpoint, [ms])
    else times.push(ms)
    if (request.method !== 'POST' || response.status !== 201) return
    this.#created[endpoint === 'POST /Groups' ? 'Groups' : 'Users'] += 1
  }

  get people(): number {
    return this.#created.Users
  }

  get groups(): number {
    return this.#created.Groups
  }

  /** Milliseconds of each request, by endpoint. */
  each(): ReadonlyMap<string, readonly number[]> {
    return this.#times
  }

  times(): EndpointTime[] {
    return timesOf(this.#times)
  }
}
