import type { Profile } from '../directory/person.ts'
import { compiled, type Scope } from '../expression-language/compile.ts'
import type { App, AppUser, GroupAssignment } from './app.ts'
import type { AppAttribute } from './attributes.ts'

type Values = Readonly<Record<string, unknown>>

/** An attribute of the app with the value that a person has there; undefined when there is none. */
export interface AppValue {
  readonly attribute: AppAttribute
  readonly value: unknown
  /** A profile push sends it too, not only the create. */
  readonly onUpdate: boolean
}

/**
 * A person's profile in an app, attribute by attribute. What the assignment of the person says counts
 * before what the assignment of a group says, and that before the mapping.
 */
export function appValues(app: App, user: AppUser, profile: Profile, ofGroups: Values): AppValue[] {
  const scope = scopeOf(user.userName, profile)
  return app.attributes.map((attribute) => {
    const { name } = attribute
    const given = user.given[name] ?? ofGroups[name]
    const onUpdate = given !== undefined || app.mapping[name]?.applyOn !== 'CREATE'
    return { attribute, value: filled(given) ?? mapped(app, name, scope), onUpdate }
  })
}

function scopeOf(userName: string, profile: Profile): Scope {
  return { user: profile, source: profile, appuser: { userName } }
}

function mapped({ mapping }: App, name: string, scope: Scope): unknown {
  const row = mapping[name]
  return row === undefined ? undefined : filled(compiled(row.expression)(scope))
}

/** An empty value is none: Okta does not send it. */
function filled(value: unknown): unknown {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    return undefined
  }
  return value
}

/**
 * The person's profile in Okta changed: a mapping that is applied on update, and now says something else,
 * takes the place of what the assignment said.
 */
export function remapped(app: App, user: AppUser, before: Profile, after: Profile): Values {
  const then = scopeOf(user.userName, before)
  const now = scopeOf(user.userName, after)
  const kept = Object.entries(user.given).filter(
    ([name]) =>
      app.mapping[name]?.applyOn !== 'CREATE_AND_UPDATE' ||
      mapped(app, name, then) === mapped(app, name, now),
  )
  return Object.fromEntries(kept)
}

/**
 * What the groups that bring the app say of a person's profile there: of each attribute the value of the
 * group that comes first. An assignment by hand is no group's.
 */
export function groupProfileOf(
  app: App,
  { personId, scope }: AppUser,
  isMember: (groupId: string, personId: string) => boolean,
): Values {
  const profile: Record<string, unknown> = {}
  if (scope !== 'GROUP') return profile
  for (const [groupId, assigned] of inOrder(app.groups)) {
    if (assigned.profile === undefined || !isMember(groupId, personId)) continue
    for (const [name, value] of Object.entries(assigned.profile)) profile[name] ??= value
  }
  return profile
}

function inOrder(groups: App['groups']): [string, GroupAssignment][] {
  return [...groups].sort(([, a], [, b]) => a.priority - b.priority)
}
