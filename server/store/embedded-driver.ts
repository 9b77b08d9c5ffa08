import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
} from 'kysely'
import type { EmbeddedDatabase } from './embedded-database.ts'
import { pause } from './pause.ts'

/** Kysely's SQLite over the database in this process. */
export class EmbeddedDialect extends SqliteDialect {
  readonly #database: EmbeddedDatabase

  constructor(database: EmbeddedDatabase) {
    super({ database: noDatabase })
    this.#database = database
  }

  override createDriver(): Driver {
    return new EmbeddedDriver(this.#database)
  }

  override createAdapter(): EmbeddedAdapter {
    return new EmbeddedAdapter(this.#database)
  }
}

function noDatabase(): never {
  throw new Error('the driver has its own database')
}

/** Lets statements that are known find the database without the way through the query builder. */
export class EmbeddedAdapter extends SqliteAdapter {
  readonly database: EmbeddedDatabase

  constructor(database: EmbeddedDatabase) {
    super()
    this.database = database
  }
}

/**
 * A driver whose queries are answered at once would let a long job hold the event loop: awaiting them
 * never ends the turn. This one ends it now and then.
 */
class EmbeddedDriver implements Driver {
  readonly #database: EmbeddedDatabase
  readonly #connection: DatabaseConnection
  readonly #waiting: (() => void)[] = []
  #taken = false

  constructor(database: EmbeddedDatabase) {
    this.#database = database
    this.#connection = new EmbeddedConnection(database)
  }

  async init(): Promise<void> {}

  /** There is one connection, and the first to wait is the first to get it. */
  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#taken) await new Promise<void>((done) => this.#waiting.push(done))
    this.#taken = true
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken = false
    else next()
  }

  async beginTransaction(): Promise<void> {
    this.#database.begin()
  }

  async commitTransaction(): Promise<void> {
    this.#database.commit()
  }

  async rollbackTransaction(): Promise<void> {
    this.#database.rollback()
  }

  async destroy(): Promise<void> {
    this.#database.close()
  }
}

class EmbeddedConnection implements DatabaseConnection {
  readonly #database: EmbeddedDatabase

  constructor(database: EmbeddedDatabase) {
    this.#database = database
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const pausing = pause()
    if (pausing) await pausing
    if (this.#database.answers(sql)) {
      return { rows: this.#database.all(sql, parameters) as R[] }
    }
    const changes = this.#database.run(sql, parameters)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('nothing here reads a stream of rows')
  }
}
