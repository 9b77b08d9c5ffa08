import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { B2BClient } from 'stytch'
import { Webhook as SvixWebhook } from 'svix'
import { type RunningServer, type ServerOptions, startServer } from '../../server/app.ts'
import { type Kept, testOn } from './stores.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

type Json = Record<string, unknown>
// biome-ignore lint/suspicious/noExplicitAny: a test reads answers as they come
export type Answer = { status: number; body: any }

const opened = new Set<{ close(): Promise<void> }>()

/** Closes what tests have left open, also after one that failed: an open server keeps a process alive. */
export async function closeAll(): Promise<void> {
  for (const one of [...opened]) await one.close()
}

export interface Credentials {
  readonly projectId: string
  readonly secret: string
}

/** Our server and what a test does with it. */
export class Rehearsal {
  readonly server: RunningServer
  readonly stytch: B2BClient

  constructor(server: RunningServer) {
    this.server = server
    this.stytch = sdkOf(server, server)
  }

  /** With a clock that only the test moves. */
  static async open(options: ServerOptions = {}): Promise<Rehearsal> {
    const rehearsal = new Rehearsal(await startServer({ testControls: true, ...options }))
    opened.add(rehearsal)
    return rehearsal
  }

  async api(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
    { projectId, secret }: Credentials = this.server,
  ): Promise<Answer> {
    const answer = await fetch(this.server.url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: await answer.json() }
  }

  /** An organization with a SCIM connection, and SCIM spoken there. */
  async connected(slug: string) {
    const { organization } = await this.stytch.organizations.create({
      organization_name: slug,
      organization_slug: slug,
    })
    const { organization_id } = organization
    const { connection } = await this.stytch.scim.connection.create({
      organization_id,
      identity_provider: 'okta',
    })
    assert.ok(connection)
    const { connection_id, base_url, bearer_token } = connection
    return { organization_id, connection_id, connection, scim: scimAt(base_url, bearer_token) }
  }

  async endpoint(url: string, more: Json = {}): Promise<{ id: string; secret: string }> {
    const { status, body } = await this.api('POST', ENDPOINTS, { url, ...more })
    assert.equal(status, 200, JSON.stringify(body))
    const { webhook_endpoint_id: id, secret } = body.webhook_endpoint
    return { id, secret }
  }

  async endpointState(id: string): Promise<Json> {
    return (await this.api('GET', `${ENDPOINTS}/${id}`)).body.webhook_endpoint
  }

  /** The log of an endpoint, oldest first. */
  async log(id: string): Promise<Delivery[]> {
    const { body } = await this.api('GET', `${DELIVERIES}?webhook_endpoint_id=${id}&limit=1000`)
    return body.webhook_deliveries.reverse()
  }

  async advance(duration: string): Promise<void> {
    const answer = await fetch(`${this.server.url}/_scimulate/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: duration }),
    })
    assert.equal(answer.status, 200)
  }

  async close(): Promise<void> {
    if (opened.delete(this)) await this.server.close()
  }
}

/** A test of a server that keeps its state in a store of its own. */
export function testOnProduct(
  open: () => Promise<Kept>,
  name: string,
  work: (product: Rehearsal) => Promise<void>,
): void {
  testOn(open, name, async (kept) => {
    const product = await Rehearsal.open(kept)
    try {
      await work(product)
    } finally {
      await product.close()
    }
  })
}

export const ENDPOINTS = '/v1/scimulate/webhook_endpoints'
export const DELIVERIES = '/v1/scimulate/webhook_deliveries'

export interface Attempt {
  readonly at: string
  readonly status_code?: number
  readonly error?: string
  readonly retry_after?: number
}

export interface Delivery {
  readonly webhook_delivery_id: string
  readonly event_id: string
  readonly event_type: string
  readonly status: string
  readonly next_attempt_at?: string
  readonly attempts: readonly Attempt[]
}

function sdkOf({ url }: { readonly url: string }, credentials: Credentials): B2BClient {
  const { projectId, secret } = credentials
  return new B2BClient({ project_id: projectId, secret, env: url })
}

type Scim = (method: string, path: string, body?: object, token?: string) => Promise<Answer>

export function scimAt(baseUrl: string, bearer: string): Scim {
  return async (method, path, body, token = bearer) => {
    const answer = await fetch(baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
  }
}

export function user(userName: string, more: Json = {}): Json {
  return { schemas: [USER], userName, name: { givenName: 'Ada', familyName: 'L' }, ...more }
}

export interface Received {
  readonly path: string
  readonly headers: Record<string, string>
  readonly payload: string
}

/** Waits until something holds; what never comes fails after seconds, with what was there instead. */
export async function until<T>(look: () => Promise<T> | T, holds: (seen: T) => boolean) {
  const deadline = Date.now() + 10_000
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (Date.now() > deadline) assert.fail(`still ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

type Respond = (response: ServerResponse, request: IncomingMessage) => void

/** A customer's endpoint, whose behaviour a test sets. */
export class Receiver {
  readonly url: string
  readonly received: Received[] = []
  respond: Respond = (response) => void response.writeHead(204).end()
  readonly #close: () => Promise<void>

  private constructor(port: number, close: () => Promise<void>) {
    this.url = `http://127.0.0.1:${port}/hook`
    this.#close = close
    opened.add(this)
  }

  async close(): Promise<void> {
    if (opened.delete(this)) await this.#close()
  }

  static async open(port = 0): Promise<Receiver> {
    const http = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        receiver.received.push({
          path: request.url ?? '',
          headers: request.headers as Record<string, string>,
          payload: Buffer.concat(chunks).toString('utf8'),
        })
        receiver.respond(response, request)
      })
    })
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
    const receiver = new Receiver((http.address() as AddressInfo).port, async () => {
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    })
    return receiver
  }

  answer(status: number, headers: Record<string, string> = {}): void {
    this.respond = (response) => void response.writeHead(status, headers).end()
  }

  /** The first that came, and as many as a test waits for; each verified by both libraries. */
  async verified(count: number, secret: string): Promise<Received[]> {
    await until(
      () => this.received.length,
      (n) => n >= count,
    )
    for (const { payload, headers } of this.received) {
      new SvixWebhook(secret).verify(payload, headers)
      new StandardWebhook(secret).verify(payload, headers)
    }
    return this.received
  }
}

export function typeOf(payload: string): string {
  const { source, object_type, action } = JSON.parse(payload) as Record<string, string>
  return `${source}.${object_type}.${action}`.toLowerCase()
}
