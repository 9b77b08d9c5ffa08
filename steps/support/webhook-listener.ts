import { createServer, type IncomingMessage } from 'node:http'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix/dist/webhook'
import { request } from 'undici'
import type { ObserverModule, SeenEvent } from './observers.ts'
import type { SeenWebhook } from './recorder/exchange.ts'

const LARGEST = 1_000_000
/** Where our own steps read what has come; a product's webhooks go to any other path. */
const RECEIVED = '/_scimulate/received'

export interface WebhookListener {
  readonly url: string
  close(): Promise<void>
}

/** Receives somebody's webhooks for a whole run; one whose signature is wrong is refused and not kept. */
export async function listenForWebhooks(
  { port, secret }: { readonly port: number; readonly secret: string },
  note: (webhook: SeenWebhook) => void,
): Promise<WebhookListener> {
  const kept: unknown[] = []
  const server = createServer((incoming, outgoing) => {
    void textOf(incoming).then((payload) => {
      const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost')
      if (pathname === RECEIVED) {
        outgoing.writeHead(200, { 'content-type': 'application/json' })
        outgoing.end(JSON.stringify(kept.slice(Number(searchParams.get('since') ?? 0))))
        return
      }
      const read = verified(payload, incoming.headers, secret)
      if (read !== undefined) kept.push(read)
      const status = read === undefined ? 400 : 204
      outgoing.writeHead(status).end()
      note(seen(incoming, payload, status))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${port}${RECEIVED}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** What has come to the listener, in the words of the features: the user's module may translate. */
export function listened(
  url: string,
  translate: ObserverModule['webhook'],
): NonNullable<ObserverModule['webhooks']> {
  return async (since) => {
    const { body } = await request(`${url}?since=0`)
    const payloads = (await body.json()) as unknown[]
    return payloads.flatMap((payload) => (translate ?? plainType)(payload) ?? []).slice(since)
  }
}

/** Standard Webhooks recommends a `type` in every payload. */
function plainType(payload: unknown): SeenEvent | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  return 'type' in payload && typeof payload.type === 'string' ? { type: payload.type } : undefined
}

function seen(
  { url = '/', headers: raw }: IncomingMessage,
  body: string,
  status: number,
): SeenWebhook {
  const headers = plain(raw)
  return {
    source: 'product',
    at: new Date().toISOString(),
    ms: 0,
    request: { method: 'POST', url: `http://${headers.host ?? 'localhost'}${url}`, headers, body },
    response: { status, headers: {}, body: '' },
  }
}

function plain(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** The payload when either library takes the signature; undefined otherwise. */
function verified(payload: string, raw: IncomingMessage['headers'], secret: string): unknown {
  const headers = plain(raw)
  for (const library of [SvixWebhook, StandardWebhook]) {
    try {
      new library(secret).verify(payload, headers)
      return JSON.parse(payload) as unknown
    } catch {
      // The other one may know these headers.
    }
  }
  return undefined
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LARGEST) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
