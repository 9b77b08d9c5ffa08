import type { GroupEvents } from '../choices.ts'

interface Named {
  readonly objectType: string
  readonly action: string
}

/** An event's words in the generation of names that the server was told to speak. */
export function spelled({ objectType, action }: Named, groupEvents: GroupEvents): Named {
  if (groupEvents === 'scim_group') return { objectType, action }
  if (objectType === 'scim_group') return { objectType: 'idp_group', action }
  if (objectType === 'scim_member_group') {
    return { objectType: 'idp_group', action: action === 'CREATE' ? 'MEMBER_ADD' : 'MEMBER_DELETE' }
  }
  return { objectType, action }
}

const CHANGES = ['create', 'update', 'delete']

function of(source: string, objects: readonly string[], actions: readonly string[]): string[] {
  return objects.flatMap((object) => actions.map((action) => `${source}.${object}.${action}`))
}

const BY_HAND = ['organization', 'member', 'scim_connection']

/** Every type that an event may have; what else an endpoint asked for would never come. */
export const EVENT_TYPES: ReadonlySet<string> = new Set([
  ...of('scim', ['member', 'scim_group'], CHANGES),
  ...of('scim', ['scim_member_group'], ['create', 'delete']),
  ...of('scim', ['idp_group'], [...CHANGES, 'member_add', 'member_delete']),
  ...of('direct', BY_HAND, CHANGES),
  ...of('dashboard', BY_HAND, CHANGES),
  'scimulate.test.create',
])
