import type { Json } from '../scim/resource.ts'
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
  const found = new Map<string, Membership>()
  let level: readonly string[] = [id]
  for (let type: Membership['type'] = 'direct'; level.length > 0; type = 'indirect') {
    const next: string[] = []
    for (const value of level) {
      for (const group of await store.groups.ofMember(value)) {
        if (found.has(group.id)) continue
        found.set(group.id, { value: group.id, display: displayNameOf(group), type })
        next.push(group.id)
      }
    }
    level = next
  }
  return [...found.values()]
}

export function displayNameOf(group: GroupRow): string {
  return String((JSON.parse(group.resource_json) as Json).displayName)
}
