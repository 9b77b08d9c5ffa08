import { render } from '../scim/render.ts'
import type { Json } from '../scim/resource.ts'
import { groupType } from '../scim/schema/resource-type.ts'
import type { Store } from '../store/store.ts'
import type { Group } from './groups.ts'

/** A group as SCIM shows it: each member with its address, kind and label. */
export function showGroup(
  { row, members }: Group,
  labels: ReadonlyMap<string, Label>,
  baseUrl: string,
): Json {
  const shown = members.map((value) => {
    const { type, display } = labels.get(value) ?? { type: 'User', display: undefined }
    return {
      value,
      $ref: `${baseUrl}/${type}s/${value}`,
      type,
      ...(display === undefined ? {} : { display }),
    }
  })
  return render(
    groupType,
    {
      ...row,
      attributes: JSON.parse(row.resource_json) as Json,
      computed: shown.length === 0 ? {} : { members: shown },
    },
    `${baseUrl}/Groups/${row.id}`,
  )
}

export interface Label {
  readonly type: 'User' | 'Group'
  readonly display: string | undefined
}

/** What members are and how they are called. */
export async function labelsFor(
  store: Store,
  connectionId: string,
  members: Iterable<string>,
): Promise<Map<string, Label>> {
  const labels = new Map<string, Label>()
  for (const value of members) {
    if (labels.has(value)) continue
    const user = await store.users.find(connectionId, value)
    const row = user ?? (await store.groups.find(connectionId, value))
    if (row === undefined) continue
    const { displayName, userName } = JSON.parse(row.resource_json) as Json
    const display = displayName ?? userName
    labels.set(value, {
      type: user ? 'User' : 'Group',
      display: typeof display === 'string' ? display : undefined,
    })
  }
  return labels
}
