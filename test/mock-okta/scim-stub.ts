import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it came over the wire: nothing decoded, nothing sorted. */
export interface Recorded {
  readonly line: string
  readonly headers: readonly string[]
  readonly body: string
}

export interface StubAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, a string as it is. */
  readonly body?: object | string
}

type Json = Record<string, unknown>
type Rule = { readonly start: string; readonly answer: StubAnswer; readonly times: number }

const BASE = '/scim/v2'

/** A SCIM server that does just enough, remembers every request, and answers otherwise when told to. */
export class ScimStub {
  readonly requests: Recorded[] = []
  readonly resources = new Map<string, Json>()
  /** What every request is to carry as its Authorization. */
  authorization = 'Bearer s3cret'
  readonly #server: Server
  #rules: Rule[] = []
  #made = 0

  /** How often somebody connected. */
  connections = 0

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#take(request, response)
    })
    this.#server.on('connection', () => {
      this.connections += 1
    })
  }

  static async start(port = 0): Promise<ScimStub> {
    const stub = new ScimStub()
    await new Promise<void>((done) => {
      stub.#server.listen(port, '127.0.0.1', done)
    })
    return stub
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}${BASE}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => {
      this.#server.close(done)
    })
  }

  /** Requests whose line begins so get this answer, as often as said. */
  answer(start: string, answer: StubAnswer, times = Number.POSITIVE_INFINITY): void {
    this.#rules.unshift({ start, answer, times })
  }

  /** Back to what it does by itself. */
  behave(): void {
    this.#rules = []
  }

  /** Puts a resource there behind Okta's back. */
  hold(endpoint: 'Users' | 'Groups', resource: Json): void {
    this.resources.set(`/${endpoint}/${String(resource.id)}`, resource)
  }

  /** What came since the last call: `METHOD path body`. Each must have the captured headers, byte for byte. */
  take(): string[] {
    const taken = this.requests.splice(0)
    for (const one of taken) assert.deepEqual(one.headers, this.#captured(one), one.line)
    return taken.map(({ line, body }) => (body === '' ? line : `${line} ${body}`))
  }

  /** The headers of a captured request in their order and spelling; the one captured DELETE has a type too. */
  #captured({ line, body }: Recorded): string[] {
    const type = ['Content-Type', 'application/scim+json; charset=utf-8']
    return [
      ...['Accept', 'application/scim+json', 'Accept-Charset', 'utf-8'],
      ...(line.startsWith('GET ') ? [] : type),
      ...['User-Agent', 'Okta SCIM Client 1.0.0', 'Authorization', this.authorization],
      ...(body === '' ? [] : ['Content-Length', String(Buffer.byteLength(body))]),
      ...['Host', `127.0.0.1:${this.port}`, 'Connection', 'Keep-Alive'],
      ...['Accept-Encoding', 'gzip,deflate'],
    ]
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = (request.url ?? '').replace(BASE, '')
      const body = Buffer.concat(chunks).toString('utf8')
      const line = `${request.method} ${url}`
      this.requests.push({ line, headers: request.rawHeaders, body })
      const answer = this.#ruled(line) ?? this.#behaviour(request.method ?? '', url, body)
      if (answer.status === 0) return
      const text = typeof answer.body === 'object' ? JSON.stringify(answer.body) : answer.body
      const type = text === undefined ? {} : { 'content-type': 'application/scim+json' }
      response.writeHead(answer.status, { ...type, ...answer.headers })
      response.end(text)
    })
  }

  #ruled(line: string): StubAnswer | undefined {
    const at = this.#rules.findIndex(({ start, times }) => line.startsWith(start) && times > 0)
    const rule = this.#rules[at]
    if (rule === undefined) return undefined
    this.#rules[at] = { ...rule, times: rule.times - 1 }
    return rule.answer
  }

  #behaviour(method: string, url: string, text: string): StubAnswer {
    const [path = ''] = url.split('?')
    if (path === '/Users' || path === '/Groups') {
      return method === 'POST' ? this.#create(path, JSON.parse(text)) : this.#list(path, url)
    }
    const held = this.resources.get(path)
    if (held === undefined) return { status: 404, body: scimError(404, 'Resource not found') }
    if (method === 'PUT') this.resources.set(path, { ...JSON.parse(text), id: held.id })
    if (method === 'PATCH') this.#patch(held, JSON.parse(text))
    if (method === 'DELETE') this.resources.delete(path)
    if (method === 'PATCH' || method === 'DELETE') return { status: 204 }
    return { status: 200, body: this.resources.get(path) ?? {} }
  }

  #create(path: string, body: Json): StubAnswer {
    this.#made += 1
    const id = `${path === '/Users' ? 'u' : 'g'}-${this.#made}`
    const { password: _, ...shown } = body
    const resource = { ...shown, id, meta: { resourceType: path.slice(1, -1) } }
    this.resources.set(`${path}/${id}`, resource)
    return { status: 201, body: resource }
  }

  #list(path: string, url: string): StubAnswer {
    const query = new URLSearchParams(url.split('?')[1])
    const [, attribute = '', value = ''] = /^(\S+) eq (.*)$/.exec(query.get('filter') ?? '') ?? []
    const all = [...this.resources].filter(([key]) => key.startsWith(`${path}/`))
    const found = all
      .map(([, resource]) => resource)
      .filter((one) => attribute === '' || one[attribute] === JSON.parse(value))
    const start = Number(query.get('startIndex'))
    return { status: 200, body: list(found.slice(start - 1, start - 1 + 100), found.length, start) }
  }

  #patch(held: Json, { Operations }: { Operations: { path?: string; value: unknown }[] }): void {
    for (const { path, value } of Operations) {
      if (path === undefined) Object.assign(held, value)
    }
  }
}

export function list(resources: readonly object[], totalResults?: number, startIndex = 1): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: totalResults ?? resources.length,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  }
}

export function scimError(status: number, detail: string): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail,
  }
}
