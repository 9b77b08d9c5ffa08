import type { App, Connection, OAuth } from '../applications/app.ts'
import type { Cause, LogTarget } from '../log-event.ts'
import type { Org } from '../org.ts'
import type { Random } from '../random.ts'
import type { ScimClient } from '../scim/client.ts'
import type { Failure } from '../scim/failure.ts'
import type { Grant } from '../scim/token-endpoint.ts'
import type { Dialect } from './dialects/dialect.ts'
import { patchDialect } from './dialects/patch.ts'
import { putDialect } from './dialects/put.ts'
import { type Job, type NumberedRecord, Queue, type Waiting } from './queue.ts'
import { Requests } from './requests.ts'
import { type Task, TITLES } from './task.ts'

export interface EngineParts {
  readonly org: Org
  readonly random: Random
  readonly now: () => Date
  readonly client: ScimClient
  /** Jobs of one app under way at once; 1 keeps the order of requests. */
  readonly concurrency: number
}

/** A job, given the engine on which all that it logs names who asked for it. */
export interface EngineJob extends Omit<Job, 'run'> {
  run(scope: Engine): Promise<void>
}

/** What an engine and those of its jobs have in common. */
class Shared {
  changes = 0
  readonly turns = new Map<string, Promise<unknown>>()
  readonly queues = new Map<string, Queue>()
  readonly retries = new Map<string, () => void>()
  readonly #told = new WeakMap<App, Told>()

  /** What every event of an app says of it, made once for each name that it has. */
  told(app: App): Told {
    const known = this.#told.get(app)
    if (known?.shown.displayName === app.label) return known
    const made = { shown: appTarget(app), appname: { appname: app.name } }
    this.#told.set(app, made)
    return made
  }
}

interface Told {
  readonly shown: LogTarget
  readonly appname: Readonly<Record<string, string>>
}

/** What every kind of provisioning needs: the org, chance, time, a queue and a client for each app. */
export class Engine {
  readonly org: Org
  readonly random: Random
  readonly now: () => Date
  readonly #parts: EngineParts
  readonly #shared: Shared
  readonly #cause: Cause | undefined

  constructor(parts: EngineParts, shared = new Shared(), cause?: Cause) {
    this.org = parts.org
    this.random = parts.random
    this.now = parts.now
    this.#parts = parts
    this.#shared = shared
    this.#cause = cause
  }

  /** Counts what happened, so that a saver knows whether there is anything to save. */
  get changes(): number {
    return this.#shared.changes
  }

  /** Something happened that is to be saved. */
  changed(): void {
    this.#shared.changes += 1
  }

  /** The app's requests, on its saved connection or on one that is only being tried. */
  requests(app: App, connection = app.connection): Requests {
    if (connection === undefined) throw new Error(`${app.label} has no connection`)
    const refused = (eventType: string, failure: Failure) => this.log(app, eventType, [], failure)
    const renew = (used: Connection) => this.#renewed(app, used)
    return new Requests(
      { client: this.#parts.client, now: this.now, refused, renew },
      app,
      connection,
    )
  }

  /** The connection with the tokens that a grant brings; rejects with a `Failure` when it brings none. */
  async granted(connection: Connection, oauth: OAuth, grant: Grant): Promise<Connection> {
    const { accessToken, refreshToken, expiresIn } = await this.#parts.client.tokens(oauth, grant)
    const { asked: _, expiresAt: _before, ...kept } = oauth
    const end = expiresIn === undefined ? undefined : this.now().getTime() + expiresIn * 1_000
    return {
      ...connection,
      authorization: `Bearer ${accessToken}`,
      oauth: {
        ...kept,
        ...(refreshToken === undefined ? {} : { refreshToken }),
        ...(end === undefined ? {} : { expiresAt: new Date(end).toISOString() }),
      },
    }
  }

  /** Another access token by the refresh token; of several requests that want one, the first asks. */
  async #renewed(app: App, used: Connection): Promise<Connection> {
    await this.inTurn(`token ${app.id}`, async () => {
      const { oauth } = used
      if (app.connection?.authorization !== used.authorization) return
      if (oauth?.refreshToken === undefined) return
      const { refreshToken } = oauth
      app.connection = await this.granted(used, oauth, { refreshToken })
      this.changed()
    })
    return app.connection ?? used
  }

  dialect({ kind, behaviour }: App): Dialect {
    const of = (writes: 'patch' | 'put') =>
      kind === 'saml' || writes === 'put' ? putDialect : patchDialect
    const { setActive, setPassword } = of(behaviour.userWrites)
    return { ...of(behaviour.groupWrites), setActive, setPassword }
  }

  enqueue(app: App, { what, record, run, failed, paused }: EngineJob): void {
    if (app.status !== 'ACTIVE') return
    const { log } = this.org
    const cause = log.jobCause(this.random.id('puj'))
    const scope = new Engine(this.#parts, this.#shared, cause)
    this.changed()
    this.#queue(app).add({
      what,
      record,
      run: () => run(scope),
      failed: (failure) => log.causedBy(cause, () => failed(failure)),
      paused: (failure) => log.causedBy(cause, () => paused?.(failure)),
    })
  }

  #queue(app: App): Queue {
    const { queues } = this.#shared
    const { now, concurrency } = this.#parts
    const queue =
      queues.get(app.id) ?? new Queue({ now, changed: () => this.changed(), concurrency })
    queues.set(app.id, queue)
    return queue
  }

  /** Runs what must not overlap with another of the same key, such as two writes of one group. */
  async inTurn(key: string, run: () => Promise<void>): Promise<void> {
    const before = this.#shared.turns.get(key)
    const mine = before === undefined ? run() : before.then(run, run)
    this.#shared.turns.set(key, mine)
    try {
      await mine
    } finally {
      if (this.#shared.turns.get(key) === mine) this.#shared.turns.delete(key)
    }
  }

  /** Waits until no job is queued or under way; jobs that wait for the clock are told of instead. */
  async settled(timeoutMs: number): Promise<{ settled: boolean; waiting: readonly Waiting[] }> {
    const all = Promise.all([...this.#shared.queues.values()].map((queue) => queue.settled()))
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), timeoutMs)
    })
    const late = (await Promise.race([all, patience])) === 'late'
    clearTimeout(timer)
    const waiting = [...this.#shared.queues.values()].flatMap((queue) => queue.waiting)
    return { settled: !late && waiting.length === 0, waiting }
  }

  /** Jobs under way or still to do, by app, in their order. */
  jobs(): (NumberedRecord & { readonly appId: string })[] {
    return [...this.#shared.queues].flatMap(([appId, queue]) =>
      queue.records.map(({ number, record }) => ({ appId, number, record })),
    )
  }

  /** Makes a task of an earlier run something that can be tried again. */
  offerRetry(task: Task, again: () => void): void {
    this.#shared.retries.set(task.id, again)
  }

  tick(): void {
    for (const queue of this.#shared.queues.values()) queue.tick()
  }

  async close(): Promise<void> {
    await Promise.all([...this.#shared.queues.values()].map((queue) => queue.close()))
  }

  /** Puts a failure where an admin looks: Dashboard > Tasks, with the way to try again. */
  addTask(
    app: App,
    kind: Task['kind'],
    message: string,
    about: Pick<Task, 'personId' | 'mappingId'>,
    retry?: () => void,
  ): void {
    if (kind === 'deprovisioning' && app.behaviour.deprovisioningTasks === 'none') return
    this.closeTasks(app, kind, about)
    const task: Task = {
      id: this.random.id('tsk'),
      appId: app.id,
      ...about,
      kind,
      title: TITLES[kind],
      message,
      createdAt: this.now().toISOString(),
      retryable: retry !== undefined,
      status: 'OPEN',
    }
    app.tasks.push(task)
    if (retry !== undefined) this.#shared.retries.set(task.id, retry)
  }

  /** What failed is done by now, or failed once more: of each an admin finds one open task, the latest. */
  closeTasks(
    app: App,
    kind: Task['kind'],
    { personId, mappingId }: Pick<Task, 'personId' | 'mappingId'>,
  ): void {
    for (const task of app.tasks) {
      if (task.status !== 'OPEN' || task.kind !== kind) continue
      if (task.personId !== personId || task.mappingId !== mappingId) continue
      task.status = 'COMPLETED'
      this.#shared.retries.delete(task.id)
    }
  }

  /** Tries a task's job once more; false when Okta offers no retry for it. */
  retry(task: Task): boolean {
    const again = this.#shared.retries.get(task.id)
    if (again === undefined) return false
    task.status = 'COMPLETED'
    this.#shared.retries.delete(task.id)
    again()
    return true
  }

  log(app: App, eventType: string, target: readonly LogTarget[], failure?: Failure): void {
    const { shown, appname } = this.#shared.told(app)
    const about = [...target, shown]
    this.org.log.record(this.now(), eventType, about, failure?.message, appname, this.#cause)
  }
}

function appTarget(app: App): LogTarget {
  return {
    id: app.id,
    type: 'AppInstance',
    alternateId: app.label,
    displayName: app.label,
    detailEntry: null,
  }
}
