import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { Report } from '../../reports/write.ts'
import { checkOptions } from './options.ts'
import { runCheck } from './run-check.ts'

/** A server inside this process: what `http.createServer` takes, or what `fetch` would call. */
export type InProcessTarget =
  | { readonly listener: RequestListener }
  | { readonly fetch: (request: Request) => Promise<Response> | Response }

export interface CheckRequest {
  /** A server in this process; one of `target` and `url`. */
  readonly target?: InProcessTarget
  /** The SCIM base URL of a server anywhere. */
  readonly url?: string
  /** Below which path of an in-process server SCIM lives; default `/`. */
  readonly path?: string
  /** Its bearer token. */
  readonly token: string
  /** Only scenarios that match this tag expression. */
  readonly tags?: string
  /** Folder for the report; default `reports/out`. */
  readonly out?: string
  /** Repeats a run: same people, same bodies. */
  readonly seed?: number
  /** SHOULDs, prose MUSTs and tolerated deviations fail too. */
  readonly strict?: boolean
  /** Flags and what they are, whatever the server says: `{ patch: false }`. */
  readonly assume?: Readonly<Record<string, boolean>>
  /** Given when the server is not on this machine: the run may write there. */
  readonly yes?: boolean
}

export interface CheckResult {
  /** As the command would end: 0 fit, 1 failures, 4 our own error, 5 leftovers. */
  readonly exitCode: number
  /** The content of report.json. */
  readonly report: Report
  /** Path of the HTML report. */
  readonly index: string
}

/**
 * Runs the conformance suite and resolves with what it found; nothing is printed.
 * Throws when the server cannot be reached or refuses the token. Several targets can be checked one after
 * the other in one process: what is loaded once stays loaded.
 */
export async function check(request: CheckRequest): Promise<CheckResult> {
  const server = request.target && (await serve(request.target))
  try {
    const url = server ? `http://127.0.0.1:${portOf(server)}${request.path ?? ''}` : request.url
    if (url === undefined) throw new Error('check needs a target or a url')
    const assume = Object.entries(request.assume ?? {})
    const { report, index, exitCode } = await runCheck(
      checkOptions(
        url,
        {
          token: request.token,
          out: request.out ?? 'reports/out',
          strict: request.strict ?? false,
          concurrency: 16,
          assume: assume.map(([flag, on]) => `${flag}=${on ? 'on' : 'off'}`),
          force: [],
          yes: request.yes ?? false,
          ...(request.tags === undefined ? {} : { tags: request.tags }),
          ...(request.seed === undefined ? {} : { seed: request.seed }),
        },
        {},
      ),
    )
    return { report, index, exitCode }
  } finally {
    if (server) await close(server)
  }
}

async function serve(target: InProcessTarget): Promise<Server> {
  const server = createServer('listener' in target ? target.listener : asListener(target.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Lets a fetch handler answer what came in over a socket. */
function asListener(handle: (request: Request) => Promise<Response> | Response): RequestListener {
  return (incoming, outgoing) => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (value !== undefined) headers.set(name, String(value))
    }
    const method = incoming.method ?? 'GET'
    const bodyless = method === 'GET' || method === 'HEAD'
    const request = new Request(
      `http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`,
      {
        method,
        headers,
        ...(bodyless ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
      },
    )
    void Promise.resolve(handle(request)).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    })
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}
