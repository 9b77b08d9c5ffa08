import { groupsOfUser } from '../groups/membership.ts'
import type { Filter } from '../scim/filter/ast.ts'
import { compile } from '../scim/filter/compile.ts'
import { fold } from '../scim/fold.ts'
import type { PageWanted } from '../scim/list-response.ts'
import type { Json } from '../scim/resource.ts'
import { userType } from '../scim/schema/resource-type.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, UserRow } from '../store/tables.ts'
import type { User } from './users.ts'

const BATCH = 500

/** Makes the representation that a filter is asked of. */
export type Show = (user: User) => Json

export interface Found<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** A page of users; the look-ups that Okta makes go by an index, other filters over everybody in batches. */
export async function findUsers(
  store: Store,
  connection: ConnectionRow,
  filter: Filter | undefined,
  page: PageWanted,
  show: Show,
): Promise<Found<User>> {
  const { connection_id } = connection
  if (filter === undefined) {
    const { rows, total } = await store.users.page(connection_id, page.startIndex - 1, page.count)
    return { items: await withGroups(store, rows), total }
  }
  const candidates = await indexed(store, connection_id, filter)
  if (candidates !== undefined) return cut(await withGroups(store, candidates), page)
  const matches = compile(filter, userType)
  const all: User[] = []
  for (let offset = 0; ; offset += BATCH) {
    const { rows } = await store.users.page(connection_id, offset, BATCH)
    const users = await withGroups(store, rows)
    all.push(...users.filter((user) => matches(show(user))))
    if (rows.length < BATCH) return cut(all, page)
  }
}

/** The answer of an index to `userName eq`, `externalId eq` or `id eq`; undefined for other filters. */
function indexed(
  store: Store,
  connectionId: string,
  filter: Filter,
): Promise<readonly UserRow[]> | undefined {
  if (filter.kind !== 'compare' || filter.op !== 'eq' || typeof filter.value !== 'string') {
    return undefined
  }
  const { value } = filter
  switch (filter.path.toLowerCase().replace(`${userType.schema.id.toLowerCase()}:`, '')) {
    case 'username':
      return store.users.byUserName(connectionId, fold(value))
    case 'externalid':
      return store.users.byExternalId(connectionId, value)
    case 'id':
      return store.users.find(connectionId, value).then((row) => (row ? [row] : []))
    default:
      return undefined
  }
}

async function withGroups(store: Store, rows: readonly UserRow[]): Promise<User[]> {
  const users: User[] = []
  for (const row of rows) users.push({ row, groups: await groupsOfUser(store, row.id) })
  return users
}

/** One page of a list that is all in memory. */
export function cut<T>(all: readonly T[], { startIndex, count }: PageWanted): Found<T> {
  return { items: all.slice(startIndex - 1, startIndex - 1 + count), total: all.length }
}
