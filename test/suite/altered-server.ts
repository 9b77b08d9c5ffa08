import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { startServer } from '../../server/app.ts'

export type Json = Record<string, unknown>

/** A request on its way to the good server; whatever is changed in it arrives there changed. */
export interface Passing {
  readonly method: string
  /** Below the base URL, with its query. */
  path: string
  body: Json | undefined
  authorization: string | undefined
}

export interface Answer {
  readonly status: number
  readonly body?: Json | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** What makes a server another one than ours: answers of its own, or ours altered. */
export interface Alteration {
  /** Looks at a request, may change it, and may answer in the server's place. */
  ask?(passing: Passing): Answer | undefined
  /** Looks at our answer, and gives the one that goes out. */
  tell?(passing: Passing, answer: Answer): Answer
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
    void pass(incoming, outgoing, baseUrl, alteration)
  })
  await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve))
  const { port: taken } = front.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${taken}`,
    token,
    close: async () => {
      front.closeAllConnections()
      await new Promise<void>((resolve) => front.close(() => resolve()))
      await good.close()
    },
  }
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  baseUrl: string,
  { ask, tell, delayMs = 0 }: Alteration,
): Promise<void> {
  const text = await textOf(incoming)
  const passing: Passing = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    body: text === '' ? undefined : (JSON.parse(text) as Json),
    authorization: incoming.headers.authorization,
  }
  const asked = { ...passing }
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
  const instead = ask?.(passing)
  if (instead !== undefined) {
    reply(outgoing, instead)
    return
  }
  const answer = await onward(baseUrl, passing)
  reply(outgoing, tell === undefined ? answer : tell(asked, answer))
}

function reply(outgoing: ServerResponse, { status, body, headers }: Answer): void {
  outgoing.writeHead(status, { 'content-type': 'application/scim+json', ...headers })
  outgoing.end(body === undefined ? '' : JSON.stringify(body))
}

async function onward(
  baseUrl: string,
  { method, path, body, authorization }: Passing,
): Promise<Answer> {
  const answer = await request(baseUrl + path, {
    method: method as 'GET',
    headers: {
      'content-type': 'application/scim+json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await answer.body.text()
  const headers: Record<string, string> = {}
  for (const name of ['location', 'etag', 'www-authenticate']) {
    const value = answer.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  const read = text === '' ? undefined : (JSON.parse(text) as Json)
  return { status: answer.statusCode, body: read, headers }
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
