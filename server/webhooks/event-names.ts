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

const SOURCES = ['scim', 'direct', 'dashboard']
const OBJECTS = ['member', 'organization', 'scim_connection', 'scim_group', 'scim_member_group']

/** Every type that an event may have; what else an endpoint asked for would never come. */
export const EVENT_TYPES: ReadonlySet<string> = new Set([
  ...SOURCES.flatMap((source) =>
    OBJECTS.flatMap((object) =>
      ['create', 'update', 'delete'].map((action) => `${source}.${object}.${action}`),
    ),
  ),
  ...['create', 'update', 'delete', 'member_add', 'member_delete'].map(
    (action) => `scim.idp_group.${action}`,
  ),
  'scimulate.test.create',
])
