import { lookup } from 'node:dns'
import { Webhook } from 'standardwebhooks'
import { Agent } from 'undici'
import type { EndpointRow } from '../store/tables.ts'
import { isPrivateAddress } from './private-address.ts'

/** How long a receiver may take, by Stytch's transport. */
const TIMEOUT_MS = 15_000

/** What came of one attempt. */
export interface Attempt {
  readonly at: string
  readonly duration_ms: number
  readonly status_code?: number
  readonly error?: string
  /** Seconds that the receiver asked us to wait. */
  readonly retry_after?: number
}

/** Sends webhooks over HTTP: signed, never following a redirect. */
export class Sender {
  readonly #agent: Agent

  constructor(allowPrivate: boolean) {
    this.#agent = new Agent({
      connect: { timeout: TIMEOUT_MS, ...(allowPrivate ? {} : { lookup: publicOnly }) },
    })
  }

  /** One attempt. Signed with wall time, since verifiers compare with theirs. */
  async send(endpoint: EndpointRow, id: string, payload: string): Promise<Attempt> {
    const at = new Date()
    const started = performance.now()
    const took = () => Math.round(performance.now() - started)
    const url = new URL(endpoint.url)
    try {
      const { statusCode, headers, body } = await this.#agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'POST',
        headers: headersFor(endpoint, id, at, payload),
        body: payload,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      })
      await body.dump({ limit: 65_536 })
      const wait = Number(headers['retry-after'])
      return {
        at: at.toISOString(),
        duration_ms: took(),
        status_code: statusCode,
        ...(Number.isFinite(wait) && wait > 0 ? { retry_after: wait } : {}),
      }
    } catch (error) {
      return { at: at.toISOString(), duration_ms: took(), error: String(error) }
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

/** Both header families with one signature: each of the common libraries reads only its own. */
function headersFor(
  { secret }: EndpointRow,
  id: string,
  at: Date,
  payload: string,
): Record<string, string> {
  const signature = new Webhook(secret).sign(id, at, payload)
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

/** A name that leads into a private network is refused when it is used, not only when it is given. */
const publicOnly: typeof lookup = ((
  host: string,
  options: object,
  done: (error: Error | null, address?: unknown, family?: number) => void,
) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error)
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      return done(new Error(`${host} leads into a private network`))
    }
    return done(null, addresses)
  })
}) as typeof lookup
