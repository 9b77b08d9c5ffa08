import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { childrenOf, freePort } from '../machine.ts'

const VERSIONS = '/usr/lib/postgresql'
const required = (process.env.SCIMULATE_REQUIRE ?? '').split(',').includes('postgres')

export interface Postgres {
  /** A new, empty database. */
  database(): Promise<string>
  /** Only of one that is ours. */
  readonly control?: {
    /** Ends it as kill -9 on all of its processes does, and starts it again. */
    crash(): Promise<void>
    /** Stops it as its service is stopped, and starts it again. */
    restart(): Promise<void>
  }
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** Whether what is committed outlives a loss of power: slower, and the default of PostgreSQL itself. */
  readonly durable?: boolean
}

/**
 * A real PostgreSQL: the one at DATABASE_URL, else one of our own from Debian's package. Undefined, with
 * one loud line, where there is neither; an error where SCIMULATE_REQUIRE asks for it.
 */
export async function postgres(options: PostgresOptions = {}): Promise<Postgres | undefined> {
  const given = process.env.DATABASE_URL
  if (given) return { database: () => newDatabase(given), stop: async () => {} }
  const bin = binaries()
  if (bin !== undefined) return startOwn(bin, options)
  if (required) throw new Error('SCIMULATE_REQUIRE asks for postgres, and there is none')
  console.warn('SKIPPED: no PostgreSQL here (install Debian’s postgresql, or set DATABASE_URL)')
  return undefined
}

/** Where Debian's package keeps its programs. */
export function binaries(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined
  return readdirSync(VERSIONS)
    .map((version) => join(VERSIONS, version, 'bin'))
    .filter((bin) => existsSync(join(bin, 'initdb')))
    .at(-1)
}

async function startOwn(bin: string, { durable = false }: PostgresOptions): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-pg-'))
  const owner = ownerOf(folder)
  execFileSync(
    join(bin, 'initdb'),
    ['-D', folder, '-A', 'trust', '-U', 'scimulate', '-E', 'UTF8', '--locale=C'],
    { stdio: 'ignore', cwd: '/', ...owner },
  )
  const port = await freePort()
  const url = `postgres://scimulate@127.0.0.1:${port}/postgres`
  const words = ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', '']
  const start = async () => {
    const server = spawn(
      join(bin, 'postgres'),
      [...words, ...(durable ? [] : ['-c', 'fsync=off'])],
      { stdio: 'ignore', cwd: '/', ...owner },
    )
    await untilReady(url, server)
    return server
  }
  let server = await start()
  const end = async (kill: () => void) => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    kill()
    await ended
  }
  // Nobody is left to run when a test is ended from outside.
  process.once('exit', () => server.kill('SIGQUIT'))
  return {
    database: () => newDatabase(url),
    control: {
      crash: async () => {
        await end(() => killAll(server))
        server = await start()
      },
      restart: async () => {
        await end(() => server.kill('SIGINT'))
        server = await start()
      },
    },
    stop: async () => {
      await end(() => server.kill('SIGINT'))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The processes of PostgreSQL are sessions of their own: each is named. */
function killAll(server: ChildProcess): void {
  const children = childrenOf(server.pid)
  server.kill('SIGKILL')
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself, as it does when the first process is gone.
    }
  }
}

/** PostgreSQL refuses to run as root: there it runs as the user of Debian's package. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const owner = { uid: id('-u'), gid: id('-g') }
  execFileSync('chown', [`${owner.uid}:${owner.gid}`, folder])
  return owner
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (server.exitCode !== null) break
    try {
      await rowsIn(url, 'select 1')
      return
    } catch {
      await wait(100)
    }
  }
  server.kill('SIGKILL')
  throw new Error('PostgreSQL did not start')
}

async function newDatabase(url: string): Promise<string> {
  const name = `scimulate_${randomUUID().replaceAll('-', '')}`
  await rowsIn(url, `create database ${name}`)
  const made = new URL(url)
  made.pathname = `/${name}`
  return made.href
}

/** What a database answers to one statement, by a connection of its own. */
export async function rowsIn<T>(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement, [...values])).rows as T[]
  } finally {
    await client.end()
  }
}
