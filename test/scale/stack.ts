import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { TcpProxy } from '../../bench/faults/tcp-proxy.ts'
import { freePort } from '../machine.ts'
import { binaries, type Postgres, rowsIn } from '../server/postgres.ts'
import { CADDY } from './caddy.ts'
import { ComposeFile, ROOT } from './compose-file.ts'

const OURS = [process.execPath, '--require', 'ts-node/register', 'cli/main.ts']
const PATIENCE_MS = 60_000

interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<number | NodeJS.Signals>
  said: string
}

/**
 * The services of compose.yaml as processes of this machine: their very command lines, in their order. Only
 * addresses differ, since here all share one network. Each server has a way of its own to the database.
 */
export class Stack {
  readonly file = new ComposeFile()
  readonly #databaseUrl: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'scimulate-compose-'))
  /** Ports of this machine by the address that they have between the services. */
  readonly #ports = new Map<string, number>()
  readonly #ways = new Map<string, TcpProxy>()
  readonly #started = new Map<string, Started>()

  private constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  /** `docker compose up`. */
  static async up(postgres: Postgres): Promise<Stack> {
    const stack = new Stack(await postgres.database())
    try {
      for (const name of stack.file.names) await stack.start(name)
      for (const name of stack.servers) await stack.ready(name)
      await until('the proxy', async () => (await fetch(`${stack.outside(8080)}/readyz`)).ok)
      await until('Okta', async () => /API token/.test(stack.log('okta')))
      return stack
    } catch (error) {
      await stack.down()
      throw error
    }
  }

  get servers(): string[] {
    return this.file.names.filter((name) => name.startsWith('server-'))
  }

  /** `docker compose logs`. */
  log(name: string): string {
    return this.#started.get(name)?.said ?? ''
  }

  /** Where whoever sits at the machine finds what is published under this port. */
  outside(port: number): string {
    const address = this.file.localhostOutside(port)
    if (address === undefined) throw new Error(`nothing is published under ${port}`)
    return `http://localhost:${this.#ports.get(address)}`
  }

  /** A server itself, past the proxy. */
  inside(name: string): string {
    return `http://127.0.0.1:${this.#ports.get(`${name}:4444`)}`
  }

  /** Starts a service, and before it what it needs; one that runs is left as it is. */
  async start(name: string): Promise<void> {
    if (this.#started.has(name)) return
    for (const [needed, condition] of this.file.needsOf(name)) {
      await this.start(needed)
      if (condition === 'service_healthy') this.#healthy(needed)
      if (condition === 'service_completed_successfully') await this.#completed(needed)
    }
    if (name === 'postgres') return
    const [program = '', ...words] = await this.#commandOf(name)
    const child = spawn(program, words, { cwd: ROOT, env: await this.#environmentOf(name) })
    const ended = once(child, 'close').then(([code, signal]) => code ?? signal)
    const started: Started = { child, ended, said: '' }
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        started.said += String(chunk)
      })
    }
    this.#started.set(name, started)
  }

  /** Ends a service by a signal; how it ended. */
  async end(name: string, signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    const started = this.#started.get(name)
    if (started === undefined) throw new Error(`${name} does not run`)
    started.child.kill(signal)
    const end = await started.ended
    this.#started.delete(name)
    return end
  }

  /** Until a server is ready, as its balancer would find. */
  async ready(name: string): Promise<void> {
    await until(name, async () => (await fetch(`${this.inside(name)}/readyz`)).ok)
  }

  /** How many SCIM requests the process of this server has answered. */
  async answered(name: string): Promise<number> {
    const text = await (await fetch(`${this.inside(name)}/metrics`)).text()
    const counts = text.matchAll(
      /^http_request_duration_seconds_count\{.*\/scim\/:conn.*\} (\d+)$/gm,
    )
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
  }

  /** Takes the database from one server. */
  cut(name: string): void {
    const way = this.#way(name)
    way.targets = []
    way.reset()
  }

  /** Gives it back. */
  mend(name: string): void {
    this.#way(name).targets = [Number(new URL(this.#databaseUrl).port)]
  }

  /** What is in the database, asked past all that runs. */
  rows<T>(statement: string, values: readonly unknown[] = []): Promise<T[]> {
    return rowsIn<T>(this.#databaseUrl, statement, values)
  }

  /** Stops all, the last one first; how each ended. */
  async down(): Promise<Record<string, number | NodeJS.Signals>> {
    const ends: Record<string, number | NodeJS.Signals> = {}
    for (const name of [...this.#started.keys()].reverse()) {
      ends[name] = await this.end(name, 'SIGTERM')
    }
    for (const way of this.#ways.values()) await way.close()
    rmSync(this.#folder, { recursive: true, force: true })
    return ends
  }

  /** Says of PostgreSQL what the container's own question would. */
  #healthy(name: string): void {
    const [kind, program = '', ...words] = this.file.service(name).healthcheck?.test ?? []
    if (kind !== 'CMD') throw new Error(`${name} has no health to ask for`)
    const { port } = new URL(this.#databaseUrl)
    execFileSync(join(binaries() ?? '', program), words, { env: { PGPORT: port } })
  }

  async #completed(name: string): Promise<void> {
    const started = this.#started.get(name)
    const end = await started?.ended
    if (end !== 0) throw new Error(`${name} ended with ${end}: ${started?.said}`)
  }

  async #commandOf(name: string): Promise<string[]> {
    const { command = [], image } = this.file.service(name)
    if (image === undefined) {
      const words = []
      for (const word of command) words.push(await this.#here(name, word))
      return [...OURS, ...words]
    }
    return command.map((word) => {
      if (word === 'caddy') return CADDY
      return word.startsWith('/') ? this.file.fileOf(name, word) : word
    })
  }

  /** A word of a command line with the addresses of this machine. */
  async #here(name: string, word: string): Promise<string> {
    const [, option = '', value = ''] = /^(--[\w-]+)=(.*)$/.exec(word) ?? []
    switch (option) {
      case '--port':
        return `--port=${await this.#port(`${this.file.homeOf(name)}:${value}`)}`
      case '--public-url':
        await this.#port(this.file.localhostOutside(Number(new URL(value).port)) ?? value)
        return `--public-url=${this.outside(Number(new URL(value).port))}`
      case '--database-url':
        return `--database-url=${await this.#databaseFor(name, new URL(value))}`
      default:
        return word
    }
  }

  /** The database that its service makes, on the PostgreSQL of the test. */
  async #databaseFor(name: string, url: URL): Promise<string> {
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } =
      this.file.service(url.hostname).environment ?? {}
    const made = `postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@${url.host}/${POSTGRES_DB}`
    if (made !== url.href) throw new Error(`${name} asks for ${url.href}, and there is ${made}`)
    const through = new URL(this.#databaseUrl)
    const way = this.#ways.get(name) ?? (await TcpProxy.open([Number(through.port)]))
    this.#ways.set(name, way)
    through.port = String(way.port)
    return through.href
  }

  /** For Caddy where the servers are, under the names that its file has for them, and a home of its own. */
  async #environmentOf(name: string): Promise<NodeJS.ProcessEnv> {
    if (this.file.service(name).image === undefined) return process.env
    const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: this.#folder }
    const text = readFileSync(this.file.fileOf(name, '/etc/caddy/Caddyfile'), 'utf8')
    for (const [, variable = '', address = ''] of text.matchAll(/\{\$(\w+):([^}]+)\}/g)) {
      const own = /^\d+$/.test(address)
      const port = await this.#port(own ? `${name}:${address}` : address)
      env[variable] = own ? String(port) : `127.0.0.1:${port}`
    }
    return env
  }

  async #port(address: string): Promise<number> {
    const port = this.#ports.get(address) ?? (await freePort())
    this.#ports.set(address, port)
    return port
  }

  #way(name: string): TcpProxy {
    const way = this.#ways.get(name)
    if (way === undefined) throw new Error(`${name} has no database`)
    return way
  }
}

/** Waits for what must come; whoever cannot be reached is asked again. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(`${what} does not come to be as it should`)
    await wait(20)
  }
}
