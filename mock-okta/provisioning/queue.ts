import { Failure } from '../scim/failure.ts'
import { type JobRecord, laneOf } from './job-record.ts'

/** A piece of work for one app. `run` throws a `Failure` when the server did not do it. */
export interface Job {
  readonly what: string
  /** The same as plain data, for after a restart. */
  readonly record: JobRecord
  run(): Promise<void>
  /** What is left to do when the job failed for good: a task, a status. */
  failed(failure: Failure): void
  /** What is to be told when the job waits for another attempt. */
  paused?(failure: Failure): void
}

/** A job of a queue by its number, which it keeps until it is done. */
export interface NumberedRecord {
  readonly number: number
  readonly record: JobRecord
}

export interface Waiting {
  readonly what: string
  readonly until: string
}

export interface QueueOptions {
  readonly now: () => Date
  /** Called whenever a job begins or ends. */
  readonly changed: () => void
  /** How many jobs may be under way at once. */
  readonly concurrency: number
}

/** First wait after a 429 that names none, doubled each time (Okta's documented rule). */
const FIRST_WAIT_MS = 300_000
const MOST_ATTEMPTS = 10

/** What the server asked for, or five minutes; after the first at least twice the wait before. */
function nextWait(before: number, retryAfter: number | undefined): number {
  const asked = retryAfter === undefined ? undefined : retryAfter * 1_000
  return before === 0 ? (asked ?? FIRST_WAIT_MS) : Math.max(before * 2, asked ?? 0)
}

interface Numbered {
  readonly number: number
  readonly job: Job
}

interface Wait {
  readonly what: string
  readonly until: number
  wake(): void
}

/**
 * The jobs of one app, begun in the order in which they came: one after the other, or as many at once as
 * the app may have, as long as they are of different people or of different groups. A 429 pauses the job,
 * and with it the app, by the clock that is passed in; no other failure is tried again by itself.
 */
export class Queue {
  readonly #options: QueueOptions
  readonly #running = new Map<Numbered, Promise<void>>()
  readonly #waits = new Set<Wait>()
  readonly #idlers: (() => void)[] = []
  /** What a stop of the program kept from ending. */
  readonly #left: Numbered[] = []
  #jobs: Numbered[] = []
  /** Where the next job stands; what is before it has begun. */
  #head = 0
  #closed = false
  #count = 0

  constructor(options: QueueOptions) {
    this.#options = options
  }

  add(job: Job): void {
    if (this.#closed) return
    this.#count += 1
    this.#jobs.push({ job, number: this.#count })
    this.#begin()
  }

  /** Resolves when nothing is left to do, or at once when all that is under way waits for the clock. */
  async settled(): Promise<void> {
    if (!this.#quiet()) await new Promise<void>((resolve) => this.#idlers.push(resolve))
  }

  /** What is under way and what is still to do. */
  get records(): NumberedRecord[] {
    const all = [...this.#left, ...this.#running.keys(), ...this.#jobs.slice(this.#head)]
    return all.map(({ job: { record }, number }) => ({ number, record }))
  }

  get waiting(): Waiting[] {
    return [...this.#waits].map(({ what, until }) => ({
      what,
      until: new Date(until).toISOString(),
    }))
  }

  /** The clock was moved: a wait may be over. */
  tick(): void {
    const now = this.#options.now().getTime()
    for (const wait of this.#waits) if (wait.until <= now) wait.wake()
  }

  /** No further job is begun; those under way end, and one that waits stays to be done. */
  async close(): Promise<void> {
    this.#closed = true
    for (const wait of this.#waits) wait.wake()
    await Promise.all(this.#running.values())
    this.#tell()
  }

  #begin(): void {
    const { concurrency } = this.#options
    while (!this.#closed && this.#waits.size === 0 && this.#running.size < concurrency) {
      const next = this.#jobs[this.#head]
      if (next === undefined || !this.#fits(next.job)) break
      this.#head += 1
      if (this.#head > 1_000 || this.#head === this.#jobs.length) {
        this.#jobs = this.#jobs.slice(this.#head)
        this.#head = 0
      }
      this.#start(next)
    }
  }

  /** Whether a job may run beside those under way: people beside people, groups beside groups. */
  #fits(job: Job): boolean {
    if (this.#running.size === 0) return true
    const { kind, id } = laneOf(job.record)
    for (const running of this.#running.keys()) {
      const other = laneOf(running.job.record)
      if (kind === 'app' || kind !== other.kind || id === other.id) return false
    }
    return true
  }

  #start(next: Numbered): void {
    // Known as running before it runs: what it does at once must not begin it a second time.
    let ended = () => {}
    this.#running.set(
      next,
      new Promise((resolve) => {
        ended = resolve
      }),
    )
    this.#options.changed()
    void this.#do(next).finally(() => {
      this.#running.delete(next)
      this.#options.changed()
      ended()
      this.#begin()
      this.#tell()
    })
  }

  async #do(next: Numbered): Promise<void> {
    try {
      await this.#attempt(next.job)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (this.#closed && error.status === 429) this.#left.push(next)
      else next.job.failed(error)
    }
  }

  async #attempt(job: Job): Promise<void> {
    for (let attempt = 1, before = 0; ; attempt += 1) {
      try {
        await job.run()
        return
      } catch (error) {
        const limited = error instanceof Failure && error.status === 429
        if (!limited || attempt >= MOST_ATTEMPTS || this.#closed) throw error
        before = nextWait(before, error.retryAfter)
        job.paused?.(error)
        await this.#wait(job.what, before)
        if (this.#closed) throw error
      }
    }
  }

  async #wait(what: string, milliseconds: number): Promise<void> {
    const until = this.#options.now().getTime() + milliseconds
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => this.tick(), 250)
      timer.unref()
      const wake = () => {
        clearInterval(timer)
        // At once: who asks right after the clock was moved must not be told of a wait that is over.
        this.#waits.delete(wait)
        resolve()
      }
      const wait = { what, until, wake }
      this.#waits.add(wait)
      this.#tell()
    })
  }

  #quiet(): boolean {
    if (this.#running.size > 0) return this.#running.size === this.#waits.size
    return this.#closed || this.#head === this.#jobs.length
  }

  #tell(): void {
    if (!this.#quiet()) return
    for (const resolve of this.#idlers.splice(0)) resolve()
  }
}
