import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { items, on, part, without } from '../alter.ts'
import { type Answer, type Json, kept, type Passing, textOf } from '../altered-server.ts'
import type { Heard, ProductAlteration, Webhook } from './webhook.ts'

/** What our server is told where nobody listens: its log then says so in the words of a refused connection. */
const NOBODY = 599

const ENDPOINTS = on('POST', /^\/v1\/scimulate\/webhook_endpoints(\?|$)/)
const DELIVERIES = /^\/v1\/scimulate\/webhook_deliveries/

/**
 * Stands between our server and the receivers of its webhooks: each endpoint that somebody makes gets an address
 * here, and neither side can tell. Only faults of the product are seen of it.
 */
export class WebhookRelay {
  readonly #server: Server
  readonly #alteration: ProductAlteration
  readonly #secrets = new Map<string, string>()

  private constructor(server: Server, alteration: ProductAlteration) {
    this.#server = server
    this.#alteration = alteration
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      void this.#pass(incoming, outgoing).catch(() => outgoing.destroy())
    })
  }

  static async open(alteration: ProductAlteration): Promise<WebhookRelay> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new WebhookRelay(server, alteration)
  }

  /** Has our server send here what is meant for the receiver. */
  ask(passing: Passing): void {
    if (ENDPOINTS(passing) && typeof passing.body?.url === 'string') {
      passing.body.url = `${this.#url}/?to=${encodeURIComponent(passing.body.url)}`
    }
  }

  /** Takes every trace of the relay out of an answer. */
  tell(passing: Passing, answer: Answer): Answer {
    const { body } = answer
    if (body === undefined) return answer
    if (ENDPOINTS(passing) && body.webhook_endpoint !== undefined) {
      const url = String(passing.body?.url)
      const endpoint = part(body.webhook_endpoint)
      this.#secrets.set(url, String(endpoint.secret))
      return { ...answer, body: { ...body, webhook_endpoint: { ...endpoint, url } } }
    }
    if (!DELIVERIES.test(passing.path) || !Array.isArray(body.webhook_deliveries)) return answer
    const told = items(body.webhook_deliveries).map((one) => ({
      ...one,
      attempts: items(one.attempts).map(asTried),
    }))
    return { ...answer, body: { ...body, webhook_deliveries: told } }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  get #url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const to = new URL(incoming.url ?? '/', this.#url).searchParams.get('to') ?? ''
    const webhook: Webhook = {
      to,
      headers: kept(incoming.headers),
      payload: await textOf(incoming),
      secret: this.#secrets.get(to) ?? '',
    }
    const given = new AbortController()
    outgoing.once('close', () => given.abort())
    const post = (one: Webhook) => posted(one, given.signal)
    const { send, hear } = this.#alteration
    let heard: Heard = { status: 204, headers: {} }
    for (const one of send?.(webhook) ?? [webhook]) heard = await post(one)
    const { status, headers } = (await hear?.(heard, webhook, post)) ?? heard
    if (status === 0) outgoing.destroy()
    else outgoing.writeHead(status, headers).end()
  }
}

async function posted({ to, headers, payload }: Webhook, signal: AbortSignal): Promise<Heard> {
  try {
    const answer = await request(to, {
      method: 'POST',
      headers,
      body: payload,
      signal,
      reset: true,
    })
    await answer.body.dump()
    return { status: answer.statusCode, headers: kept(answer.headers) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { status: code === 'ECONNREFUSED' ? NOBODY : 0, headers: {} }
  }
}

function asTried(attempt: Json): Json {
  if (attempt.status_code !== NOBODY) return attempt
  return { ...without(attempt, 'status_code'), error: 'connect ECONNREFUSED' }
}
