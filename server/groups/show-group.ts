import { isShown, type Projection, projection, type Wanted } from '../scim/projection.ts'
import { render, type Stored } from '../scim/render.ts'
import type { Json } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import { pause } from '../store/pause.ts'
import type { LabelledMember } from '../store/sql/groups.ts'
import type { Store } from '../store/store.ts'

/**
 * Groups as SCIM shows them, with what is asked for of each member: its address, kind and label. A group may
 * have a hundred thousand, so its text is put together in pieces and never gone through as a whole.
 */
export async function showGroups(
  store: Store,
  type: ResourceType,
  rows: readonly Stored[],
  baseUrl: string,
  wanted: Wanted,
): Promise<string[]> {
  const project = projection(type, wanted)
  const pieces = isShown(type, 'members', wanted)
    ? await memberPieces(store, rows, baseUrl, project)
    : NONE
  const shown: string[] = []
  for (const row of rows) {
    await pause()
    const members = pieces.get(row.id)
    const computed = members === undefined ? {} : { members: `[${members.join(',')}]` }
    shown.push(
      project === undefined
        ? render(type, row, locationOf(row, baseUrl), computed)
        : withMembers(JSON.stringify(project(plain(type, row, baseUrl))), computed.members),
    )
  }
  // Many megabytes are sent in a turn of their own.
  await pause()
  return shown
}

const NONE: ReadonlyMap<string, string[]> = new Map()

/** The JSON of members, some hundreds to a piece, by their group. */
async function memberPieces(
  store: Store,
  rows: readonly Stored[],
  baseUrl: string,
  project: Projection | undefined,
): Promise<ReadonlyMap<string, string[]>> {
  const pieces = new Map<string, string[]>()
  for await (const [id, some] of membersByGroup(store, rows, baseUrl)) {
    const shown = project === undefined ? some : project({ members: some }).members
    if (shown === undefined) continue
    const piece = JSON.stringify(shown).slice(1, -1)
    const before = pieces.get(id)
    if (before === undefined) pieces.set(id, [piece])
    else before.push(piece)
  }
  return pieces
}

/** Groups as objects, for a look into them; `wanted` tells whether it goes to the members. */
export async function groupObjects(
  store: Store,
  type: ResourceType,
  rows: readonly Stored[],
  baseUrl: string,
  wanted: Wanted,
): Promise<Json[]> {
  const members = new Map<string, Json[]>()
  if (isShown(type, 'members', wanted)) {
    for await (const [id, some] of membersByGroup(store, rows, baseUrl)) {
      const before = members.get(id)
      if (before === undefined) members.set(id, [...some])
      else before.push(...some)
    }
  }
  return rows.map((row) => {
    const mine = members.get(row.id)
    const group = plain(type, row, baseUrl)
    return mine === undefined ? group : { ...group, members: mine }
  })
}

/** The ids of those members of a group who match as SCIM shows them. */
export async function membersThat(
  store: Store,
  row: Stored,
  baseUrl: string,
  matches: (member: Json) => boolean,
): Promise<string[]> {
  const found: string[] = []
  for await (const [, some] of membersByGroup(store, [row], baseUrl)) {
    found.push(...some.filter(matches).map(({ value }) => String(value)))
  }
  return found
}

/** Some members of one group after the other, as SCIM shows them. */
async function* membersByGroup(
  store: Store,
  rows: readonly Pick<Stored, 'id'>[],
  baseUrl: string,
): AsyncGenerator<readonly [groupId: string, members: readonly Json[]]> {
  for await (const some of store.groups.labelled(rows.map(({ id }) => id))) {
    for (let at = 0; at < some.length; ) {
      const id = some[at]?.group_id ?? ''
      const next = some.findIndex(({ group_id }, i) => i > at && group_id !== id)
      const end = next === -1 ? some.length : next
      yield [id, some.slice(at, end).map((member) => toMember(member, baseUrl))]
      at = end
    }
  }
}

function toMember({ value, user_json, group_name }: LabelledMember, baseUrl: string): Json {
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

function plain(type: ResourceType, row: Stored, baseUrl: string): Json {
  return JSON.parse(render(type, row, locationOf(row, baseUrl))) as Json
}

function withMembers(group: string, members: string | undefined): string {
  return members === undefined ? group : `${group.slice(0, -1)},"members":${members}}`
}

function locationOf({ id }: Stored, baseUrl: string): string {
  return `${baseUrl}/Groups/${id}`
}
