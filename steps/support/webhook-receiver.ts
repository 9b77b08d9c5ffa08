import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eventTypeOf } from './event-type.ts'

/** One webhook as it came in: the exact bytes, since the signature is over them. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>
  /** Where it came to. */
  readonly path: string
  readonly payload: string
  /** When it came, as ISO 8601. */
  readonly at: string
  /** The status that it was answered with; nothing when the receiver kept silent. */
  readonly answered: number | null
}

/** How a receiver treats a webhook: an answer, or one of the ways to give none. */
export type Behaviour =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | 'is down'
  | 'is slow'
  | 'closes the socket'

const LARGEST = 1_000_000
const PATIENCE_MS = 5_000

/** An endpoint of ours that a product sends its webhooks to. */
export class WebhookReceiver {
  readonly url: string
  readonly received: Received[] = []
  #server: Server | undefined
  #behaviour: Behaviour = { status: 204, headers: {} }
  #arrived: (() => void) | undefined

  private constructor(port: number) {
    this.url = `http://127.0.0.1:${port}/webhooks`
  }

  /** Listens on loopback, at a free port. */
  static async open(): Promise<WebhookReceiver> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const receiver = new WebhookReceiver((server.address() as AddressInfo).port)
    receiver.#serve(server)
    return receiver
  }

  /** What it does from now on; one that was down comes back at the same address. */
  async behave(behaviour: Behaviour): Promise<void> {
    this.#behaviour = behaviour
    if (behaviour === 'is down') return this.close()
    if (this.#server !== undefined) return undefined
    const server = createServer()
    const port = Number(new URL(this.url).port)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    this.#serve(server)
    return undefined
  }

  #serve(server: Server): void {
    this.#server = server
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void textOf(request).then((payload) => {
        const behaviour = this.#behaviour
        this.#take({
          headers: stringsOf(request.headers),
          path: request.url ?? '',
          payload,
          at: new Date().toISOString(),
          answered: typeof behaviour === 'object' ? behaviour.status : null,
        })
        respond(response, behaviour)
      })
    })
  }

  /** Waits until what has come is enough, or patience ends; whoever asks looks at `received` then. */
  async waitUntil(enough: (received: readonly Received[]) => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS
    while (!enough(this.received) && Date.now() < deadline) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadline - Date.now())
        this.#arrived = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    server?.closeAllConnections()
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  #take(webhook: Received): void {
    this.received.push(webhook)
    this.#arrived?.()
  }
}

function respond(response: ServerResponse, behaviour: Behaviour): void {
  if (behaviour === 'closes the socket') response.socket?.destroy()
  else if (typeof behaviour === 'object') {
    response.writeHead(behaviour.status, behaviour.headers).end()
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LARGEST) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function stringsOf(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** The event that our own endpoint for tests sends; it tells nothing but that it came. */
export function isTestEvent(webhook: Received): boolean {
  return eventTypeOf(webhook).startsWith('scimulate.')
}
