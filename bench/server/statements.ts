import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OPERATIONS } from './operations.ts'
import { HEADERS, MOST_FILLING_MS, Population } from './population.ts'
import { reference, type Started } from './subject.ts'

/** What SQLite alone takes for the statements of an operation. */
export interface Alone {
  /** CPU time of a request's statements in microseconds, of one share of those that were kept. */
  round(operation: string, part: number): Promise<number>
  stop(): void
}

/**
 * Keeps the statements that the reference server gives to its SQLite for `requests` of each operation, at
 * `size` people, and lets a process that does nothing else run them again, in `parts` shares.
 */
export async function statementsAlone(
  size: number,
  requests: number,
  parts: number,
): Promise<Alone> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-statements-'))
  const file = join(folder, 'log')
  try {
    await logged(size, requests, file)
    const child = fork(join(__dirname, 'replay.cjs'), [file], { execArgv: [] })
    await once(child, 'message')
    await asked(child, { mark: 'start', part: 0, parts: 1 })
    return {
      round: async (mark, part) =>
        Number(await asked(child, { mark, part, parts })) / (requests / parts),
      stop: () => {
        child.kill()
      },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function logged(size: number, requests: number, file: string): Promise<void> {
  const server = await reference(['--require', join(__dirname, 'statements-log.cjs')])
  try {
    const users = new Population(server)
    await users.grow(size, MOST_FILLING_MS)
    for (const { name, request } of OPERATIONS) {
      await asked(server.child, { begins: name })
      for (let n = 0; n < requests; n += 1) await send(server, request(users, n))
    }
    await asked(server.child, { begins: 'end', file })
  } finally {
    server.stop()
  }
}

async function send({ baseUrl, token }: Started, sent: ReturnType<Request>): Promise<void> {
  const { method, path, body } = sent
  const headers = { ...HEADERS, authorization: `Bearer ${token}` }
  const answer = await fetch(baseUrl + path, { method, headers, ...(body && { body }) })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
}

type Request = (typeof OPERATIONS)[number]['request']

async function asked(child: ChildProcess, message: object): Promise<unknown> {
  const answered = once(child, 'message')
  child.send(message)
  const [answer] = await answered
  return answer
}
