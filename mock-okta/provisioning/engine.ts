import type { App } from '../applications/app.ts'
import type { LogTarget } from '../log-event.ts'
import type { Org } from '../org.ts'
import type { Random } from '../random.ts'
import type { ScimClient } from '../scim/client.ts'
import type { Failure } from '../scim/failure.ts'
import type { Dialect } from './dialects/dialect.ts'
import { patchDialect } from './dialects/patch.ts'
import { putDialect } from './dialects/put.ts'
import { type Job, type NumberedRecord, Queue, type Waiting } from './queue.ts'
import { Requests } from './requests.ts'
import { type Task, TITLES } from './task.ts'

export interface EngineOptions {
  /** Jobs of one app under way at once; default 1, which keeps the order of requests. */
  readonly concurrency?: number
}

/** What every kind of provisioning needs: the org, chance, time, a queue and a client for each app. */
export class Engine {
  readonly org: Org
  readonly random: Random
  readonly now: () => Date
  /** Counts what happened, so that a saver knows whether there is anything to save. */
  changes = 0
  readonly #client: ScimClient
  readonly #concurrency: number
  readonly #turns = new Map<string, Promise<unknown>>()
  readonly #queues = new Map<string, Queue>()
  readonly #retries = new Map<string, () => void>()

  constructor(
    org: Org,
    random: Random,
    now: () => Date,
    client: ScimClient,
    { concurrency = 1 }: EngineOptions = {},
  ) {
    this.org = org
    this.random = random
    this.now = now
    this.#client = client
    this.#concurrency = concurrency
  }

  /** The app's requests, on its saved connection or on one that is only being tried. */
  requests(app: App, connection = app.connection): Requests {
    if (connection === undefined) throw new Error(`${app.label} has no connection`)
    return new Requests(this.#client, app, connection, (eventType, failure) =>
      this.log(app, eventType, [], failure),
    )
  }

  dialect(app: App): Dialect {
    return app.kind === 'saml' ? putDialect : patchDialect
  }

  enqueue(app: App, job: Job): void {
    if (app.status !== 'ACTIVE') return
    this.changes += 1
    let queue = this.#queues.get(app.id)
    if (queue === undefined) {
      const changed = () => {
        this.changes += 1
      }
      queue = new Queue({ now: this.now, changed, concurrency: this.#concurrency })
      this.#queues.set(app.id, queue)
    }
    queue.add({ ...job, ...this.org.log.job(this.random.id('puj'), job) })
  }

  /** Runs what must not overlap with another of the same key, such as two writes of one group. */
  async inTurn(key: string, run: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(key)
    const mine = before === undefined ? run() : before.then(run, run)
    this.#turns.set(key, mine)
    try {
      await mine
    } finally {
      if (this.#turns.get(key) === mine) this.#turns.delete(key)
    }
  }

  /** Waits until no job is queued or under way; jobs that wait for the clock are told of instead. */
  async settled(timeoutMs: number): Promise<{ settled: boolean; waiting: readonly Waiting[] }> {
    const all = Promise.all([...this.#queues.values()].map((queue) => queue.settled()))
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), timeoutMs)
    })
    const late = (await Promise.race([all, patience])) === 'late'
    clearTimeout(timer)
    const waiting = [...this.#queues.values()].flatMap((queue) => queue.waiting)
    return { settled: !late && waiting.length === 0, waiting }
  }

  /** Jobs under way or still to do, by app, in their order. */
  jobs(): (NumberedRecord & { readonly appId: string })[] {
    return [...this.#queues].flatMap(([appId, queue]) =>
      queue.records.map(({ number, record }) => ({ appId, number, record })),
    )
  }

  /** Makes a task of an earlier run something that can be tried again. */
  offerRetry(task: Task, again: () => void): void {
    this.#retries.set(task.id, again)
  }

  tick(): void {
    for (const queue of this.#queues.values()) queue.tick()
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()))
  }

  /** Puts a failure where an admin looks: Dashboard > Tasks, with the way to try again. */
  addTask(
    app: App,
    kind: Task['kind'],
    message: string,
    about: Pick<Task, 'personId' | 'mappingId'>,
    retry?: () => void,
  ): void {
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
    if (retry !== undefined) this.#retries.set(task.id, retry)
  }

  /** Tries a task's job once more; false when Okta offers no retry for it. */
  retry(task: Task): boolean {
    const again = this.#retries.get(task.id)
    if (again === undefined) return false
    task.status = 'COMPLETED'
    this.#retries.delete(task.id)
    again()
    return true
  }

  log(app: App, eventType: string, target: readonly LogTarget[], failure?: Failure): void {
    const about = [...target, appTarget(app)]
    this.org.log.record(this.now(), eventType, about, failure?.message, { appname: app.name })
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
