import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const ROOT = join(__dirname, '..', '..')
/** Linux counts a process's time in hundredths of a second, and its memory in pages of 4 KB. */
const TICK_US = 10_000
const PAGE = 4_096

/** What a bare route answers to a method and a path: status, headers and the very bytes. */
export interface Canned {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A server in a process of its own. */
export interface Subject {
  readonly name: string
  readonly baseUrl: string
  readonly token: string
  /** CPU time that its process has used, in microseconds. */
  cpuUs(): number
  /** Bytes of its process that are in memory. */
  resident(): number
  stop(): void
}

/** A subject that can be sent messages. */
export interface Started extends Subject {
  readonly child: ChildProcess
}

/** Starts a program that prints the ready line of the examples and of `scimulate server --ready-json`. */
export async function started(name: string, program: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const [line] = await once(createInterface(child.stdout as Readable), 'line')
  const { scim } = JSON.parse(String(line)) as { scim: { baseUrl: string; token: string } }
  return { ...subject(name, child, scim), child }
}

/** The reference server as its users start it, with options for Node; `npm run build` makes it. */
export function reference(node: readonly string[] = []): Promise<Started> {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' })
  return started('scimulate', [
    ...node,
    'dist/cli/main.js',
    'server',
    '--port',
    '0',
    '--ready-json',
  ])
}

/** A bare fastify that answers with given bytes. */
export async function bare(canned: readonly Canned[]): Promise<Subject> {
  const child = fork(join(__dirname, 'bare-fastify.mjs'), { execArgv: [] })
  child.send(canned)
  const [url] = await once(child, 'message')
  return subject('bare fastify', child, { baseUrl: String(url), token: 'none' })
}

function subject(
  name: string,
  child: ChildProcess,
  where: Pick<Subject, 'baseUrl' | 'token'>,
): Subject {
  const file = (what: string) => readFileSync(`/proc/${child.pid}/${what}`, 'utf8')
  return {
    name,
    ...where,
    cpuUs: () => {
      const fields = file('stat').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) * TICK_US
    },
    resident: () => Number(file('statm').split(' ')[1]) * PAGE,
    stop: () => {
      child.kill()
    },
  }
}
