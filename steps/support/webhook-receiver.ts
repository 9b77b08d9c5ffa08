import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eventTypeOf } from './event-type.ts'

/** One webhook as it came in: the exact bytes, since the signature is over them. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
}

const LARGEST = 1_000_000
const PATIENCE_MS = 5_000

/** An endpoint of ours that a product sends its webhooks to. */
export class WebhookReceiver {
  readonly url: string
  readonly received: Received[] = []
  readonly #close: () => Promise<void>
  #arrived: (() => void) | undefined

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url
    this.#close = close
  }

  /** Listens on loopback, at a free port. */
  static async open(): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      void textOf(request).then((payload) => {
        receiver.#take({ headers: stringsOf(request.headers), payload })
        response.writeHead(204).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const receiver = new WebhookReceiver(`http://127.0.0.1:${port}/webhooks`, async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    })
    return receiver
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

  close(): Promise<void> {
    return this.#close()
  }

  #take(webhook: Received): void {
    this.received.push(webhook)
    this.#arrived?.()
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
