import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { App, Connection } from '../applications/app.ts'
import type { ScimExchange } from './exchange.ts'
import { connectionText, Failure } from './failure.ts'
import type { Faults } from './faults.ts'

const LARGEST_ANSWER = 10_000_000
/** Exchanges that an app keeps: of ten thousand people the last, so that memory stays flat. */
const MOST_KEPT = 20_000
const unpack = { gzip: promisify(gunzip), deflate: promisify(inflate) }

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface ClientOptions {
  readonly dispatcher: Dispatcher
  /** How long the server may take; Okta closes the socket after 60 s. */
  readonly timeoutMs: number
  readonly now: () => Date
  readonly faults: Faults
}

interface Outgoing {
  readonly app: App
  readonly authorization: string
  readonly operation: string
  readonly method: Dispatcher.HttpMethod
  readonly url: URL
  readonly text: string | null
}

/** Sends an app's SCIM requests with the headers that Okta sends, and keeps each in the app's record. */
export class ScimClient {
  readonly #options: ClientOptions
  #count = 0

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /**
   * One request. Resolves with whatever status came; rejects with a `Failure` without a status when no
   * answer came. A body given as `undefined` is none at all.
   */
  async send(
    app: App,
    connection: Connection,
    operation: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const { faults } = this.#options
    const outgoing = { appId: app.id, method, operation, body }
    await delayed(faults.take('delay', outgoing)?.delayMs)
    const stale = faults.take('stale-inactive', outgoing) !== undefined
    const repeated = faults.take('repeat', outgoing) !== undefined
    const lost = faults.take('lose-response', outgoing) !== undefined
    // The base URL stays as it was typed but for slashes at its end.
    const url = new URL(connection.baseUrl.replace(/\/+$/, '') + path)
    const sent =
      body === undefined ? null : JSON.stringify(stale ? { ...body, active: false } : body)
    const request = {
      app,
      authorization: connection.authorization,
      operation,
      method,
      url,
      text: sent,
    }
    const answer = await this.#exchange(request, lost)
    if (repeated) await this.#exchange(request, false)
    return answer
  }

  async #exchange(request: Outgoing, lost: boolean): Promise<Answer> {
    const { app, authorization, operation, method, url, text } = request
    const headers = headersFor(authorization, text !== null)
    const shownRequest = { method, url: url.href, headers: shown(headers), body: text }
    const at = this.#options.now().toISOString()
    const started = performance.now()
    const keep = (response: ScimExchange['response'], error?: string) => {
      this.#count += 1
      const ms = Math.round((performance.now() - started) * 10) / 10
      const exchange = {
        id: this.#count,
        appId: app.id,
        operation,
        at,
        ms,
        request: shownRequest,
        response,
      }
      app.exchanges.push(error === undefined ? exchange : { ...exchange, error })
      if (app.exchanges.length > MOST_KEPT) app.exchanges.splice(0, MOST_KEPT / 10)
    }
    try {
      const answer = await this.#dispatch(app, url, method, headers, text)
      if (lost) throw new Error('Read timed out')
      keep({ status: answer.status, headers: answer.headers, body: answer.text })
      return answer
    } catch (error) {
      const reason = connectionText(url, error)
      keep(null, reason)
      throw new Failure(reason)
    }
  }

  async #dispatch(
    app: App,
    url: URL,
    method: Dispatcher.HttpMethod,
    headers: readonly string[],
    body: string | null,
  ): Promise<Answer> {
    const { dispatcher, timeoutMs } = this.#options
    const answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: [...headers],
      body,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      // Not on the wire: lets a recorder tell whose request this is.
      opaque: { appId: app.id },
    })
    const bytes = await bounded(answer.body)
    return {
      status: answer.statusCode,
      headers: flat(answer.headers),
      text: await textOf(bytes, answer.headers['content-encoding']),
    }
  }
}

async function delayed(milliseconds: number | undefined): Promise<void> {
  if (milliseconds !== undefined) await new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Okta's headers, in its spelling and order. */
function headersFor(authorization: string, hasBody: boolean): string[] {
  return [
    'Accept',
    'application/scim+json',
    'Accept-Charset',
    'utf-8',
    ...(hasBody ? ['Content-Type', 'application/scim+json; charset=utf-8'] : []),
    'User-Agent',
    'Okta SCIM Client 1.0.0',
    'Accept-Encoding',
    'gzip,deflate',
    'Authorization',
    authorization,
  ]
}

function shown(headers: readonly string[]): Record<string, string> {
  const out: Record<string, string> = {}
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? ''
    out[name] = name === 'Authorization' ? masked(headers[i + 1] ?? '') : (headers[i + 1] ?? '')
  }
  return out
}

/** The scheme is worth showing, since a missing one is a common mistake; the token is not. */
function masked(authorization: string): string {
  const scheme = /^(Bearer|Basic) /.exec(authorization)?.[0] ?? ''
  return `${scheme}$SCIM_TOKEN`
}

/** By events: iterating a body costs several promises for every request. */
function bounded(body: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > LARGEST_ANSWER) {
        body.destroy(new Error(`the answer is larger than ${LARGEST_ANSWER} bytes`))
      }
    })
    body.on('end', () => resolve(Buffer.concat(chunks)))
    body.on('error', reject)
  })
}

async function textOf(bytes: Buffer, encoding: unknown): Promise<string> {
  if (bytes.length === 0 || (encoding !== 'gzip' && encoding !== 'deflate')) {
    return bytes.toString('utf8')
  }
  return (await unpack[encoding](bytes, { maxOutputLength: LARGEST_ANSWER })).toString('utf8')
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === 'set-cookie' ? '***' : Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}
