import Database from 'libsql'

/** Statements kept prepared; what is asked often is asked in few forms. */
const MOST_STATEMENTS = 500
/** The most that SQLite may keep of a file in memory, in KB; its own default is 2,000. */
const CACHE_KB = 65_536

interface Kept {
  readonly statement: Database.Statement
  /** Its columns' names; undefined when it answers with no rows. */
  readonly columns: readonly string[] | undefined
}

type Row = Record<string, unknown>

/** SQLite in this process, with its statements kept: preparing one costs more than running it. */
export class EmbeddedDatabase {
  readonly #database: Database.Database
  readonly #statements = new Map<string, Kept>()
  /** Whether a transaction is under way: only what belongs to it may run then. */
  busy = false

  constructor(file: string | undefined) {
    this.#database = new Database(file ?? ':memory:')
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
  all(sql: string, parameters: readonly unknown[]): Row[] {
    const { statement, columns } = this.#prepared(sql)
    if (columns === undefined) {
      statement.run(parameters)
      return []
    }
    return (statement.all(parameters) as unknown[][]).map((values) => rowOf(columns, values))
  }

  /** The driver's own `get` has been seen to answer with the row of the call before: not to be used. */
  first(sql: string, parameters: readonly unknown[]): Row | undefined {
    return this.all(sql, parameters)[0]
  }

  /** Runs a statement for what it does; returns how many rows it changed. */
  run(sql: string, parameters: readonly unknown[]): number {
    return this.#prepared(sql).statement.run(parameters).changes
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
    const kept = statement.reader
      ? { statement: statement.raw(true), columns: statement.columns().map(({ name }) => name) }
      : { statement, columns: undefined }
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear()
    this.#statements.set(sql, kept)
    return kept
  }
}

function rowOf(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Row = {}
  for (let i = 0; i < columns.length; i += 1) row[columns[i] as string] = values[i]
  return row
}
