import { cut, type Found } from '../members/find-users.ts'
import type { Filter } from '../scim/filter/ast.ts'
import { compile } from '../scim/filter/compile.ts'
import { fold } from '../scim/fold.ts'
import type { PageWanted } from '../scim/list-response.ts'
import type { Json } from '../scim/resource.ts'
import { groupType } from '../scim/schema/resource-type.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, GroupRow } from '../store/tables.ts'
import type { Group } from './groups.ts'

const BATCH = 500

/** A page of groups; `displayName eq` goes by an index, other filters over all in batches. */
export async function findGroups(
  store: Store,
  connection: ConnectionRow,
  filter: Filter | undefined,
  page: PageWanted,
  show: (group: Group) => Json,
): Promise<Found<Group>> {
  const { connection_id } = connection
  if (filter === undefined) {
    const { rows, total } = await store.groups.page(connection_id, page.startIndex - 1, page.count)
    return { items: await withMembers(store, rows), total }
  }
  if (isDisplayNameEq(filter)) {
    const rows = await store.groups.byDisplayName(connection_id, fold(String(filter.value)))
    return cut(await withMembers(store, rows), page)
  }
  const matches = compile(filter, groupType)
  const all: Group[] = []
  for (let offset = 0; ; offset += BATCH) {
    const { rows } = await store.groups.page(connection_id, offset, BATCH)
    const groups = await withMembers(store, rows)
    all.push(...groups.filter((group) => matches(show(group))))
    if (rows.length < BATCH) return cut(all, page)
  }
}

function isDisplayNameEq(filter: Filter): filter is Filter & { kind: 'compare' } {
  return (
    filter.kind === 'compare' &&
    filter.op === 'eq' &&
    typeof filter.value === 'string' &&
    filter.path.toLowerCase() === 'displayname'
  )
}

async function withMembers(store: Store, rows: readonly GroupRow[]): Promise<Group[]> {
  const groups: Group[] = []
  for (const row of rows) groups.push({ row, members: await store.groups.membersOf(row.id) })
  return groups
}
