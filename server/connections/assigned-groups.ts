import { type ImplicitRole, implicitRoles } from '../members/roles.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, GroupRow } from '../store/tables.ts'

/** A group that was renamed is called so in the role assignments of its connection, too. */
export function renameInAssignments(
  store: Store,
  connection: ConnectionRow,
  { id, display_name }: GroupRow,
): Promise<void> {
  return rewrite(store, connection, id, (own) => [{ ...own, group_name: display_name }])
}

/** A group that is gone gives no roles: its assignments go with it. */
export function dropAssignments(
  store: Store,
  connection: ConnectionRow,
  groupId: string,
): Promise<void> {
  return rewrite(store, connection, groupId, () => [])
}

async function rewrite(
  store: Store,
  { connection_id, roles_json }: ConnectionRow,
  groupId: string,
  next: (own: ImplicitRole) => readonly ImplicitRole[],
): Promise<void> {
  // Most groups give nobody a role: nothing is locked for them.
  if (!roles_json.includes(groupId)) return
  const row = await store.connections.lock(connection_id)
  if (row === undefined) return
  const roles = implicitRoles(row).flatMap((one) => (one.group_id === groupId ? next(one) : [one]))
  await store.connections.update({ ...row, roles_json: JSON.stringify(roles) })
}
