import type { MembershipRow } from '../store/sql/users.ts'
import type { Store } from '../store/store.ts'
import type { GroupRow } from '../store/tables.ts'

/** A group that somebody is in, and whether directly or through another group. */
export interface Membership {
  readonly value: string
  readonly display: string
  readonly type: 'direct' | 'indirect'
}

/** Every group that a user is in, each once; groups that hold each other in a circle are no trap. */
export async function groupsOfUser(store: Store, id: string): Promise<Membership[]> {
  return (await store.users.memberships([id])).map(toMembership)
}

export function toMembership({ group_id, display_name, direct }: MembershipRow): Membership {
  return {
    value: group_id,
    display: display_name,
    type: Number(direct) === 1 ? 'direct' : 'indirect',
  }
}

export function displayNameOf(group: GroupRow): string {
  return group.display_name
}
