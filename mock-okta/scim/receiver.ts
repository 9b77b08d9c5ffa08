import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'

export const LARGEST_ANSWER = 10_000_000

/** An answer as it came, but for cookies, which nobody is to see. */
export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

/** Gathers one answer. A stream for each costs more than all else that a request does. */
export class Receiver implements Dispatcher.DispatchHandler {
  readonly #resolve: (received: Received) => void
  readonly #reject: (error: Error) => void
  readonly #chunks: Buffer[] = []
  #size = 0
  #status = 0
  #headers: Record<string, string> = {}

  constructor(resolve: (received: Received) => void, reject: (error: Error) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  onRequestStart(): void {}

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // Of an informational answer and the one behind it, the last counts.
    this.#status = status
    this.#headers = flat(headers)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    if (this.#size > LARGEST_ANSWER) {
      controller.abort(new Error(`the answer is larger than ${LARGEST_ANSWER} bytes`))
    }
  }

  onResponseEnd(): void {
    const [only = Buffer.alloc(0), ...more] = this.#chunks
    const bytes = more.length === 0 ? only : Buffer.concat(this.#chunks)
    this.#resolve({ status: this.#status, headers: this.#headers, bytes })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error)
  }
}

/** As they came where each is one text, which is nearly always: a copy for every answer is dear. */
function flat(headers: IncomingHttpHeaders): Record<string, string> {
  if (isFlat(headers)) return headers
  const out: Record<string, string> = {}
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (name === 'set-cookie') out[name] = '***'
    else out[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return out
}

function isFlat(headers: IncomingHttpHeaders): headers is Record<string, string> {
  for (const name in headers) {
    if (name === 'set-cookie' || typeof headers[name] !== 'string') return false
  }
  return true
}
