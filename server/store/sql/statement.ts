import { CompiledQuery, type Kysely } from 'kysely'
import type { EmbeddedDatabase } from '../embedded-database.ts'
import { EmbeddedAdapter } from '../embedded-driver.ts'
import { pause } from '../pause.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'

type Values = Readonly<Record<string, unknown>>

/** The text of a statement, and in which order it takes its values. */
interface Built {
  readonly sql: string
  readonly names: readonly string[]
  readonly fixed: Values
}

type Build<V, R> = (
  db: Kysely<Tables>,
  values: V,
) => { compile(db: Kysely<Tables>): CompiledQuery<R> }

/** What stands for a value while a statement is built; no text in a database begins so. */
const PLACE = '\0:'

/**
 * A statement that every request needs: it is built once for each kind of database, and a call only
 * gives it its values. On the embedded database it runs at once, past the query builder.
 */
export class Statement<V extends Values, R = never> {
  readonly #build: Build<V, R>
  readonly #built = new WeakMap<object, Built>()
  readonly #steady: keyof Tables | undefined

  /**
   * `build` must put each value into the statement as it is given, and ask nothing of it. `steady` names
   * the only table that it reads, where that is written to so seldom that an answer is worth remembering.
   */
  constructor(build: Build<V, R>, steady?: keyof Tables) {
    this.#build = build
    this.#steady = steady
  }

  async all(db: Kysely<Tables>, values: V): Promise<readonly R[]> {
    const { sql, parameters } = this.#ready(db, values)
    const known = this.#steady && embedded(db)?.remembered(this.#steady, sql, parameters)
    // What is remembered may be told while another's transaction is under way.
    if (known !== undefined) return known as readonly R[]
    const pausing = fairTurn(db)
    if (pausing) await pausing
    // From here to the statement nothing may be awaited: another's transaction could begin in between.
    const direct = directly(db)
    if (direct === undefined) {
      return (await db.executeQuery<R>(CompiledQuery.raw(sql, parameters))).rows
    }
    const rows = this.#steady
      ? direct.steady(this.#steady, sql, parameters)
      : direct.all(sql, parameters)
    return rows as readonly R[]
  }

  async first(db: Kysely<Tables>, values: V): Promise<R | undefined> {
    if (this.#steady !== undefined) return (await this.all(db, values))[0]
    const { sql, parameters } = this.#ready(db, values)
    const pausing = fairTurn(db)
    if (pausing) await pausing
    const direct = directly(db)
    if (direct !== undefined) return direct.first(sql, parameters) as R | undefined
    return (await db.executeQuery<R>(CompiledQuery.raw(sql, parameters))).rows[0]
  }

  async run(db: Kysely<Tables>, values: V): Promise<void> {
    const { sql, parameters } = this.#ready(db, values)
    const pausing = fairTurn(db)
    if (pausing) await pausing
    const direct = directly(db)
    if (direct !== undefined) direct.run(sql, parameters)
    else await db.executeQuery(CompiledQuery.raw(sql, parameters))
  }

  #ready(db: Kysely<Tables>, values: V): { sql: string; parameters: unknown[] } {
    const kind = db.getExecutor().adapter
    const known = this.#built.get(kind)
    const { sql, names, fixed } = known ?? this.#new(db, kind, values)
    return { sql, parameters: names.map((name) => (name in fixed ? fixed[name] : values[name])) }
  }

  #new(db: Kysely<Tables>, kind: object, values: V): Built {
    const places = Object.fromEntries(Object.keys(values).map((name) => [name, PLACE + name]))
    const { sql, parameters } = this.#build(db, places as unknown as V).compile(db)
    const fixed: Record<string, unknown> = {}
    const names = parameters.map((parameter, i) => {
      if (typeof parameter === 'string' && parameter.startsWith(PLACE)) {
        return parameter.slice(PLACE.length)
      }
      fixed[`${PLACE}${i}`] = parameter
      return `${PLACE}${i}`
    })
    const built = { sql, names, fixed }
    this.#built.set(kind, built)
    return built
  }
}

function embedded(db: Kysely<Tables>): EmbeddedDatabase | undefined {
  const { adapter } = db.getExecutor()
  return adapter instanceof EmbeddedAdapter ? adapter.database : undefined
}

/** Ends the turn of the event loop when it has lasted too long. */
function fairTurn(db: Kysely<Tables>): Promise<void> | undefined {
  return embedded(db) && pause()
}

/** The embedded database, where a statement may run on it now: in a transaction only its own may. */
function directly(db: Kysely<Tables>): EmbeddedDatabase | undefined {
  const database = embedded(db)
  return db.isTransaction || !database?.busy ? database : undefined
}

/** Lengths that lists are filled up to, so that few texts do for all of them. */
const LENGTHS = [1, 10, 100, 400]

/** A statement about a list of any length: it is asked in pieces, and a short piece repeats its last value. */
export class ListStatement<V extends Values, R> {
  readonly #build: (
    db: Kysely<Tables>,
    values: V,
    list: readonly string[],
  ) => ReturnType<Build<V, R>>
  readonly #byLength = new Map<number, Statement<Values, R>>()
  readonly #atOnce: number | undefined

  /** `atOnce` values of the list at most go into one statement, where not as many as the database takes. */
  constructor(
    build: (db: Kysely<Tables>, values: V, list: readonly string[]) => ReturnType<Build<V, R>>,
    atOnce?: number,
  ) {
    this.#build = build
    this.#atOnce = atOnce
  }

  async all(db: Kysely<Tables>, values: V, list: readonly string[]): Promise<readonly R[]> {
    const rows: R[] = []
    for (const chunk of chunks(list, this.#atOnce)) {
      const length = LENGTHS.find((one) => one >= chunk.length) ?? chunk.length
      const filled: Record<string, unknown> = { ...values }
      for (let i = 0; i < length; i += 1) filled[itemAt(i)] = chunk[i] ?? chunk.at(-1)
      rows.push(...(await this.#of(length).all(db, filled)))
    }
    return rows
  }

  #of(length: number): Statement<Values, R> {
    const known = this.#byLength.get(length)
    if (known !== undefined) return known
    const statement = new Statement<Values, R>((db, values) => {
      const list = Array.from({ length }, (_, i) => values[itemAt(i)] as string)
      return this.#build(db, values as V, list)
    })
    this.#byLength.set(length, statement)
    return statement
  }
}

function itemAt(i: number): string {
  return `list ${i}`
}
