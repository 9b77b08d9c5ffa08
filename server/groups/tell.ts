import type { Context } from '../context.ts'
import { tell } from '../members/provision.ts'
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

/** The events of members that joined or left a group; a group inside a group has none of its own. */
export async function tellMemberships(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  values: readonly string[],
  action: 'CREATE' | 'DELETE',
): Promise<void> {
  const told = toScimGroup(connection, group)
  for (const memberId of await store.users.memberIds(connection.connection_id, values)) {
    const membership = { ...told, member_id: memberId }
    await emit(context, store, {
      source: 'SCIM',
      objectType: 'scim_member_group',
      action,
      id: group.id,
      organizationId: connection.organization_id,
      ...(action === 'CREATE' ? { object: membership } : { details: membership }),
    })
    if (!context.choices.memberUpdateOnMembership) continue
    const member = await store.members.find(memberId)
    if (member) await tell(context, store, member, 'UPDATE')
  }
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
