import { lookup } from 'node:dns'
import { Webhook } from 'standardwebhooks'
import { Agent } from 'undici'
import { isPrivateHost, publicOnly } from './private-address.ts'
import { retryAfter } from './retry-after.ts'
import type { Attempt } from './schedule.ts'

/** How long a receiver may take, by Stytch's transport. */
export const TIMEOUT_MS = 15_000
const LARGEST_ANSWER = 65_536

export interface SenderOptions {
  readonly allowPrivate: boolean
  readonly timeoutMs: number
  /** Finds the addresses of a name; the system's resolver unless a test says otherwise. */
  readonly resolve?: typeof lookup
}

/** One webhook on its way. */
export interface Outgoing {
  readonly url: string
  readonly id: string
  readonly payload: string
  /** More than one while the endpoint's secret is rotated. */
  readonly secrets: readonly string[]
}

/** Sends webhooks over HTTP: signed, in one go, never following a redirect. */
export class Sender {
  readonly timeoutMs: number
  readonly #allowPrivate: boolean
  readonly #agent: Agent
  readonly #stop = new AbortController()

  constructor({ allowPrivate, timeoutMs, resolve = lookup }: SenderOptions) {
    this.timeoutMs = timeoutMs
    this.#allowPrivate = allowPrivate
    this.#agent = new Agent({
      connect: { timeout: timeoutMs, ...(allowPrivate ? {} : { lookup: publicOnly(resolve) }) },
    })
  }

  /** One attempt; undefined when it was broken off. Signed with wall time, since verifiers compare with theirs. */
  async send(outgoing: Outgoing): Promise<Omit<Attempt, 'at'> | undefined> {
    const started = performance.now()
    const took = () => Math.round(performance.now() - started)
    const url = new URL(outgoing.url)
    // An address in digits needs no look-up, and the endpoint may be older than the rule.
    if (!this.#allowPrivate && isPrivateHost(url.hostname)) {
      return { duration_ms: took(), error: `${url.hostname} is a private address` }
    }
    const headers = headersFor(outgoing, new Date())
    const signed = {
      timestamp: Number(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
    }
    try {
      const answer = await this.#agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'POST',
        headers,
        body: outgoing.payload,
        signal: AbortSignal.any([AbortSignal.timeout(this.timeoutMs), this.#stop.signal]),
      })
      // The status has decided; whatever else the receiver says may be cut off.
      await answer.body.dump({ limit: LARGEST_ANSWER }).catch(() => undefined)
      const wait = retryAfter(answer.headers['retry-after'], new Date())
      return {
        ...signed,
        duration_ms: took(),
        status_code: answer.statusCode,
        ...(wait === undefined ? {} : { retry_after: wait }),
      }
    } catch (error) {
      if (this.#stop.signal.aborted) return undefined
      return { ...signed, duration_ms: took(), error: reasonOf(error) }
    }
  }

  /** Breaks off what is under way. */
  stop(): void {
    this.#stop.abort()
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time'
  return error instanceof Error ? error.message : String(error)
}

/** Both header families with one signature: each of the common libraries reads only its own. */
function headersFor({ id, payload, secrets }: Outgoing, at: Date): Record<string, string> {
  const signature = secrets.map((secret) => new Webhook(secret).sign(id, at, payload)).join(' ')
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'scimulate-webhooks',
  }
  for (const family of ['svix', 'webhook']) {
    headers[`${family}-id`] = id
    headers[`${family}-timestamp`] = timestamp
    headers[`${family}-signature`] = signature
  }
  return headers
}
