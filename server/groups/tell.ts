import type { Context } from '../context.ts'
import { tell } from '../members/provision.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, GroupRow } from '../store/tables.ts'
import { emit, emitAll } from '../webhooks/emit.ts'
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

/**
 * The events of members that joined or left a group. A group inside a group is told of by its own id: whoever
 * listens can then know who is in by way of it.
 */
export async function tellMemberships(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  values: readonly string[],
  action: 'CREATE' | 'DELETE',
): Promise<void> {
  const { connection_id, organization_id: organizationId } = connection
  const memberIds = await store.users.memberIds(connection_id, values)
  const nested =
    memberIds.length < values.length ? await store.groups.byIds(connection_id, values) : []
  const told = toScimGroup(connection, group)
  const inside = [
    ...memberIds.map((member_id) => ({ ...told, member_id })),
    ...nested.map(({ id }) => ({ ...told, member_group_id: id })),
  ]
  const events = inside.map((membership) => ({
    source: 'SCIM' as const,
    objectType: 'scim_member_group',
    action,
    id: group.id,
    organizationId,
    ...(action === 'CREATE' ? { object: membership } : { details: membership }),
  }))
  await emitAll(context, store, organizationId, events)
  if (!context.choices.memberUpdateOnMembership) return
  for (const memberId of memberIds) {
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
