import { chmodSync, closeSync, openSync } from 'node:fs'
import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import type { Engine } from '../provisioning/engine.ts'
import { load, recordsOf, type StateRecord, sortable } from './records.ts'

interface Tables {
  records: { kind: string; id: string; body: string }
}

const EVERY_MS = 250
/** A whole comparison that took longer than this is not made for every answer. */
const QUICK_MS = 40

/** It holds credentials of SCIM servers: nobody but its owner reads it, nor the log beside it. */
function keepPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

/** Keeps an org in a file: what changed since the last save is written in one transaction. */
export class Saver {
  readonly #db: Kysely<Tables>
  readonly #engine: Engine
  readonly #written = new Map<string, string>()
  readonly #timer: NodeJS.Timeout
  /** The numbers of the events that are in the file. */
  #loggedFrom = 0
  #logged = 0
  #seen = -1
  #took = 0
  #ended = 0
  #saving: Promise<void> = Promise.resolve()

  private constructor(db: Kysely<Tables>, engine: Engine) {
    this.#db = db
    this.#engine = engine
    this.#timer = setInterval(() => this.#inTime(), EVERY_MS).unref()
  }

  /** Opens the file, and brings back what it holds. */
  static async open(file: string, engine: Engine): Promise<Saver> {
    keepPrivate(file)
    const database = new Database(file)
    database.pragma('journal_mode = wal')
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
    await db.schema
      .createTable('records')
      .ifNotExists()
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('records_key', ['kind', 'id'])
      .execute()
    const rows = await db
      .selectFrom('records')
      .selectAll()
      .orderBy('rowid' as 'id')
      .execute()
    const saver = new Saver(db, engine)
    for (const { kind, id, body } of rows) saver.#written.set(`${kind} ${id}`, body)
    load(
      engine,
      rows.map(({ kind, id, body }) => ({
        kind: kind as StateRecord['kind'],
        id,
        body: JSON.parse(body),
      })),
    )
    const { log } = engine.org
    const oldest = rows.find(({ kind }) => kind === 'log')?.id
    saver.#loggedFrom = oldest === undefined ? log.dropped : Number(oldest)
    saver.#logged = log.dropped + log.events.length
    for (const key of saver.#written.keys()) if (key.startsWith('log ')) saver.#written.delete(key)
    return saver
  }

  /**
   * Before an answer leaves, what it promises is in the file. Of an org that takes long to compare these are
   * what is new and what was touched, jobs above all; the rest follows with the next whole comparison.
   */
  async promised(): Promise<void> {
    await (this.#took < QUICK_MS ? this.save() : this.#chained(() => this.#saveNew()))
  }

  save(): Promise<void> {
    return this.#chained(() => this.#save())
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.save()
    await this.#db.destroy()
  }

  #chained(save: () => Promise<void>): Promise<void> {
    this.#saving = this.#saving.then(save)
    return this.#saving
  }

  /** Nothing is taken away: of a job that is done, what it did may not be in the file yet. */
  async #saveNew(): Promise<void> {
    const { touched } = this.#engine.org.people
    const changed = this.#changedOf((kind, id, key) => {
      const many = kind === 'person' || kind === 'user' || kind === 'job'
      return !many || touched.has(id) || !this.#written.has(key)
    })
    touched.clear()
    await this.#write(changed, [])
  }

  /** A large org takes long to compare: it is left in peace for four times as long as that took. */
  #inTime(): void {
    if (performance.now() - this.#ended > 4 * this.#took) void this.save()
  }

  async #save(): Promise<void> {
    if (this.#seen === this.#engine.changes) return
    this.#seen = this.#engine.changes
    const started = performance.now()
    const { changed, gone } = this.#difference()
    const log = this.#tailOfLog()
    await this.#write([...changed, ...log.added], [...gone, ...log.gone])
    this.#ended = performance.now()
    this.#took = this.#ended - started
  }

  #tailOfLog(): { added: Tables['records'][]; gone: string[] } {
    const { dropped, events } = this.#engine.org.log
    const gone: string[] = []
    for (; this.#loggedFrom < Math.min(dropped, this.#logged); this.#loggedFrom += 1) {
      gone.push(`log ${sortable(this.#loggedFrom)}`)
    }
    const from = Math.max(this.#logged, dropped)
    const added = events.slice(from - dropped).map((event, at) => ({
      kind: 'log',
      id: sortable(from + at),
      body: JSON.stringify(event),
    }))
    this.#loggedFrom = dropped
    this.#logged = dropped + events.length
    return { added, gone }
  }

  #difference(): { changed: Tables['records'][]; gone: string[] } {
    const gone = new Set(this.#written.keys())
    const changed = this.#changedOf((_kind, _id, key) => {
      gone.delete(key)
      return true
    })
    this.#engine.org.people.touched.clear()
    for (const key of gone) this.#written.delete(key)
    return { changed, gone: [...gone] }
  }

  /** The records among those looked at that say something else than the file. */
  #changedOf(isLookedAt: (kind: string, id: string, key: string) => boolean): Tables['records'][] {
    const changed: Tables['records'][] = []
    for (const { kind, id, body } of recordsOf(this.#engine)) {
      const key = `${kind} ${id}`
      if (!isLookedAt(kind, id, key)) continue
      const text = JSON.stringify(body)
      if (this.#written.get(key) === text) continue
      this.#written.set(key, text)
      changed.push({ kind, id, body: text })
    }
    return changed
  }

  async #write(changed: readonly Tables['records'][], gone: readonly string[]): Promise<void> {
    await this.#db.transaction().execute(async (sql) => {
      for (let at = 0; at < changed.length; at += 300) {
        await sql
          .insertInto('records')
          .values(changed.slice(at, at + 300))
          .onConflict((conflict) =>
            conflict
              .columns(['kind', 'id'])
              .doUpdateSet({ body: (row) => row.ref('excluded.body') }),
          )
          .execute()
      }
      for (const key of gone) {
        const [kind = '', id = ''] = key.split(' ')
        await sql.deleteFrom('records').where('kind', '=', kind).where('id', '=', id).execute()
      }
    })
  }
}
