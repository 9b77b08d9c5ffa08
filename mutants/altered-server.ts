import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { type ServerOptions, startServer } from '../server/app.ts'
import { OWN_SCHEMAS } from './own-schemas.ts'
import { frontOf, type Transport } from './transport.ts'

export type Json = Record<string, unknown>

/** A request on its way to the good server; whatever is changed in it arrives there changed. */
export interface Passing {
  readonly method: string
  /** Below the base URL, with its query. */
  path: string
  body: Json | undefined
  authorization: string | undefined
  /** Whatever else it carries: media types, preconditions. */
  headers: Readonly<Record<string, string>>
  /** The body as it came: what is passed on unless `body` is changed. */
  readonly text: string
  /** Asks the good server on the way, with the same credential. */
  call(method: string, path: string, body?: Json): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly body?: Json | undefined
  /** Goes out in place of the body, whatever it is. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What makes a server another one than ours: answers of its own, or ours altered. */
export interface Alteration {
  /** Looks at a request, may change it, and may answer in the server's place. */
  ask?(passing: Passing): Answer | undefined | Promise<Answer | undefined>
  /** Looks at our answer, and gives the one that goes out. */
  tell?(passing: Passing, answer: Answer): Answer | Promise<Answer>
  /** How long every answer takes, in milliseconds. */
  readonly delayMs?: number
  /** What is before every endpoint; `/scim/v2` where nothing else is said. */
  readonly basePath?: string
  /** Any number will do for the version in the base path. */
  readonly anyVersion?: boolean
  readonly transport?: Transport
  /** Schemas and resource types that the server has beside those it always has here. */
  readonly scim?: NonNullable<ServerOptions['scim']>
}

export interface Target {
  readonly baseUrl: string
  readonly token: string
  close(): Promise<void>
}

function modelOf({ scim: { schemas = [], resourceTypes = [] } = {} }: Alteration) {
  return {
    schemas: [...OWN_SCHEMAS.schemas, ...schemas],
    resourceTypes: [...OWN_SCHEMAS.resourceTypes, ...resourceTypes],
  }
}

/** The reference server behind an alteration, as a stranger's server by URL and token. */
export async function alteredServer(alteration: Alteration, port = 0): Promise<Target> {
  const good = await startServer({ scim: modelOf(alteration) })
  const { baseUrl, token } = await connect(good)
  const front = await inFront(baseUrl, alteration, port)
  return {
    baseUrl: front.url,
    token,
    close: async () => {
      await front.close()
      await good.close()
    },
  }
}

/** Puts an alteration in front of whatever is at a URL; tells the URL that it then has. */
export async function inFront(
  behind: string,
  alteration: Alteration,
  port = 0,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { basePath = '/scim/v2', transport = 'plain' } = alteration
  const front = frontOf(transport, (incoming, outgoing) => {
    const bases = { behind, before: before(), at: basePath }
    void pass(incoming, outgoing, bases, alteration).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => front.server.listen(port, '127.0.0.1', resolve))
  const before = () =>
    `${front.scheme}://127.0.0.1:${(front.server.address() as AddressInfo).port}${basePath}`
  return {
    url: before(),
    close: async () => {
      front.drop()
      await new Promise<void>((resolve) => front.server.close(() => resolve()))
    },
  }
}

/** Our server's base URL, and the one that it is known by. */
interface Bases {
  readonly behind: string
  readonly before: string
  /** The path of the latter. */
  readonly at: string
}

/** Headers of one connection, or of a body that is written anew. */
const NOT_ONWARD = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
])

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  bases: Bases,
  { ask, tell, delayMs = 0, anyVersion = false }: Alteration,
): Promise<void> {
  const path = below(incoming.url ?? '/', bases, anyVersion)
  if (path === undefined) {
    outgoing.writeHead(404).end()
    return
  }
  const { authorization, ...headers } = kept(incoming.headers)
  const text = inward(await textOf(incoming), bases)
  const body = objectIn(text)
  const passing: Passing = {
    method: incoming.method ?? 'GET',
    path,
    body,
    authorization,
    headers,
    text,
    call: (method, path, sent) =>
      onward(bases.behind, {
        method,
        path,
        body: sent,
        authorization,
        headers: { 'content-type': 'application/scim+json' },
        text: '',
      }),
  }
  const asked = { ...passing, body: objectIn(text) }
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
  const instead = await ask?.(passing)
  if (instead !== undefined) {
    reply(outgoing, instead, bases)
    return
  }
  const answer = await onward(bases.behind, passing)
  reply(outgoing, tell === undefined ? answer : await tell(asked, answer), bases)
}

/** What follows the base path; undefined where nothing of ours is. */
function below(url: string, bases: Bases, anyVersion: boolean): string | undefined {
  const at = anyVersion ? url.replace(/\/v\d+(?=\/|$)/, bases.at.slice(-3)) : url
  const rest = at.startsWith(bases.at) ? at.slice(bases.at.length) : undefined
  if (rest === undefined || !/^([/?]|$)/.test(rest)) return undefined
  return inward(rest.startsWith('/') ? rest : `/${rest}`, bases)
}

/** A client knows our server by the address in front of it, quoted in a query or as it is. */
function inward(text: string, { before, behind }: Bases): string {
  return text
    .replaceAll(before, behind)
    .replaceAll(encodeURIComponent(before), encodeURIComponent(behind))
}

/** The headers that go on with a message: those of a connection are its own. */
export function kept(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !NOT_ONWARD.has(name)) out[name] = String(value)
  }
  return out
}

function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Json)
      : undefined
  } catch {
    return undefined
  }
}

function reply(outgoing: ServerResponse, answer: Answer, { behind, before }: Bases): void {
  const shown = (text: string) => text.replaceAll(behind, before)
  const { status, body, text, headers = {} } = answer
  const told = Object.entries(headers).map(([name, value]) => [name, shown(value)])
  outgoing.writeHead(status, {
    'content-type': 'application/scim+json',
    ...(Object.fromEntries(told) as Record<string, string>),
  })
  outgoing.end(shown(text ?? (body === undefined ? '' : JSON.stringify(body))))
}

async function onward(
  baseUrl: string,
  { method, path, body, text, authorization, headers }: Omit<Passing, 'call'>,
): Promise<Answer> {
  const changed = JSON.stringify(body) !== JSON.stringify(objectIn(text))
  const sent = changed ? JSON.stringify(body) : text
  const answer = await request(baseUrl + path, {
    method: method as 'GET',
    headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
    body: sent === '' ? null : sent,
  })
  const told = kept(answer.headers)
  return { status: answer.statusCode, body: objectIn(await answer.body.text()), headers: told }
}

async function connect(server: { url: string; projectId: string; secret: string }) {
  const basic = Buffer.from(`${server.projectId}:${server.secret}`).toString('base64')
  const post = async (path: string, body: Json) => {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as {
      organization: { organization_id: string }
      connection: { base_url: string; bearer_token: string }
    }
  }
  const { organization } = await post('/v1/b2b/organizations', { organization_name: 'Altered' })
  const path = `/v1/b2b/scim/${organization.organization_id}/connection`
  const { connection } = await post(path, { identity_provider: 'okta' })
  return { baseUrl: connection.base_url, token: connection.bearer_token }
}

export async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += String(chunk)
  return text
}
