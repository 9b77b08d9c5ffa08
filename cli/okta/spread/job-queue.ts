import { Client } from 'pg'
import PgBoss from 'pg-boss'
import type { Done } from './done.ts'
import { type Chunk, chunksOf, type Plan, type Step } from './plan.ts'

const SCHEMA = 'scimulate_push'
const INSERTED_AT_ONCE = 1_000
/** Tries of a job whose workers die. */
const TRIES = 10
/** A worker that has just taken a job holds it a moment later. */
const GRACE_SECONDS = 2

export interface Taken {
  readonly id: string
  readonly step: Step
  readonly chunk: Chunk
}

/** How far a step is. */
export interface Count {
  /** Jobs that are still to do or under way. */
  readonly open: number
  /** People or groups whose job has ended. */
  readonly things: number
}

/** What is told of a job at the end. */
export interface Result {
  readonly failed: boolean
  readonly retries: number
  readonly done: Omit<Done, 'ids'> | null
  readonly error: string | null
}

interface Row {
  readonly state: string
  readonly retries: number
  readonly output: (Omit<Done, 'ids'> & { readonly message?: string }) | null
}

/**
 * The jobs of one run in PostgreSQL, by pg-boss. A job is held by a lock of the worker's session: when the
 * worker dies, however it does, PostgreSQL lets go of it, and the job is found to be nobody's.
 */
export class JobQueue {
  readonly #client: Client
  readonly #boss: PgBoss
  readonly #runId: string

  private constructor(client: Client, boss: PgBoss, runId: string) {
    this.#client = client
    this.#boss = boss
    this.#runId = runId
  }

  /** @param lost called when the database is gone: all that is held is then let go of */
  static async open(databaseUrl: string, runId: string, lost: () => void): Promise<JobQueue> {
    const client = new Client({ connectionString: databaseUrl, application_name: 'scimulate push' })
    client.on('error', lost)
    await client.connect()
    const executeSql = (text: string, values?: unknown[]) => client.query(text, values)
    const boss = new PgBoss({
      db: { executeSql },
      schema: SCHEMA,
      supervise: false,
      schedule: false,
    })
    boss.on('error', lost)
    await boss.start()
    return new JobQueue(client, boss, runId)
  }

  /** Whether nobody else carries the run out; from then on nobody else does while this session lasts. */
  async claim(): Promise<boolean> {
    const [row] = await this.#rows<{ claimed: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as claimed',
      [this.#runId],
    )
    return row?.claimed === true
  }

  /** The plan that the run began with; undefined where there is no such run. */
  async plan(): Promise<Plan | undefined> {
    const [row] = await this.#rows<{ plan: Plan }>(
      `select data -> 'plan' as plan from ${SCHEMA}.job where name = $1 limit 1`,
      [this.#name('people')],
    )
    return row?.plan
  }

  /** Puts in the jobs of a step that are not there yet, and those again that came to no good end. */
  async fill(plan: Plan, step: Step): Promise<void> {
    const name = this.#name(step)
    await this.#boss.createQueue(name, {
      name,
      retryLimit: TRIES,
      retryDelay: 1,
      retryBackoff: true,
    })
    const again = await this.#rows<{ id: string }>(
      `select id from ${SCHEMA}.job where name = $1 and (state = 'failed' or state = 'completed'
         and (output -> 'tasks' <> '[]' or output -> 'left' <> '[]'))`,
      [name],
    )
    const ids = again.map(({ id }) => id)
    if (ids.length > 0) await this.#boss.deleteJob(name, ids)
    let jobs: PgBoss.JobInsert<Chunk>[] = []
    for (const data of chunksOf(plan, step)) {
      jobs.push({ id: idOf(data), name, data })
      if (jobs.length < INSERTED_AT_ONCE) continue
      await this.#boss.insert(jobs)
      jobs = []
    }
    if (jobs.length > 0) await this.#boss.insert(jobs)
  }

  /** Takes a job, if there is one to do. */
  async take(step: Step): Promise<Taken | undefined> {
    const name = this.#name(step)
    const [job] = await this.#boss.fetch<Chunk>(name, { batchSize: 1 })
    if (job === undefined) return undefined
    await this.#client.query(`select pg_advisory_lock(${LOCK})`, [name, job.id])
    const [held] = await this.#rows<{ state: string }>(
      `select state from ${SCHEMA}.job where name = $1 and id = $2 and state = 'active'`,
      [name, job.id],
    )
    if (held !== undefined) return { id: job.id, step, chunk: job.data }
    await this.#letGo(name, job.id)
    return undefined
  }

  async done({ id, step }: Taken, done: Done): Promise<void> {
    await this.#boss.complete(this.#name(step), id, done)
    await this.#letGo(this.#name(step), id)
  }

  /** The job is tried again, by whoever comes next, unless it was tried too often. */
  async giveBack({ id, step }: Taken, message: string): Promise<void> {
    await this.#boss.fail(this.#name(step), id, { message })
    await this.#letGo(this.#name(step), id)
  }

  /** Offers again what dead workers have left. */
  async takeBack(step: Step): Promise<void> {
    const name = this.#name(step)
    const left = await this.#rows<{ id: string }>(
      `with under_way as materialized (
         select id from ${SCHEMA}.job where name = $1 and state = 'active'
         and started_on < now() - interval '${GRACE_SECONDS} s'
       ) select id from under_way where pg_try_advisory_xact_lock(hashtextextended($1 || id, 0))`,
      [name],
    )
    for (const { id } of left) await this.#boss.fail(name, id, { message: 'the worker is gone' })
  }

  async count(step: Step): Promise<Count> {
    const [row] = await this.#rows<Count>(
      `select count(*) filter (where state < 'completed')::int as open,
       coalesce(sum((data ->> 'to')::int - (data ->> 'from')::int)
         filter (where state >= 'completed'), 0)::int as things
       from ${SCHEMA}.job where name = $1`,
      [this.#name(step)],
    )
    return row ?? { open: 0, things: 0 }
  }

  async results(step: Step): Promise<Result[]> {
    const rows = await this.#rows<Row>(
      `select state, retry_count as retries, output - 'ids' as output from ${SCHEMA}.job
       where name = $1`,
      [this.#name(step)],
    )
    return rows.map(({ state, retries, output }) => ({
      failed: state === 'failed',
      retries,
      done: state === 'completed' ? output : null,
      error: state === 'failed' ? (output?.message ?? 'no reason is known') : null,
    }))
  }

  /** What the target calls those of a pushing step from a number up to another; null for what is not known. */
  async ids(step: 'people' | 'groups', from: number, to: number): Promise<(string | null)[]> {
    const rows = await this.#rows<{ at: number; ids: (string | null)[] }>(
      `select (data ->> 'from')::int as at, output -> 'ids' as ids from ${SCHEMA}.job
       where name = $1 and state = 'completed'
       and (data ->> 'from')::int < $3 and (data ->> 'to')::int > $2`,
      [this.#name(step), from, to],
    )
    const found = new Map(rows.flatMap(({ at, ids }) => ids.map((id, i) => [at + i, id] as const)))
    return Array.from({ length: to - from }, (_, i) => found.get(from + i) ?? null)
  }

  /** Takes the jobs of all these steps away: nothing is left that anybody could go on with. */
  async forget(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      // A queue that has jobs is not deleted.
      await this.#rows(`delete from ${SCHEMA}.job where name = $1`, [this.#name(step)])
      await this.#boss.deleteQueue(this.#name(step))
    }
  }

  async close(): Promise<void> {
    await this.#client.end()
  }

  #name(step: Step): string {
    return `${this.#runId}-${step}`
  }

  async #letGo(name: string, id: string): Promise<void> {
    await this.#client.query(`select pg_advisory_unlock(${LOCK})`, [name, id])
  }

  async #rows<T>(statement: string, values: readonly unknown[]): Promise<T[]> {
    return (await this.#client.query(statement, [...values])).rows as T[]
  }
}

const LOCK = 'hashtextextended($1::text || $2::text, 0)'

/** The same job has the same id whoever puts it in: it is there once. */
function idOf({ from }: Chunk): string {
  return `00000000-0000-4000-8000-${from.toString(16).padStart(12, '0')}`
}
