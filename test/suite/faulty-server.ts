import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { startServer } from '../../server/app.ts'

type Json = Record<string, unknown>

/** A request on its way to the good server; a fault changes it, or answers in its place. */
export interface Passing {
  readonly method: string
  /** Below the base URL, with its query. */
  readonly path: string
  body: Json | undefined
}

/** One defect of the kind that real servers have. */
export type Fault = (
  passing: Passing,
) => { readonly status: number; readonly body: Json } | undefined

/** What a fault does to an answer on its way back. */
export type Blur = (passing: Passing, body: Json) => Json

export interface Target {
  readonly baseUrl: string
  readonly token: string
  close(): Promise<void>
}

/** The reference server with one defect in front of it, as a stranger's server by URL and token. */
export async function faultyServer(fault: Fault, blur: Blur = (_, body) => body): Promise<Target> {
  const good = await startServer()
  const { baseUrl, token } = await connect(good)
  const front = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing, baseUrl, fault, blur)
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  const { port } = front.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
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
  fault: Fault,
  blur: Blur,
): Promise<void> {
  const text = await textOf(incoming)
  const passing: Passing = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    body: text === '' ? undefined : (JSON.parse(text) as Json),
  }
  const instead = fault(passing)
  if (instead !== undefined) {
    outgoing.writeHead(instead.status, { 'content-type': 'application/scim+json' })
    outgoing.end(JSON.stringify(instead.body))
    return
  }
  const answer = await onward(baseUrl, passing, incoming.headers.authorization)
  const back = await answer.body.text()
  const { 'content-length': _, connection: __, ...headers } = answer.headers
  outgoing.writeHead(answer.statusCode, headers)
  outgoing.end(back === '' ? '' : JSON.stringify(blur(passing, JSON.parse(back) as Json)))
}

function onward(baseUrl: string, { method, path, body }: Passing, authorization?: string) {
  return request(baseUrl + path, {
    method: method as 'GET',
    headers: {
      'content-type': 'application/scim+json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  })
}

async function connect(server: { url: string; projectId: string; secret: string }) {
  const post = async (path: string, body: Json) => {
    const basic = Buffer.from(`${server.projectId}:${server.secret}`).toString('base64')
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
  const { organization } = await post('/v1/b2b/organizations', { organization_name: 'Faulty' })
  const path = `/v1/b2b/scim/${organization.organization_id}/connection`
  const { connection } = await post(path, { identity_provider: 'okta' })
  return { baseUrl: connection.base_url, token: connection.bearer_token }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += String(chunk)
  return text
}
