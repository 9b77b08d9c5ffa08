import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Dispatcher } from 'undici'
import { closeDoor, openDoor } from './control.ts'
import type { Recorder } from './recorder.ts'
import { joinUrl } from './scim-path.ts'

/** Headers between a step and the gateway; none of them leaves for the target. */
export const GATEWAY = {
  /** The absolute base URL that the request's path is below. */
  base: 'x-scimulate-base',
  /** The scenario that the request belongs to. */
  scenario: 'x-scimulate-scenario',
  /** On a response: the target gave none, and why. */
  error: 'x-scimulate-error',
} as const

/** Headers of one connection, which mean nothing on the next one. */
const CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'trailer', 'upgrade'])
const NOT_ONWARD = new Set([...CONNECTION, 'te', 'host', 'content-length', 'expect'])

/** A step's request may be large on purpose; this only keeps a mistake from filling the memory. */
const LIMIT = 64_000_000

export interface Gateway {
  readonly url: string
  close(): Promise<void>
}

/**
 * A loopback door to the recorder's dispatcher. supertest speaks node:http and cannot use an undici
 * dispatcher: they speak to this door instead, so that recording, the guard and the pace stay in one place.
 */
export async function openGateway(
  recorder: Recorder,
  allowed: () => readonly string[],
): Promise<Gateway> {
  // The steps keep their connections, and none may end between two requests.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const answered = pass(recorder, allowed(), request, response)
    void answered.catch((error: unknown) => {
      fail(response, error instanceof Error ? error.message : String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  openDoor(url, recorder)
  const close = async () => {
    closeDoor(url)
    await closeServer(server)
  }
  return { url, close }
}

async function pass(
  recorder: Recorder,
  allowed: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const base = String(request.headers[GATEWAY.base] ?? '')
  if (!URL.canParse(base) || !allowed.includes(new URL(base).origin)) {
    fail(response, `no way from here to ${base || 'a request without a base'}`)
    return
  }
  const url = new URL(joinUrl(base, request.url ?? '/'))
  const answer = await recorder.dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
    headers: onward(request.rawHeaders),
    body: await bodyOf(request),
    opaque: { source: 'client', scenario: request.headers[GATEWAY.scenario] },
  })
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !CONNECTION.has(name)) response.setHeader(name, value)
  }
  response.writeHead(answer.statusCode)
  const body = Buffer.from(await answer.body.arrayBuffer())
  response.end(body)
}

/** A step tells a failed network from an answer by this status and header: no HTTP server sends 599. */
function fail(response: ServerResponse, reason: string): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(599, { [GATEWAY.error]: encodeURIComponent(reason) }).end()
}

function onward(raw: readonly string[]): string[] {
  const out: string[] = []
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? ''
    const lower = name.toLowerCase()
    if (NOT_ONWARD.has(lower) || lower.startsWith('x-scimulate-')) continue
    out.push(name, raw[i + 1] ?? '')
  }
  return out
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LIMIT) throw new Error(`a step sent more than ${LIMIT} bytes`)
    chunks.push(chunk)
  }
  return size === 0 ? null : Buffer.concat(chunks)
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}
