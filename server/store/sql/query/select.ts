import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Filter } from '../../../scim/filter/ast.ts'
import type { Stored } from '../../../scim/render.ts'
import type { ResourceType } from '../../../scim/schema/resource-type.ts'
import type { Position, Scope, Selection, Sort } from '../../selection.ts'
import type { Tables } from '../../tables.ts'
import { Statement } from '../statement.ts'
import { type Column, pathOf, type Searchable } from './columns.ts'
import { lookupsOf } from './lookups.ts'
import { soleValue, translate } from './translate.ts'

/** Reads a table of resources: one by its id, or stretches in an order that names every row's place. */
export class Finder<Row> {
  readonly #db: Kysely<Tables>
  readonly #locks: boolean
  readonly #from: Searchable
  readonly #kind: string

  /** `locks` where several writers share the database, and a row that is read to be changed is locked. */
  constructor(db: Kysely<Tables>, locks: boolean, from: Searchable, kind: string) {
    this.#db = db
    this.#locks = locks
    this.#from = from
    this.#kind = kind
  }

  find(connectionId: string, id: string): Promise<Row | undefined> {
    return this.#lookups.find.first(this.#db, { connectionId, kind: this.#kind, id })
  }

  /** As much of it as an answer is made of. */
  read(connectionId: string, id: string): Promise<Stored | undefined> {
    return this.#lookups.read.first(this.#db, { connectionId, kind: this.#kind, id })
  }

  /** The whole row, to be changed in this transaction. */
  lock(connectionId: string, id: string): Promise<Row | undefined> {
    const { find, lock } = this.#lookups
    return (this.#locks ? lock : find).first(this.#db, { connectionId, kind: this.#kind, id })
  }

  byIds(connectionId: string, ids: readonly string[]): Promise<readonly Row[]> {
    return this.#lookups.byIds.all(this.#db, { connectionId, kind: this.#kind }, ids)
  }

  /** Those of some ids that there are, and will be until the transaction ends. */
  async existing(connectionId: string, ids: readonly string[]): Promise<readonly string[]> {
    const mine = { connectionId, kind: this.#kind }
    const { existing, kept } = this.#lookups
    return (await (this.#locks ? kept : existing).all(this.#db, mine, ids)).map(({ id }) => id)
  }

  /** Whether columns alone answer the filter; what they cannot answer must be looked at by the caller. */
  answers(filter: Filter | undefined, type: ResourceType): boolean {
    if (filter === undefined || soleValue(filter, type, this.#from) !== undefined) return true
    return translate(filter, type, this.#from).exact
  }

  /** Whether the rows can come in this order; others must be put in order by the caller. */
  sorts(sort: Sort | undefined, type: ResourceType): boolean {
    return sort === undefined || this.#sortColumn(sort, type) !== undefined
  }

  /** The value of a row that its place in the order starts with. */
  keyOf(row: Stored, sort: Sort | undefined, type: ResourceType): string | null {
    const column = sort && this.#sortColumn(sort, type)
    const value = column && (row as unknown as Readonly<Record<string, unknown>>)[column.name]
    return typeof value === 'string' ? value : null
  }

  /** A stretch of all rows, the oldest first. */
  page({ connectionId }: Scope, offset: number, limit: number): Promise<readonly Row[]> {
    return this.#lookups.page.all(this.#db, { connectionId, kind: this.#kind, offset, limit })
  }

  /** As much of some rows as an answer is made of. */
  async select(scope: Scope, type: ResourceType, selection: Selection): Promise<readonly Stored[]> {
    const { filter, sort, from, backwards = false, offset = 0, limit } = selection
    if (!sort && !from && !backwards) {
      const often = this.#oftenAsked(scope, type, { filter, offset, limit })
      if (often !== undefined) return often
    }
    const column = sort && this.#sortColumn(sort, type)
    const descending = (sort?.descending ?? false) !== backwards
    const conditions = [this.#within(scope)]
    const where = filter && translate(filter, type, this.#from).where
    if (where) conditions.push(where)
    if (from) conditions.push(beyond(column, from, descending))
    const direction = sql.raw(descending ? 'desc' : 'asc')
    const keys = column
      ? [
          sql`(${sql.ref(column.name)} is null)`,
          sql.ref(column.name),
          sql.ref('created'),
          sql.ref('id'),
        ]
      : [sql.ref('created'), sql.ref('id')]
    const order = keys.map((key) => sql`${key} ${direction}`)
    const { rows } = await sql<Stored>`select * from ${sql.table(this.#from.table)}
      where ${sql.join(conditions, sql` and `)} order by ${sql.join(order)}
      limit ${limit} offset ${offset}`.execute(this.#db)
    return backwards ? rows.toReversed() : rows
  }

  /** How many rows a filter that columns answer finds. */
  async count(scope: Scope, type: ResourceType, filter: Filter | undefined): Promise<number> {
    if (filter === undefined) return this.#countAll(scope)
    const conditions = [this.#within(scope)]
    const { where } = translate(filter, type, this.#from)
    if (where) conditions.push(where)
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from ${sql.table(this.#from.table)}
      where ${sql.join(conditions, sql` and `)}`.execute(this.#db)
    return Number(rows[0]?.n ?? 0)
  }

  /** What clients ask all the time: the first pages, and who has a value. */
  #oftenAsked(
    { connectionId }: Scope,
    type: ResourceType,
    { filter, offset = 0, limit }: Pick<Selection, 'filter' | 'offset' | 'limit'>,
  ): Promise<readonly Stored[]> | undefined {
    const page = { connectionId, kind: this.#kind, offset, limit }
    if (filter === undefined) return this.#lookups.list.all(this.#db, page)
    const sole = soleValue(filter, type, this.#from)
    if (sole === undefined) return undefined
    const { column, key } = sole
    const having = this.#lookups.having(column.name)
    return column.unique && offset === 0 && limit > 0
      ? having.first(this.#db, { ...page, key }).then((row) => (row === undefined ? [] : [row]))
      : having.all(this.#db, { ...page, key })
  }

  get #lookups() {
    return lookupsOf<Row>(this.#from)
  }

  async #countAll({ connectionId }: Scope): Promise<number> {
    const row = await COUNT.first(this.#db, { connectionId, kind: this.#kind })
    return Number(row?.n ?? 0)
  }

  #within({ connectionId }: Scope): RawBuilder<SqlBool> {
    const mine = sql<SqlBool>`connection_id = ${connectionId}`
    return this.#from.table === 'resources' ? sql<SqlBool>`${mine} and kind = ${this.#kind}` : mine
  }

  #sortColumn(sort: Sort, type: ResourceType): Column | undefined {
    const column = this.#from.columns.get(pathOf(type, sort.path) ?? '')
    return column?.kind === 'boolean' ? undefined : column
  }
}

const COUNT = new Statement((db, { connectionId, kind }: { connectionId: string; kind: string }) =>
  db
    .selectFrom('counts')
    .select((the) => the.fn.sum<number>('n').as('n'))
    .where('connection_id', '=', connectionId)
    .where('kind', '=', kind),
)

/** The rows behind a place: those without a value come last in ascending order, first in descending. */
function beyond(
  column: Column | undefined,
  { key, created, id }: Position,
  descending: boolean,
): RawBuilder<SqlBool> {
  const beyondIt = sql.raw(descending ? '<' : '>')
  const tie = sql<SqlBool>`(created, id) ${beyondIt} (${created}, ${id})`
  if (column === undefined) return tie
  const ref = sql.ref(column.name)
  if (key === null) {
    return descending
      ? sql<SqlBool>`((${ref} is null and ${tie}) or ${ref} is not null)`
      : sql<SqlBool>`(${ref} is null and ${tie})`
  }
  const further = sql<SqlBool>`(${ref} ${beyondIt} ${key} or (${ref} = ${key} and ${tie}))`
  return descending ? further : sql<SqlBool>`(${further} or ${ref} is null)`
}
