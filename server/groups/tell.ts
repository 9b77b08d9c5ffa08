import type { Context } from '../context.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, GroupRow } from '../store/tables.ts'
import { emit } from '../webhooks/emit.ts'
import { displayNameOf } from './membership.ts'

/** The event of a group that was made or renamed. */
export async function tellGroup(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  action: 'CREATE' | 'UPDATE',
): Promise<void> {
  await emit(context, store, {
    source: 'SCIM',
    objectType: 'scim_group',
    action,
    id: group.id,
    organizationId: connection.organization_id,
    object: toScimGroup(connection, group),
  })
}

/** The event of a member that joined or left a group; a group inside a group has none of its own. */
export async function tellMembership(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  value: string,
  action: 'CREATE' | 'DELETE',
): Promise<void> {
  const user = await store.users.find(connection.connection_id, value)
  if (user === undefined) return
  const membership = { ...toScimGroup(connection, group), member_id: user.member_id }
  await emit(context, store, {
    source: 'SCIM',
    objectType: 'scim_member_group',
    action,
    id: group.id,
    organizationId: connection.organization_id,
    ...(action === 'CREATE' ? { object: membership } : { details: membership }),
  })
}

/** A group as the product's API tells of it. */
export function toScimGroup(connection: ConnectionRow, group: GroupRow): object {
  return {
    group_id: group.id,
    group_name: displayNameOf(group),
    organization_id: connection.organization_id,
    connection_id: connection.connection_id,
  }
}
