import { Pool } from 'undici'
import { type Hostile, Malice } from './random.ts'

const CONNECTIONS = 16
const SEED = 7_644
/** Where memory is read: after each so many parts of all requests. */
const PARTS = 10
/** What the requests made is removed after so many, so that only a leak grows. */
const SWEEP = 500
const MOST_MS = 10_000

/** A server that a storm goes over. */
export interface Stormed {
  readonly baseUrl: string
  readonly token: string
  resident(): number
  probe(): Promise<{ readonly heapBytes: number }>
}

export interface Storm {
  /** Requests that were answered with 5xx, or not within ten seconds. */
  readonly failed: readonly string[]
  readonly statuses: Readonly<Record<number, number>>
  readonly memory: readonly { after: number; heapMb: number; residentMb: number }[]
}

/** Random hostile requests over 16 connections, the same ones every time. */
export async function storm(
  server: Stormed,
  requests: number,
  tell: (progress: string) => void,
): Promise<Storm> {
  const target = new Target(server)
  const memory: Storm['memory'][number][] = []
  for (let part = 1; part <= PARTS; part += 1) {
    const until = Math.round((requests * part) / PARTS)
    while (target.sent < until) await target.send(Math.min(SWEEP, until - target.sent))
    const { heapBytes } = await server.probe()
    const after = target.sent
    memory.push({ after, heapMb: megabytes(heapBytes), residentMb: megabytes(server.resident()) })
    tell(`${after} of ${requests} hostile requests, ${target.failed.length} failed`)
  }
  await target.close()
  return { failed: target.failed, statuses: target.statuses, memory }
}

class Target {
  sent = 0
  readonly failed: string[] = []
  readonly statuses: Record<number, number> = {}
  readonly #pool: Pool
  readonly #path: string
  readonly #authorization: string
  readonly #malice: Malice
  #paths: string[] = []

  constructor({ baseUrl, token }: Stormed) {
    const { origin, pathname } = new URL(baseUrl)
    this.#pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: MOST_MS })
    this.#path = pathname
    this.#authorization = `Bearer ${token}`
    this.#malice = new Malice(SEED, () => this.#paths)
  }

  /** Sends so many, then removes what they made. */
  async send(count: number): Promise<void> {
    const end = this.sent + count
    const worker = async () => {
      while (this.sent < end) {
        this.sent += 1
        await this.#one(this.#malice.next())
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, worker))
    await this.#sweep()
  }

  async #one(hostile: Hostile): Promise<void> {
    try {
      const { status } = await this.#ask(hostile)
      this.statuses[status] = (this.statuses[status] ?? 0) + 1
      // 501 is how /Me says that a connection's token is nobody's (RFC 7644 §3.11).
      if (status >= 500 && status !== 501) this.#failed(hostile, String(status))
    } catch (error) {
      this.#failed(hostile, String(error))
    }
  }

  #failed({ method, path, body }: Hostile, why: string): void {
    this.failed.push(`${why}: ${method} ${path} ${body ?? ''}`.slice(0, 1_000))
  }

  async #ask({ method, path, headers, body }: Hostile): Promise<{ status: number; text: string }> {
    const answer = await this.#pool.request({
      method,
      path: this.#path + path,
      headers: { ...headers, authorization: this.#authorization },
      ...(body === undefined ? {} : { body }),
    })
    return { status: answer.statusCode, text: await answer.body.text() }
  }

  /** Half of what is there goes; the rest is there to be asked for. */
  async #sweep(): Promise<void> {
    const paths: string[] = []
    for (const endpoint of ['/Users', '/Groups']) {
      const list = {
        method: 'GET',
        path: `${endpoint}?count=1000&attributes=id`,
        headers: {},
      } as const
      const { Resources = [] } = JSON.parse((await this.#ask(list)).text) as {
        Resources?: { id: string }[]
      }
      for (const [i, { id }] of Resources.entries()) {
        if (i % 2 === 0) paths.push(`${endpoint}/${id}`)
        else await this.#ask({ method: 'DELETE', path: `${endpoint}/${id}`, headers: {} })
      }
    }
    this.#paths = paths
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_048_576)
}
