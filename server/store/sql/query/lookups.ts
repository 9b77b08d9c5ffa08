import { type RawBuilder, sql } from 'kysely'
import type { Stored } from '../../../scim/render.ts'
import { ListStatement, Statement } from '../statement.ts'
import { RESOURCES, type Searchable } from './columns.ts'

/** A statement ignores the kind where its table holds only one. */
type Mine = { readonly connectionId: string; readonly kind: string }

interface Named {
  readonly id: string
}

/** The statements about a table of resources that are asked all the time. */
export interface Lookups<Row> {
  readonly find: Statement<Mine & { readonly id: string }, Row>
  /** As much of it as an answer is made of: each further column costs as much as the next. */
  readonly read: Statement<Mine & { readonly id: string }, Stored>
  readonly lock: Statement<Mine & { readonly id: string }, Row>
  readonly byIds: ListStatement<Mine, Row>
  readonly existing: ListStatement<Mine, Named>
  /** The same, and none of them is deleted before the transaction ends. */
  readonly kept: ListStatement<Mine, Named>
  readonly page: Statement<Mine & Stretch, Row>
  /** The same, as much as an answer is made of. */
  readonly list: Statement<Mine & Stretch, Stored>
  /** Those that have a value in a column, as much as an answer is made of. */
  having(column: string): Statement<Mine & Stretch & { readonly key: string }, Stored>
}

type Stretch = { readonly offset: number; readonly limit: number }

const ALL = sql`*`
/** What an answer is made of. */
const SHOWN = sql`id, resource_json, version, created, modified`

const KNOWN = new Map<Searchable, Lookups<unknown>>()

export function lookupsOf<Row>(from: Searchable): Lookups<Row> {
  const known = KNOWN.get(from) ?? newLookups(from)
  KNOWN.set(from, known)
  return known as Lookups<Row>
}

function newLookups<Row>(from: Searchable): Lookups<Row> {
  const table = sql.table(from.table)
  const within = ({ connectionId, kind }: Mine, connection = sql`connection_id`) =>
    from === RESOURCES
      ? sql`${connection} = ${connectionId} and kind = ${kind}`
      : sql`${connection} = ${connectionId}`
  // Of ten ids and more SQLite would rather look at everybody of the connection, for each few hundred anew.
  const amongIds = (mine: Mine, ids: readonly string[]) =>
    sql`${within(mine, sql`(connection_id || '')`)} and id in (${sql.join(ids)})`
  const byColumn = new Map<string, ReturnType<Lookups<Row>['having']>>()
  const having = (column: string) => {
    const known = byColumn.get(column)
    if (known !== undefined) return known
    const statement: ReturnType<Lookups<Row>['having']> = new Statement(
      (_db, { key, limit, offset, ...mine }) =>
        sql<Stored>`select ${SHOWN} from ${table} where ${within(mine)} and ${sql.ref(column)} = ${key}
          order by created, id limit ${limit} offset ${offset}`,
    )
    byColumn.set(column, statement)
    return statement
  }
  type One = Mine & { readonly id: string }
  const one = <R>(columns: RawBuilder<unknown>, lock = sql``) =>
    new Statement<One, R>(
      (_db, { id, ...mine }) =>
        sql<R>`select ${columns} from ${table} where id = ${id} and ${within(mine)} ${lock}`,
    )
  const stretch = <R>(columns: RawBuilder<unknown>) =>
    new Statement<Mine & Stretch, R>(
      (_db, { limit, offset, ...mine }) =>
        sql<R>`select ${columns} from ${table} where ${within(mine)}
          order by created, id limit ${limit} offset ${offset}`,
    )
  return {
    find: one<Row>(ALL),
    read: one<Stored>(SHOWN),
    lock: one<Row>(ALL, sql`for no key update`),
    byIds: new ListStatement(
      (_db, mine, ids) => sql<Row>`select * from ${table} where ${amongIds(mine, ids)}`,
    ),
    existing: new ListStatement(
      (_db, mine, ids) => sql<Named>`select id from ${table} where ${amongIds(mine, ids)}`,
    ),
    kept: new ListStatement(
      (_db, mine, ids) =>
        sql<Named>`select id from ${table} where ${amongIds(mine, ids)}
          for key share`,
    ),
    page: stretch<Row>(ALL),
    list: stretch<Stored>(SHOWN),
    having,
  }
}
