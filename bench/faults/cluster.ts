import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Postgres, rowsIn } from '../../test/server/postgres.ts'
import { Inbox } from './inbox.ts'
import { TcpProxy } from './tcp-proxy.ts'

const PROJECT = { projectId: 'project-test-faults', secret: 'secret-test-faults' }
const PATIENCE_MS = 30_000

interface Node {
  readonly child: ChildProcess
  readonly url: string
}

/** Servers on one PostgreSQL, reached by way of one port, with a receiver of webhooks. */
export class Cluster {
  readonly inbox: Inbox
  readonly #postgres: Postgres
  readonly #databaseUrl: string
  readonly #toDatabase: TcpProxy
  readonly #balancer: TcpProxy
  readonly #nodes: Node[] = []
  /** How many minutes the servers' clocks are ahead. */
  #ahead = 0
  /** Takes the place of the next one that is killed. */
  #spare: Promise<Node> | undefined

  private constructor(parts: {
    postgres: Postgres
    databaseUrl: string
    toDatabase: TcpProxy
    balancer: TcpProxy
    inbox: Inbox
  }) {
    this.#postgres = parts.postgres
    this.#databaseUrl = parts.databaseUrl
    this.#toDatabase = parts.toDatabase
    this.#balancer = parts.balancer
    this.inbox = parts.inbox
  }

  static async start(postgres: Postgres, nodes: number): Promise<Cluster> {
    const databaseUrl = await postgres.database()
    const cluster = new Cluster({
      ...{ postgres, databaseUrl },
      toDatabase: await TcpProxy.open([Number(new URL(databaseUrl).port)]),
      balancer: await TcpProxy.open([]),
      inbox: await Inbox.open(),
    })
    for (let i = 0; i < nodes; i += 1) cluster.#nodes.push(await cluster.#startNode())
    cluster.#balance()
    cluster.#prepare()
    return cluster
  }

  /** Where clients reach whichever server. */
  get url(): string {
    return `http://127.0.0.1:${this.#balancer.port}`
  }

  async api(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const { projectId, secret } = PROJECT
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }

  /** What is in the database, asked past everything that may be broken. */
  rows<T>(statement: string, values: readonly unknown[] = []): Promise<T[]> {
    return rowsIn<T>(this.#databaseUrl, statement, values)
  }

  /** kill -9 of one server, and another one in its place; how many connections of clients that ended. */
  async killNode(at: number): Promise<number> {
    const place = at % this.#nodes.length
    const next = await this.#spare
    const node = this.#nodes[place]
    if (node === undefined || next === undefined) throw new Error('there is no server')
    const before = this.#balancer.ended
    const ended = once(node.child, 'exit')
    node.child.kill('SIGKILL')
    const [, signal] = await ended
    await this.#move(next, this.#ahead)
    this.#nodes[place] = next
    this.#balance()
    this.#prepare()
    // Its connections end by themselves, a moment after it.
    await wait(10)
    return signal === 'SIGKILL' ? this.#balancer.ended - before : 0
  }

  /** kill -9 of PostgreSQL and all of its processes. */
  async killDatabase(): Promise<void> {
    await this.#crash().crash()
  }

  /** PostgreSQL is stopped as its service is, and started again. */
  async restartDatabase(): Promise<void> {
    await this.#crash().restart()
  }

  /** The connections between the servers and the database are reset; returns how many. */
  resetConnections(): number {
    return this.#toDatabase.reset()
  }

  /** Moves the clock of every server, by which webhooks are tried again. */
  async advance(minutes: number): Promise<void> {
    this.#ahead += minutes
    for (const node of this.#nodes) await this.#move(node, minutes)
  }

  /** One of the servers; what takes the place of another must not lag behind what that has scheduled. */
  async #move({ url }: Node, minutes: number): Promise<void> {
    if (minutes === 0) return
    await fetch(`${url}/_scimulate/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: `PT${minutes}M` }),
    })
  }

  /** Until every server says that it is ready; one that ended by itself is an error. */
  async ready(): Promise<void> {
    const end = Date.now() + PATIENCE_MS
    for (const { url, child } of this.#nodes) {
      for (;;) {
        if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode}`)
        const ok = await fetch(`${url}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        )
        if (ok) break
        if (Date.now() > end) throw new Error('a server does not get ready')
        await wait(20)
      }
    }
  }

  /** How many connections between the servers and the database have ended so far. */
  get lostConnections(): number {
    return this.#toDatabase.ended
  }

  /** Until the server that is to take the place of another one is up. */
  async prepared(): Promise<void> {
    await this.#spare
  }

  async stop(): Promise<void> {
    await this.#balancer.close()
    const spare = await this.#spare?.catch(() => undefined)
    for (const { child } of [...this.#nodes, ...(spare === undefined ? [] : [spare])]) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    await this.#toDatabase.close()
    await this.inbox.close()
  }

  async #startNode(): Promise<Node> {
    const through = new URL(this.#databaseUrl)
    through.port = String(this.#toDatabase.port)
    const { projectId, secret } = PROJECT
    const child = fork(join(__dirname, 'node.ts'), [through.href, this.url, projectId, secret], {
      execArgv: ['--require', 'ts-node/register'],
    })
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (told) => resolve(String(told)))
      child.once('exit', (code) => reject(new Error(`a server ended with ${code} at its start`)))
    })
    return { child, url }
  }

  #balance(): void {
    this.#balancer.targets = this.#nodes.map((node) => Number(new URL(node.url).port))
  }

  #prepare(): void {
    this.#spare = this.#prepared()
    this.#spare.catch(() => {})
  }

  /** One that is not up yet when its database is killed ends: then it is started once more. */
  async #prepared(): Promise<Node> {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        return await this.#startNode()
      } catch (error) {
        if (Date.now() > end) throw error
      }
    }
  }

  #crash() {
    const { control } = this.#postgres
    if (control === undefined) throw new Error('only a PostgreSQL of our own may be killed')
    return control
  }
}
