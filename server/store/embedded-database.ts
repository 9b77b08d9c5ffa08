import Database from 'libsql'
import type { StatementWatcher } from './statement-watcher.ts'

/** Statements kept prepared; what is asked often is asked in few forms. */
const MOST_STATEMENTS = 500
/** The most that SQLite may keep of a file in memory, in KB; its own default is 2,000. */
const CACHE_KB = 65_536

/** Answers remembered of one statement. */
const MOST_ANSWERS = 1_000

interface Kept {
  readonly statement: Database.Statement
  /** The same to ask for one row: after one way of asking, the driver's other way goes on with it. */
  forOne?: Database.Statement
  /** Its columns' names; undefined when it answers with no rows. */
  readonly columns: readonly string[] | undefined
  /** The table that it writes to, or one of `NOTHING` and `ANYTHING`. */
  readonly writes: string
}

type Row = Readonly<Record<string, unknown>>
type Rows = readonly Row[]

/** SQLite in this process, with its statements kept: preparing one costs more than running it. */
export class EmbeddedDatabase {
  readonly #database: Database.Database
  readonly #statements = new Map<string, Kept>()
  /** What statements about one table have answered since it was written to: by table, text and values. */
  readonly #answers = new Map<string, Map<string, Map<string, Rows>>>()
  /** Tables that the transaction under way has written to. */
  readonly #unsettled = new Set<string>()
  /** Whether nobody else can write to it. */
  readonly #alone: boolean
  readonly #watcher: StatementWatcher | undefined
  /** Whether a transaction is under way: only what belongs to it may run then. */
  busy = false

  /** `watcher` is told of each statement that runs, by whichever way it came here. */
  constructor(file: string | undefined, watcher?: StatementWatcher) {
    this.#database = new Database(file ?? ':memory:')
    this.#watcher = watcher
    this.#alone = file === undefined
    if (file === undefined) {
      // A commit looks at every page there is, and large rows leave less room unused in large pages.
      this.#database.pragma('page_size = 16384')
      return
    }
    this.#database.pragma('journal_mode = wal')
    this.#database.pragma('busy_timeout = 5000')
    // The members of a large group stand in the order of their ids: each write meets another page.
    this.#database.pragma(`cache_size = -${CACHE_KB}`)
  }

  /** All rows that a statement answers with; rows come as arrays, which costs half as much. */
  all(sql: string, parameters: readonly unknown[]): Rows {
    const kept = this.#prepared(sql)
    const { statement, columns } = kept
    return this.#ran(sql, kept, () => {
      if (columns !== undefined) {
        return (statement.all(parameters) as unknown[][]).map((values) => rowOf(columns, values))
      }
      statement.run(parameters)
      return []
    })
  }

  /** The first row, for half of what it costs to ask for all. */
  first(sql: string, parameters: readonly unknown[]): Row | undefined {
    const kept = this.#prepared(sql)
    const { columns, writes } = kept
    if (columns === undefined || writes !== NOTHING) return this.all(sql, parameters)[0]
    kept.forOne ??= this.#database.prepare(sql).raw(true)
    const { forOne } = kept
    return this.#ran(sql, kept, () => {
      const values = forOne.get(parameters) as unknown[] | undefined
      return values && rowOf(columns, values)
    })
  }

  /**
   * All rows of a statement that reads one table only, which is seldom written to: while it stays as it
   * is, so does the answer. What others may write to is read each time, as is what a transaction under
   * way has written.
   */
  steady(table: string, sql: string, parameters: readonly unknown[]): Rows {
    if (!this.#alone || this.#isUnsettled(table)) return this.all(sql, parameters)
    const known = this.remembered(table, sql, parameters)
    if (known !== undefined) return known
    const rows = this.all(sql, parameters).map((row) => Object.freeze(row))
    const answers = kept(kept(this.#answers, table), sql)
    if (answers.size >= MOST_ANSWERS) answers.clear()
    answers.set(keyOf(parameters), rows)
    return rows
  }

  /** What `steady` would answer without asking; never what is not committed, so anybody may have it. */
  remembered(table: string, sql: string, parameters: readonly unknown[]): Rows | undefined {
    return this.#answers.get(table)?.get(sql)?.get(keyOf(parameters))
  }

  /** Runs a statement for what it does; returns how many rows it changed. */
  run(sql: string, parameters: readonly unknown[]): number {
    const kept = this.#prepared(sql)
    return this.#ran(sql, kept, () => kept.statement.run(parameters).changes)
  }

  begin(): void {
    this.run('begin', [])
    this.busy = true
  }

  commit(): void {
    this.run('commit', [])
    this.#unsettled.clear()
    this.busy = false
  }

  rollback(): void {
    this.busy = false
    this.#unsettled.clear()
    this.run('rollback', [])
  }

  /** Whether a statement answers with rows. */
  answers(sql: string): boolean {
    return this.#prepared(sql).columns !== undefined
  }

  close(): void {
    this.#database.close()
  }

  #prepared(sql: string): Kept {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    const writes = writtenBy(sql)
    const kept = statement.reader
      ? {
          statement: statement.raw(true),
          columns: statement.columns().map(({ name }) => name),
          writes,
        }
      : { statement, columns: undefined, writes }
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear()
    this.#statements.set(sql, kept)
    return kept
  }

  /** All that goes with a statement: what it makes untrue is forgotten, and who watches is told. */
  #ran<T>(sql: string, { writes }: Kept, work: () => T): T {
    this.#changed(writes)
    const began = this.#watcher === undefined ? 0 : performance.now()
    try {
      const answer = work()
      this.#watcher?.statement(sql, performance.now() - began)
      return answer
    } catch (error) {
      // The driver does not take back a statement that failed: the next call would go on with it.
      this.#statements.delete(sql)
      this.#watcher?.statement(sql, performance.now() - began, String(error))
      throw error
    }
  }

  #isUnsettled(table: string): boolean {
    return this.#unsettled.has(table) || this.#unsettled.has(ANYTHING)
  }

  #changed(table: string): void {
    if (table === NOTHING) return
    if (table === ANYTHING) this.#answers.clear()
    else this.#answers.delete(table)
    if (this.busy) this.#unsettled.add(table)
  }
}

const NOTHING = ''
const ANYTHING = '*'
const READING = /^\s*(?:select|begin|commit|with(?!.*\b(?:insert|update|delete|replace)\b))\b/is
const WRITING = /^\s*(?:insert into|update|delete from)\s+"?(\w+)/i

/** What a statement may write to; of one whose words are not known, anything. */
function writtenBy(sql: string): string {
  return READING.test(sql) ? NOTHING : (WRITING.exec(sql)?.[1] ?? ANYTHING)
}

function keyOf(parameters: readonly unknown[]): string {
  return parameters.join('\0')
}

function kept<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = maps.get(key)
  if (known !== undefined) return known
  const made = new Map<string, V>()
  maps.set(key, made)
  return made
}

function rowOf(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < columns.length; i += 1) row[columns[i] as string] = values[i]
  return row
}
