import { isShown, type Wanted } from '../scim/projection.ts'
import { render, type Stored } from '../scim/render.ts'
import type { Json } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import type { LabelledMember } from '../store/sql/groups.ts'
import type { Store } from '../store/store.ts'

/** Groups as SCIM shows them: each member with its address, kind and label. */
export async function showGroups(
  store: Store,
  type: ResourceType,
  rows: readonly Stored[],
  baseUrl: string,
  wanted?: Wanted,
): Promise<string[]> {
  const members = new Map<string, string[]>()
  if (isShown(type, 'members', wanted)) {
    for await (const some of store.groups.labelled(rows.map(({ id }) => id))) {
      for (const member of some) {
        const shown = members.get(member.group_id)
        const text = JSON.stringify(toMember(member, baseUrl))
        if (shown === undefined) members.set(member.group_id, [text])
        else shown.push(text)
      }
    }
  }
  return rows.map((row) => {
    const mine = members.get(row.id)
    const computed = mine === undefined ? {} : { members: `[${mine.join(',')}]` }
    return render(type, row, `${baseUrl}/Groups/${row.id}`, computed)
  })
}

function toMember({ value, user_json, group_name }: LabelledMember, baseUrl: string): object {
  if (user_json === null) {
    return { value, $ref: `${baseUrl}/Groups/${value}`, type: 'Group', display: group_name }
  }
  const { displayName, userName } = JSON.parse(user_json) as Json
  return {
    value,
    $ref: `${baseUrl}/Users/${value}`,
    type: 'User',
    display: displayName ?? userName,
  }
}
