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
export function newGroup({ overrides }: Known, displayName: string, ids: readonly string[]): Json {
  const members = ids.map((value) => ({ value }))
  return overridden({ schemas: [GROUP], displayName, members }, overrides.Group)
}

/** A user with more to them: an extension among it is named in `schemas` (RFC 7643 §3), unless the scenario does so. */
export function withMore(user: Json, more: Json): Json {
  const named = Array.isArray(user.schemas) ? (user.schemas as unknown[]) : []
  const extensions = Object.keys(more).filter((name) => name.startsWith('urn:'))
  return { ...user, schemas: [...new Set([...named, ...extensions])], ...more }
}
