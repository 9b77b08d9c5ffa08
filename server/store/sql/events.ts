import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Packed, Packing } from '../packing.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { Statement } from './statement.ts'
import type { EventTable } from './webhook-tables.ts'

export type EventRow = Omit<EventTable, 'seq' | 'payload'> & {
  readonly seq: number
  readonly payload: string
}

/** A place in the stream of events: behind the event of that number of that transaction. */
export interface Place {
  readonly tx: number
  readonly seq: number
}

/**
 * The stream of events. A number that is given inside a transaction says nothing of when the transaction
 * ends: on PostgreSQL a lower number may become visible after a higher one, and a reader that had gone past
 * would never see it. So events are ordered by transaction first, and only those are shown whose
 * transaction, and every one before it, has ended. SQLite has one writer at a time: its numbers are in order.
 */
export class Events {
  readonly #db: Kysely<Tables>
  readonly #postgres: boolean
  readonly #packing: Packing | undefined

  /** `packing` where payloads are kept in little room. */
  constructor(db: Kysely<Tables>, packing?: Packing) {
    this.#db = db
    this.#packing = packing
    this.#postgres = db.getExecutor().adapter instanceof PostgresAdapter
  }

  /** Returns the event's number, by which deliveries are ordered. */
  async insert(event: ToldEvent): Promise<number> {
    const insert = this.#postgres ? INSERT_NUMBERED : INSERT
    const row = await insert.first(this.#db, this.#packed(event))
    return row === undefined ? unnumbered() : Number(row.seq)
  }

  /** Many at once, numbered in their order; returns each with its number. */
  async insertMany<E extends ToldEvent>(events: readonly E[]): Promise<readonly Numbered<E>[]> {
    const [only] = events
    if (only === undefined) return []
    if (events.length === 1) return [{ ...only, seq: await this.insert(only) }]
    const tx = this.#postgres ? sql<number>`pg_current_xact_id()::text::bigint` : 0
    const numbers = new Map<string, number>()
    for (const chunk of chunks(events)) {
      const rows = await this.#db
        .insertInto('events')
        .values(chunk.map((event) => ({ ...this.#packed(event), tx })))
        .returning(['event_id', 'seq'])
        .execute()
      for (const { event_id, seq } of rows) numbers.set(event_id, Number(seq))
    }
    return events.map((event) => ({ ...event, seq: numbers.get(event.event_id) ?? unnumbered() }))
  }

  #packed(event: ToldEvent): NewEvent {
    const payload: Packed = this.#packing?.pack(event.event_type, event.payload) ?? event.payload
    return { ...event, payload }
  }

  /** What happened in a project behind a place, and not before a time when one is given. */
  async after(
    projectId: string,
    { tx, seq }: Place,
    limit: number,
    since = '',
  ): Promise<readonly EventRow[]> {
    const rows = await this.#ended()
      .where('project_id', '=', projectId)
      .where('at', '>=', since)
      .where((is) => is.or([is('tx', '>', tx), is.and([is('tx', '=', tx), is('seq', '>', seq)])]))
      .orderBy('tx')
      .orderBy('seq')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...numbered(row), payload: this.#told(row) }))
  }

  /** The newest event of a project from before a time, or with `most` newer ones. */
  async oldest(projectId: string, before: string, most: number): Promise<Place | undefined> {
    const newestFirst = this.#db
      .selectFrom('events')
      .select(['tx', 'seq'])
      .where('project_id', '=', projectId)
      .orderBy('tx', 'desc')
      .orderBy('seq', 'desc')
      .limit(1)
    const over = await newestFirst.offset(most).executeTakeFirst()
    const old = await newestFirst.where('at', '<', before).executeTakeFirst()
    return later(over && numbered(over), old && numbered(old))
  }

  /** Removes a project's events up to a place, and that one too. */
  async forget(projectId: string, { tx, seq }: Place): Promise<void> {
    await this.#db
      .deleteFrom('events')
      .where('project_id', '=', projectId)
      .where((is) => is.or([is('tx', '<', tx), is.and([is('tx', '=', tx), is('seq', '<=', seq)])]))
      .execute()
  }

  #told({ event_type, payload }: Pick<EventTable, 'event_type' | 'payload'>): string {
    if (typeof payload === 'string') return payload
    if (this.#packing === undefined) throw new Error('a packed event outside of its process')
    return this.#packing.unpack(event_type, payload)
  }

  #ended() {
    const all = this.#db.selectFrom('events').selectAll()
    if (!this.#postgres) return all
    return all.where('tx', '<', sql<number>`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)
  }
}

/** An event before it has its number, as it is told and as it is stored. */
type ToldEvent = Omit<EventRow, 'seq' | 'tx'>
type NewEvent = Omit<EventTable, 'seq' | 'tx'>
type Numbered<E> = E & { readonly seq: number }

const INSERT = new Statement((db, event: { [K in keyof NewEvent]: NewEvent[K] }) =>
  db
    .insertInto('events')
    .values({ ...event, tx: 0 })
    .returning('seq'),
)

const INSERT_NUMBERED = new Statement((db, event: { [K in keyof NewEvent]: NewEvent[K] }) =>
  db
    .insertInto('events')
    .values({ ...event, tx: sql<number>`pg_current_xact_id()::text::bigint` })
    .returning('seq'),
)

function unnumbered(): never {
  throw new Error('the database gave the event no number')
}

/** PostgreSQL's driver gives 64-bit numbers as text. */
function numbered<T extends Place>(row: T): T {
  return { ...row, seq: Number(row.seq), tx: Number(row.tx) }
}

export function isBehind(a: Place, b: Place): boolean {
  return a.tx > b.tx || (a.tx === b.tx && a.seq > b.seq)
}

function later(a: Place | undefined, b: Place | undefined): Place | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return isBehind(a, b) ? a : b
}
