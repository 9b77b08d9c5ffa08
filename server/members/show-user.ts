import { toMembership } from '../groups/membership.ts'
import { isShown, projectionOfText, type Wanted } from '../scim/projection.ts'
import { render, type Stored } from '../scim/render.ts'
import type { Json } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import type { Store } from '../store/store.ts'

/** Users as SCIM shows them, with the groups they are in and no more than is asked for. */
export async function showUsers(
  store: Store,
  type: ResourceType,
  rows: readonly Stored[],
  baseUrl: string,
  wanted: Wanted,
): Promise<string[]> {
  const texts = await rendered(store, type, rows, baseUrl, wanted)
  return texts.map(projectionOfText(type, wanted))
}

/** Users as objects, for a look into them; `wanted` tells whether it goes to their groups. */
export async function userObjects(
  store: Store,
  type: ResourceType,
  rows: readonly Stored[],
  baseUrl: string,
  wanted: Wanted,
): Promise<Json[]> {
  const texts = await rendered(store, type, rows, baseUrl, wanted)
  return texts.map((text) => JSON.parse(text) as Json)
}

async function rendered(
  store: Store,
  type: ResourceType,
  rows: readonly Stored[],
  baseUrl: string,
  wanted: Wanted,
): Promise<string[]> {
  const groups = isShown(type, 'groups', wanted) ? await groupsByUser(store, rows, baseUrl) : NONE
  return rows.map((row) => {
    const mine = groups.get(row.id)
    const computed = mine === undefined ? {} : { groups: JSON.stringify(mine) }
    return render(type, row, `${baseUrl}/Users/${row.id}`, computed)
  })
}

const NONE: ReadonlyMap<string, object[]> = new Map()

async function groupsByUser(
  store: Store,
  rows: readonly Stored[],
  baseUrl: string,
): Promise<ReadonlyMap<string, object[]>> {
  const byUser = new Map<string, object[]>()
  for (const row of await store.users.memberships(rows.map(({ id }) => id))) {
    const { value, ...rest } = toMembership(row)
    const shown = { value, $ref: `${baseUrl}/Groups/${value}`, ...rest }
    const mine = byUser.get(row.user_id)
    if (mine === undefined) byUser.set(row.user_id, [shown])
    else mine.push(shown)
  }
  return byUser
}
