import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { App, Connection, OAuth } from '../applications/app.ts'
import type { ScimExchange } from './exchange.ts'
import { connectionText, Failure } from './failure.ts'
import type { Faults } from './faults.ts'
import { LARGEST_ANSWER, type Received, Receiver } from './receiver.ts'
import { askForTokens, type Grant, type Tokens } from './token-endpoint.ts'

/** Exchanges that an app keeps unless told otherwise. */
const EXCHANGES_KEPT = 10_000
const TYPED: [name: string, value: string] = [
  'Content-Type',
  'application/scim+json; charset=utf-8',
]
const NOT_THE_TOKEN = 'Bearer not-the-token'
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
  /** How many exchanges of each app are kept; default 10000. */
  readonly exchangesKept?: number | undefined
}

/** A request's headers as they are sent, and as they are shown. */
interface Headers {
  readonly sent: readonly string[]
  readonly shown: Readonly<Record<string, string>>
}

interface Outgoing {
  readonly app: App
  readonly connection: Connection
  readonly operation: string
  readonly method: Dispatcher.HttpMethod
  readonly url: URL
  readonly text: string | null
  /** How long it waits before it is sent. */
  readonly delayMs: number
  /** Where it really goes. */
  readonly origin: string
}

/** Sends an app's SCIM requests with the headers that Okta sends, and keeps each in the app's record. */
export class ScimClient {
  readonly #options: ClientOptions
  readonly #known = new WeakMap<Connection, readonly [Headers, Headers]>()
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
    const delayMs = faults.take('delay', outgoing)?.delayMs ?? 0
    const wrongToken = faults.take('wrong-token', outgoing) !== undefined
    const detour = await faults.detour(outgoing)
    const stale = faults.take('stale-inactive', outgoing) !== undefined
    const repeated = faults.take('repeat', outgoing) !== undefined
    const lost = faults.take('lose-response', outgoing) !== undefined
    // The base URL stays as it was typed but for slashes at its end.
    const url = new URL(connection.baseUrl.replace(/\/+$/, '') + path)
    const text =
      body === undefined ? null : JSON.stringify(stale ? { ...body, active: false } : body)
    const authorized = wrongToken ? { ...connection, authorization: NOT_THE_TOKEN } : connection
    const request = {
      ...{ app, connection: authorized, operation, method, url, text },
      ...{ delayMs, origin: detour ?? url.origin },
    }
    const answer = await this.#exchange(request, lost)
    if (repeated) await this.#exchange(request, false)
    return answer
  }

  /** An access token for a connection with OAuth 2; no SCIM request, so it is in no app's record. */
  async tokens(oauth: OAuth, grant: Grant): Promise<Tokens> {
    const { dispatcher, timeoutMs } = this.#options
    return askForTokens(dispatcher, oauth, grant, timeoutMs)
  }

  async #exchange(request: Outgoing, lost: boolean): Promise<Answer> {
    const headers = this.#headers(request.connection, hasContentType(request))
    const at = this.#options.now().toISOString()
    const started = performance.now()
    const keep = (response: ScimExchange['response'], error?: string) => {
      const ms = Math.round((performance.now() - started) * 10) / 10
      this.#keep(request, headers, { at, ms, response, ...(error === undefined ? {} : { error }) })
    }
    try {
      if (request.delayMs > 0) await new Promise((done) => setTimeout(done, request.delayMs))
      const { status, headers: got, bytes } = await this.#dispatch(request, headers)
      if (lost) throw new Error('Read timed out')
      const answer = { status, headers: got, text: await textOf(bytes, got['content-encoding']) }
      keep({ status, headers: got, body: answer.text })
      return answer
    } catch (error) {
      const reason = connectionText(request.url, error)
      keep(null, reason)
      throw new Failure(reason)
    }
  }

  #keep(
    { app, operation, method, url, text }: Outgoing,
    { shown }: Headers,
    seen: Pick<ScimExchange, 'at' | 'ms' | 'response' | 'error'>,
  ): void {
    const { exchangesKept: most = EXCHANGES_KEPT } = this.#options
    const { exchanges } = app
    this.#count += 1
    const request = { method, url: url.href, headers: shown, body: text }
    exchanges.push({ id: this.#count, appId: app.id, operation, request, ...seen })
    // A tenth at a time, so that most exchanges move nothing.
    if (exchanges.length > most + Math.ceil(most / 10)) exchanges.splice(0, exchanges.length - most)
  }

  #dispatch(request: Outgoing, headers: Headers): Promise<Received> {
    const { dispatcher, timeoutMs } = this.#options
    const options = {
      origin: request.origin,
      path: request.url.pathname + request.url.search,
      method: request.method,
      headers: [...headers.sent],
      body: request.text,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      // Not on the wire: lets a recorder tell whose request this is.
      opaque: { appId: request.app.id },
    }
    return new Promise((resolve, reject) => {
      dispatcher.dispatch(options, new Receiver(resolve, reject))
    })
  }

  /** The same for every request of a connection, with a Content-Type or without. */
  #headers(connection: Connection, hasContentType: boolean): Headers {
    let known = this.#known.get(connection)
    if (known === undefined) {
      known = [headersFor(connection, false), headersFor(connection, true)]
      this.#known.set(connection, known)
    }
    return known[hasContentType ? 1 : 0]
  }
}

function hasContentType({ app, method, text }: Outgoing): boolean {
  return text !== null || (method === 'DELETE' && app.behaviour.deleteContentType === 'yes')
}

/** Okta's headers, in its spelling and order; `okta-agent.ts` adds Host, Connection and Content-Length. */
function headersFor({ authorization }: Connection, hasBody: boolean): Headers {
  const before: [name: string, value: string][] = [
    ['Accept', 'application/scim+json'],
    ['Accept-Charset', 'utf-8'],
    ...(hasBody ? [TYPED] : []),
    ['User-Agent', 'Okta SCIM Client 1.0.0'],
  ]
  const last: [name: string, value: string] = ['Accept-Encoding', 'gzip,deflate']
  const all = (value: string) => [...before, ['Authorization', value], last]
  return {
    sent: all(authorization).flat(),
    shown: Object.fromEntries(all(masked(authorization))),
  }
}

/** The scheme is worth showing, since a missing one is a common mistake; the token is not. */
function masked(authorization: string): string {
  const scheme = /^(Bearer|Basic) /.exec(authorization)?.[0] ?? ''
  return `${scheme}$SCIM_TOKEN`
}

async function textOf(bytes: Buffer, encoding: unknown): Promise<string> {
  if (bytes.length === 0 || (encoding !== 'gzip' && encoding !== 'deflate')) {
    return bytes.toString('utf8')
  }
  return (await unpack[encoding](bytes, { maxOutputLength: LARGEST_ANSWER })).toString('utf8')
}
