import type { Context } from '../context.ts'
import { invalidValue } from '../scim/error.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, GroupRow } from '../store/tables.ts'
import { tellMemberships } from './tell.ts'

/** Adds members and tells of those that were not there; returns whether any was not. */
export async function addMembers(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  values: readonly string[],
): Promise<boolean> {
  await requireResources(store, connection, values)
  const added = await store.groups.add(group.id, values)
  await tellMemberships(context, store, connection, group, added, 'CREATE')
  return added.length > 0
}

/** Removes members and tells of those that were there; returns whether any was. */
export async function removeMembers(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  values: readonly string[],
): Promise<boolean> {
  const removed = await store.groups.remove(group.id, values)
  await tellMemberships(context, store, connection, group, removed, 'DELETE')
  return removed.length > 0
}

/** A member that is no resource of this connection is refused: references are kept whole. */
async function requireResources(
  store: Store,
  { connection_id }: ConnectionRow,
  values: readonly string[],
): Promise<void> {
  const users = new Set(await store.users.existing(connection_id, values))
  const others = values.filter((value) => !users.has(value))
  if (others.length === 0) return
  const groups = new Set(await store.groups.existing(connection_id, others))
  const unknown = others.find((value) => !groups.has(value))
  if (unknown !== undefined) {
    throw invalidValue(`members: there is no user and no group ${unknown}`)
  }
}
