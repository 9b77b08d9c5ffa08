import { invalidValue } from '../scim/error.ts'
import { single } from '../scim/normalize.ts'
import { isObject, isUnassigned } from '../scim/resource.ts'
import type { Attribute } from '../scim/schema/attribute.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import { pause } from '../store/pause.ts'

/** Members read before anybody else might want a turn. */
const AT_ONCE = 500

/**
 * The ids of members, each once: all else about a member is worked out when it is shown.
 * There may be a hundred thousand, so that others get their turn while they are read.
 */
export async function memberValues(attribute: Attribute, members: unknown): Promise<string[]> {
  if (isUnassigned(members)) return []
  const values = new Set<string>()
  // A lone value where a list belongs is taken as a list of one: many clients send it.
  for (const [i, member] of (Array.isArray(members) ? members : [members]).entries()) {
    if (i % AT_ONCE === 0) await pause()
    const stored = single(attribute, member, `members[${i}]`)
    if (stored !== undefined) values.add(idIn(stored))
  }
  return [...values]
}

function idIn(member: unknown): string {
  const value = isObject(member) ? member.value : undefined
  if (typeof value === 'string' && value !== '') return value
  throw invalidValue('members: every member needs a value, the id of a user or group')
}

/** Parts the body of a group into its members, as they came, and all else. */
export function withoutMembers(body: unknown): { rest: unknown; members: unknown } {
  if (!isObject(body)) return { rest: body, members: undefined }
  const entries = Object.entries(body)
  const isMembers = ([name]: [string, unknown]) => name.toLowerCase() === 'members'
  return {
    // Not by assignment: `__proto__` is a name like any other here.
    rest: Object.fromEntries(entries.filter((entry) => !isMembers(entry))),
    members: entries.findLast(isMembers)?.[1],
  }
}

/** The attribute that holds a group's members. */
export function membersOfType(type: ResourceType): Attribute {
  const attribute = type.attributes.get('members')
  if (attribute === undefined) throw new Error(`${type.name} has no members`)
  return attribute
}
