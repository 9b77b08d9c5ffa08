import type { FastifyReply } from 'fastify'
import { OktaError } from '../okta-error.ts'

export interface RateLimitOptions {
  /** Requests of one token in one window; default 10000. */
  readonly limit?: number
  /** Length of the window; default 60000 ms, as Okta. */
  readonly windowMs?: number
}

interface Window {
  readonly ends: number
  used: number
}

/** Okta's rate limit: three headers on every answer, and E0000047 when a window is used up. */
export class RateLimit {
  readonly #limit: number
  readonly #windowMs: number
  readonly #now: () => Date
  readonly #windows = new Map<string, Window>()

  constructor({ limit = 10_000, windowMs = 60_000 }: RateLimitOptions, now: () => Date) {
    this.#limit = limit
    this.#windowMs = windowMs
    this.#now = now
  }

  /** Counts a request of the token and says what is left. */
  count(tokenId: string, reply: FastifyReply): void {
    const now = this.#now()
    let window = this.#windows.get(tokenId)
    if (window === undefined || window.ends <= now.getTime()) {
      window = { ends: now.getTime() + this.#windowMs, used: 0 }
      this.#windows.set(tokenId, window)
    }
    window.used += 1
    reply
      .header('date', now.toUTCString())
      .header('x-rate-limit-limit', this.#limit)
      .header('x-rate-limit-remaining', Math.max(this.#limit - window.used, 0))
      .header('x-rate-limit-reset', Math.ceil(window.ends / 1_000))
    if (window.used > this.#limit) {
      throw new OktaError(429, 'E0000047', 'API call exceeded rate limit due to too many requests.')
    }
  }
}
