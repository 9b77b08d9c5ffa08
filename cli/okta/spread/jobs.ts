import { setTimeout as wait } from 'node:timers/promises'
import { usage } from '../../exit-code.ts'
import { JobQueue } from './job-queue.ts'

const AGAIN_MS = 500
/** How long the database may be away. */
const PATIENCE_MS = 60_000

/** The queue, opened anew when the database was away for a while. */
export class Jobs {
  readonly #databaseUrl: string
  readonly #runId: string
  #queue: JobQueue | undefined

  constructor(databaseUrl: string, runId: string) {
    this.#databaseUrl = databaseUrl
    this.#runId = runId
  }

  /** The first use of all: a database that cannot be used is the user's to mend. */
  async first<T>(ask: (queue: JobQueue) => Promise<T>): Promise<T> {
    try {
      return await ask(await this.#open())
    } catch (error) {
      // The URL may hold a password and is not repeated.
      const reason = error instanceof Error && error.message !== '' ? error.message : 'no answer'
      throw usage(`--database-url: the database cannot be used: ${reason}`)
    }
  }

  async use<T>(ask: (queue: JobQueue) => Promise<T>): Promise<T> {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        const again = this.#queue === undefined
        const queue = await this.#open()
        if (again) await queue.claim()
        return await ask(queue)
      } catch (error) {
        await this.close()
        if (!isAway(error) || Date.now() > end) throw error
        await wait(AGAIN_MS)
      }
    }
  }

  async close(): Promise<void> {
    const queue = this.#queue
    this.#queue = undefined
    await queue?.close().catch(() => {})
  }

  async #open(): Promise<JobQueue> {
    const lost = () => {
      this.#queue = undefined
    }
    this.#queue ??= await JobQueue.open(this.#databaseUrl, this.#runId, lost)
    return this.#queue
  }
}

/** What PostgreSQL says of a statement has five characters; those of these classes are about itself. */
function isAway(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown }
  return typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || /^(08|53|57)/.test(code)
}
