import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { startServer } from '../server/app.ts'

export type Json = Record<string, unknown>

/** A request on its way to the good server; whatever is changed in it arrives there changed. */
export interface Passing {
  readonly method: string
  /** Below the base URL, with its query. */
  path: string
  body: Json | undefined
  authorization: string | undefined
  /** Whatever else it carries: media types, preconditions. */
  readonly headers: Readonly<Record<string, string>>
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
}

export interface Target {
  readonly baseUrl: string
  readonly token: string
  close(): Promise<void>
}

/** The reference server behind an alteration, as a stranger's server by URL and token. */
export async function alteredServer(alteration: Alteration, port = 0): Promise<Target> {
  const good = await startServer()
  const { baseUrl, token } = await connect(good)
  const front = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing, { behind: baseUrl, before: base() }, alteration).catch(() =>
      outgoing.destroy(),
    )
  })
  await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve))
  const base = () => `http://127.0.0.1:${(front.address() as AddressInfo).port}`
  return {
    baseUrl: base(),
    token,
    close: async () => {
      front.closeAllConnections()
      await new Promise<void>((resolve) => front.close(() => resolve()))
      await good.close()
    },
  }
}

/** Our server's base URL, and the one that it is known by. */
interface Bases {
  readonly behind: string
  readonly before: string
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
  { ask, tell, delayMs = 0 }: Alteration,
): Promise<void> {
  const { authorization, ...headers } = kept(incoming.headers)
  const text = (await textOf(incoming)).replaceAll(bases.before, bases.behind)
  const body = objectIn(text)
  const passing: Passing = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
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

function kept(headers: Readonly<Record<string, string | string[] | undefined>>) {
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
  outgoing.end(text ?? (body === undefined ? '' : shown(JSON.stringify(body))))
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

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += String(chunk)
  return text
}
