import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { App, Connection, OAuth } from '../applications/app.ts'
import { writtenExactly } from './exact-json.ts'
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
  readonly sent: string[]
  readonly shown: Readonly<Record<string, string>>
}

/** A URL, taken apart as the HTTP client wants it. */
interface Place {
  readonly origin: string
  readonly path: string
  readonly href: string
}

/** A connection's base URL: as it was typed but for slashes at its end, and taken apart. */
interface Base extends Place {
  readonly typed: string
  /** It has no query, so that a path can stand behind it as it is. */
  readonly plain: boolean
}

/** What a URL parser leaves as it is. */
const PLAIN = /^\/[\w\-./?&=%+*()!~]*$/

interface Outgoing extends Place {
  readonly app: App
  readonly connection: Connection
  readonly operation: string
  readonly method: Dispatcher.HttpMethod
  readonly text: string | null
  /** How long it waits before it is sent. */
  readonly delayMs: number
}

/** Sends an app's SCIM requests with the headers that Okta sends, and keeps each in the app's record. */
export class ScimClient {
  readonly #options: ClientOptions
  readonly #known = new WeakMap<Connection, readonly [Headers, Headers]>()
  readonly #bases = new WeakMap<Connection, Base>()
  #count = 0

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /**
   * One request. Resolves with whatever status came; rejects with a `Failure` without a status when no
   * answer came. A body given as `undefined` is none at all.
   */
  send(
    app: App,
    connection: Connection,
    operation: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const place = this.#placeOf(app, connection, path)
    const request = { app, connection, operation, method, ...place, delayMs: 0 }
    if (!this.#options.faults.none) return this.#befallen(request, body)
    return this.#exchange({ ...request, text: textIn(body) }, false)
  }

  /** The same request with the faults that were asked for. */
  async #befallen(request: Omit<Outgoing, 'text'>, body: object | undefined): Promise<Answer> {
    const { faults } = this.#options
    const { app, connection, method, operation } = request
    const outgoing = { appId: app.id, method, operation, body }
    const delayMs = faults.take('delay', outgoing)?.delayMs ?? 0
    const wrongToken = faults.take('wrong-token', outgoing) !== undefined
    const detour = await faults.detour(outgoing)
    const stale = faults.take('stale-inactive', outgoing) !== undefined
    const repeated = faults.take('repeat', outgoing) !== undefined
    const lost = faults.take('lose-response', outgoing) !== undefined
    const befallen = {
      ...request,
      connection: wrongToken ? { ...connection, authorization: NOT_THE_TOKEN } : connection,
      text: textIn(stale ? { ...body, active: false } : body),
      delayMs,
      origin: detour ?? request.origin,
    }
    const answer = await this.#exchange(befallen, lost)
    if (repeated) await this.#exchange(befallen, false)
    return answer
  }

  /** Where a request goes. A URL is taken apart once for a connection, and whole only where a path needs care. */
  #placeOf(app: App, connection: Connection, path: string): Place {
    if (app.behaviour.baseUrlSlash === 'keep') {
      const { origin, pathname, search, href } = new URL(connection.baseUrl + path)
      return { origin, path: pathname + search, href }
    }
    let base = this.#bases.get(connection)
    if (base === undefined) {
      base = baseOf(connection)
      this.#bases.set(connection, base)
    }
    if (base.plain && PLAIN.test(path)) {
      return { origin: base.origin, path: base.path + path, href: base.href + path }
    }
    const { origin, pathname, search, href } = new URL(base.typed + path)
    return { origin, path: pathname + search, href }
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
    try {
      if (request.delayMs > 0) await new Promise((done) => setTimeout(done, request.delayMs))
      const { status, headers: got, bytes } = await this.#dispatch(request, headers)
      if (lost) throw new Error('Read timed out')
      const encoding = got['content-encoding']
      const text = isPacked(encoding) ? await unpacked(bytes, encoding) : bytes.toString('utf8')
      this.#keep(request, headers, at, started, { status, headers: got, body: text })
      return { status, headers: got, text }
    } catch (error) {
      const reason = await connectionText(new URL(request.href), error)
      this.#keep(request, headers, at, started, null, reason)
      throw new Failure(reason)
    }
  }

  #keep(
    { app, operation, method, href, text }: Outgoing,
    { shown }: Headers,
    at: string,
    started: number,
    response: ScimExchange['response'],
    error?: string,
  ): void {
    const { exchangesKept: most = EXCHANGES_KEPT } = this.#options
    const { exchanges } = app
    this.#count += 1
    const ms = Math.round((performance.now() - started) * 10) / 10
    const request = { method, url: href, headers: shown, body: text }
    const exchange = { id: this.#count, appId: app.id, operation, request, at, ms, response }
    exchanges.push(error === undefined ? exchange : { ...exchange, error })
    // A tenth at a time, so that most exchanges move nothing.
    if (exchanges.length > most + Math.ceil(most / 10)) exchanges.splice(0, exchanges.length - most)
  }

  #dispatch(request: Outgoing, headers: Headers): Promise<Received> {
    const { dispatcher, timeoutMs } = this.#options
    const options = {
      origin: request.origin,
      path: request.path,
      method: request.method,
      headers: headers.sent,
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

function textIn(body: object | undefined): string | null {
  return body === undefined ? null : writtenExactly(body)
}

function baseOf({ baseUrl }: Connection): Base {
  const typed = baseUrl.replace(/\/+$/, '')
  const { origin, pathname, search, hash, href } = new URL(typed)
  const path = pathname.replace(/\/+$/, '')
  const plain = search === '' && hash === ''
  return { typed, origin, path, plain, href: href.replace(/\/+$/, '') }
}

function isPacked(encoding: unknown): encoding is keyof typeof unpack {
  return encoding === 'gzip' || encoding === 'deflate'
}

async function unpacked(bytes: Buffer, encoding: keyof typeof unpack): Promise<string> {
  if (bytes.length === 0) return ''
  return (await unpack[encoding](bytes, { maxOutputLength: LARGEST_ANSWER })).toString('utf8')
}
