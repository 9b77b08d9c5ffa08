import { type Played, refusal } from './answer.ts'

/** What the mock Okta is answered in the target's place: how often, and what kind of request if not any. */
export interface Refusal {
  readonly times: number
  readonly method?: string
  readonly status: number
  /** The body as it is; a SCIM error when there is none. */
  readonly body?: string
  readonly retryAfter?: string
}

/** What a scenario has played in the place of a target: nobody listens, or something else answers. */
export class Outages {
  readonly #down = new Set<string>()
  readonly #refusals = new Map<string, Refusal>()

  /** What an earlier scenario asked for is over. */
  clear(): void {
    this.#down.clear()
    this.#refusals.clear()
  }

  /** Requests to this base URL fail as if nobody listened, and none is sent. */
  setDown(baseUrl: string, down: boolean): void {
    if (down) this.#down.add(baseUrl)
    else this.#down.delete(baseUrl)
  }

  setRefusal(baseUrl: string, refused: Refusal): void {
    this.#refusals.set(baseUrl, refused)
  }

  get none(): boolean {
    return this.#refusals.size === 0
  }

  /** The answer that such a request to this base URL gets, which is then one fewer; undefined from the target. */
  take(baseUrl: string, method: string): Played | undefined {
    const refused = this.#refusals.get(baseUrl)
    if (refused === undefined || refused.times === 0) return undefined
    if (refused.method !== undefined && refused.method !== method) return undefined
    this.#refusals.set(baseUrl, { ...refused, times: refused.times - 1 })
    const { status, body, retryAfter } = refused
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
    return body === undefined ? refusal(status, 'played', headers) : { status, headers, body }
  }

  /** Throws what a client is told of a server that is down. */
  refuse(baseUrl: string, url: string): void {
    if (!this.#down.has(baseUrl)) return
    const { hostname, port } = new URL(url)
    const message = `connect ECONNREFUSED ${hostname}:${port}`
    throw Object.assign(new Error(message), { code: 'ECONNREFUSED' })
  }
}
