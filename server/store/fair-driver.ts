import { setImmediate as nextTurn } from 'node:timers/promises'
import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely'

/** How long queries may follow each other before others get their turn, in milliseconds. */
const LONGEST_TURN = 10

/**
 * A driver whose queries are answered at once would let a long job hold the event loop: awaiting them
 * never ends the turn. This one ends it now and then.
 */
export class FairDriver implements Driver {
  readonly #driver: Driver
  readonly #connections = new WeakMap<DatabaseConnection, DatabaseConnection>()
  readonly #turn = new Turn()

  constructor(driver: Driver) {
    this.#driver = driver
  }

  init(): Promise<void> {
    return this.#driver.init()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await this.#driver.acquireConnection()
    const known = this.#connections.get(connection)
    if (known !== undefined) return known
    const fair = new FairConnection(connection, this.#turn)
    this.#connections.set(connection, fair)
    this.#connections.set(fair, connection)
    return fair
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#driver.beginTransaction(connection, settings)
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.commitTransaction(connection)
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.rollbackTransaction(connection)
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#driver.releaseConnection(this.#connections.get(connection) ?? connection)
  }

  destroy(): Promise<void> {
    return this.#driver.destroy()
  }
}

class FairConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  readonly #turn: Turn

  constructor(connection: DatabaseConnection, turn: Turn) {
    this.#connection = connection
    this.#turn = turn
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#turn.isOver()) await nextTurn()
    return this.#connection.executeQuery<R>(query)
  }

  streamQuery<R>(query: CompiledQuery, size?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, size)
  }
}

/** Knows for how long the event loop has been in its present turn. */
class Turn {
  #began: number | undefined

  isOver(): boolean {
    const now = performance.now()
    if (this.#began === undefined) {
      this.#began = now
      setImmediate(() => {
        this.#began = undefined
      })
      return false
    }
    return now - this.#began > LONGEST_TURN
  }
}
