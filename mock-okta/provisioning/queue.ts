import { Failure } from '../scim/failure.ts'
import type { JobRecord } from './job-record.ts'

/** A piece of work for one app. `run` throws a `Failure` when the server did not do it. */
export interface Job {
  readonly what: string
  /** The same as plain data, for after a restart. */
  readonly record: JobRecord
  run(): Promise<void>
  /** What is left to do when the job failed for good: a task, a status. */
  failed(failure: Failure): void
}

export interface Waiting {
  readonly what: string
  readonly until: string
}

/** First wait after a 429 that names none, doubled each time (Okta's documented rule). */
const FIRST_WAIT_MS = 300_000
const MOST_ATTEMPTS = 10

/** What the server asked for, or five minutes; after the first at least twice the wait before. */
function nextWait(before: number, retryAfter: number | undefined): number {
  const asked = retryAfter === undefined ? undefined : retryAfter * 1_000
  return before === 0 ? (asked ?? FIRST_WAIT_MS) : Math.max(before * 2, asked ?? 0)
}

/**
 * The jobs of one app, one after the other in the order in which they came. A 429 pauses the job, and
 * with it the app, by the clock that is passed in; no other failure is tried again by itself.
 */
export class Queue {
  readonly #now: () => Date
  readonly #changed: () => void
  readonly #jobs: Job[] = []
  #running: Promise<void> | undefined
  #waiting: { readonly what: string; readonly until: number; readonly wake: () => void } | undefined
  #closed = false
  #current: Job | undefined

  constructor(now: () => Date, changed: () => void) {
    this.#now = now
    this.#changed = changed
  }

  add(job: Job): void {
    if (this.#closed) return
    this.#jobs.push(job)
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined
    })
  }

  /** Resolves when nothing is left to do, or at once when the app waits for the clock. */
  async settled(): Promise<void> {
    while (this.#running !== undefined && this.#waiting === undefined) {
      await Promise.race([this.#running, new Promise((resolve) => setTimeout(resolve, 5))])
    }
  }

  /** What is under way and what is still to do. */
  get records(): JobRecord[] {
    const jobs = this.#current === undefined ? this.#jobs : [this.#current, ...this.#jobs]
    return jobs.map(({ record }) => record)
  }

  get waiting(): Waiting | undefined {
    if (this.#waiting === undefined) return undefined
    const { what, until } = this.#waiting
    return { what, until: new Date(until).toISOString() }
  }

  /** The clock was moved: a wait may be over. */
  tick(): void {
    if (this.#waiting !== undefined && this.#waiting.until <= this.#now().getTime()) {
      this.#waiting.wake()
    }
  }

  /** No further job is begun; the one under way ends, and one that waits stays to be done. */
  async close(): Promise<void> {
    this.#closed = true
    this.#waiting?.wake()
    await this.#running
  }

  async #work(): Promise<void> {
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      try {
        await this.#attempt(job)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        if (this.#closed && error.status === 429) return
        job.failed(error)
      }
    }
  }

  #next(): Job | undefined {
    this.#current = this.#closed ? undefined : this.#jobs.shift()
    this.#changed()
    return this.#current
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
        await this.#wait(job.what, before)
        if (this.#closed) throw error
      }
    }
  }

  async #wait(what: string, milliseconds: number): Promise<void> {
    const until = this.#now().getTime() + milliseconds
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => this.tick(), 250)
      timer.unref()
      const wake = () => {
        clearInterval(timer)
        // At once: who asks right after the clock was moved must not be told of a wait that is over.
        this.#waiting = undefined
        resolve()
      }
      this.#waiting = { what, until, wake }
    })
  }
}
