/** How often what the mock Okta sends is answered 429, and with which Retry-After if any. */
export interface Busy {
  readonly times: number
  readonly retryAfter?: string
}

/** What a scenario has played in the place of a target: nobody listens, or it is asked too often. */
export class Outages {
  readonly #down = new Set<string>()
  readonly #busy = new Map<string, Busy>()

  /** What an earlier scenario asked for is over. */
  clear(): void {
    this.#down.clear()
    this.#busy.clear()
  }

  /** Requests to this base URL fail as if nobody listened, and none is sent. */
  setDown(baseUrl: string, down: boolean): void {
    if (down) this.#down.add(baseUrl)
    else this.#down.delete(baseUrl)
  }

  setBusy(baseUrl: string, busy: Busy): void {
    this.#busy.set(baseUrl, busy)
  }

  get anybodyBusy(): boolean {
    return this.#busy.size > 0
  }

  /** The headers of the 429 that a request to this base URL gets, which is then one fewer. */
  takeBusy(baseUrl: string): Readonly<Record<string, string>> | undefined {
    const busy = this.#busy.get(baseUrl)
    if (busy === undefined || busy.times === 0) return undefined
    this.#busy.set(baseUrl, { ...busy, times: busy.times - 1 })
    return busy.retryAfter === undefined ? {} : { 'retry-after': busy.retryAfter }
  }

  /** Throws what a client is told of a server that is down. */
  refuse(baseUrl: string, url: string): void {
    if (!this.#down.has(baseUrl)) return
    const { hostname, port } = new URL(url)
    const message = `connect ECONNREFUSED ${hostname}:${port}`
    throw Object.assign(new Error(message), { code: 'ECONNREFUSED' })
  }
}
