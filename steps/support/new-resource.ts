import { overridden } from './overrides.ts'
import type { Person } from './people.ts'
import type { RunParameters } from './run-parameters.ts'
import { fitted } from './target-schema.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

type Json = Record<string, unknown>
type Known = Pick<RunParameters, 'users' | 'overrides'>

/** The body of a new user, as this target's own schema takes it. */
export function newUser({ users, overrides }: Known, person: Person, userName: string): Json {
  const user = {
    schemas: [USER],
    userName,
    name: { givenName: person.firstName, familyName: person.lastName },
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
  }
  return overridden(fitted(user, users), overrides.User)
}

/** The body of a new group, with what this target needs beside. */
export function newGroup(known: Known, displayName: string, people: readonly Json[]): Json {
  const members = people.map((person) => memberOf(known, person))
  return overridden({ schemas: [GROUP], displayName, members }, known.overrides.Group)
}

/** A group of a scenario's own words, whose members are named as this target wants them. */
export function asGroup(known: Known, resources: readonly Json[], group: Json): Json {
  if (!Array.isArray(group.members)) return group
  const named = (member: Json) => {
    const found = resources.find(({ id }) => id === member.value)
    return found === undefined ? member : { ...memberOf(known, found), ...member }
  }
  return { ...group, members: group.members.map(named) }
}

/** A resource as a member: by its id, and its address where the target's schema requires that too. */
export function memberOf({ users: { members } }: Pick<Known, 'users'>, { id, meta }: Json): Json {
  const address = members?.subAttributes?.find(({ name }) => name === '$ref')
  const { location } = (meta ?? {}) as Json
  return address?.required === true && location !== undefined
    ? { value: id, $ref: location }
    : { value: id }
}

/** A user with more to them: an extension among it is named in `schemas` (RFC 7643 §3), unless the scenario does so. */
export function withMore(user: Json, more: Json): Json {
  const named = Array.isArray(user.schemas) ? (user.schemas as unknown[]) : []
  const extensions = Object.keys(more).filter((name) => name.startsWith('urn:'))
  return { ...user, schemas: [...new Set([...named, ...extensions])], ...more }
}
