import { render } from '../scim/render.ts'
import type { Json } from '../scim/resource.ts'
import { userType } from '../scim/schema/resource-type.ts'
import type { User } from './users.ts'

/** A user as SCIM shows it, with the groups it is in. */
export function showUser({ row, groups }: User, baseUrl: string): Json {
  const computed: Json =
    groups.length === 0
      ? {}
      : { groups: groups.map((group) => ({ ...group, $ref: `${baseUrl}/Groups/${group.value}` })) }
  return render(
    userType,
    { ...row, attributes: JSON.parse(row.resource_json) as Json, computed },
    `${baseUrl}/Users/${row.id}`,
  )
}
