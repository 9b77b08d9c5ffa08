import type { App, AppUser } from '../applications/app.ts'
import type { Person } from '../directory/person.ts'

/** Attributes of the app's profile that take another name than Okta's; the rest keep theirs. */
const NAMES: readonly [app: string, okta: string][] = [
  ['givenName', 'firstName'],
  ['familyName', 'lastName'],
  ['email', 'email'],
]

const SAME = [
  'middleName',
  'honorificPrefix',
  'honorificSuffix',
  'displayName',
  'nickName',
  'title',
  'userType',
  'department',
  'employeeNumber',
  'costCenter',
  'organization',
  'division',
  'locale',
  'timezone',
  'preferredLanguage',
]

/** An assignment as Okta shows it: `externalId` is the id that the SCIM server gave. */
export function toAppUser(app: App, user: AppUser, person: Person, base: string): object {
  const path = `${base}/api/v1/apps/${app.id}`
  return {
    id: user.personId,
    externalId: user.externalId ?? null,
    created: user.created,
    lastUpdated: user.lastUpdated,
    scope: user.scope,
    status: user.status,
    statusChanged: user.lastUpdated,
    passwordChanged: null,
    syncState: user.syncState,
    lastSync: user.lastSync ?? null,
    credentials: { userName: user.userName },
    profile: { ...profileOf(person), ...user.given },
    _links: {
      self: { href: `${path}/users/${user.personId}` },
      app: { href: path },
      user: { href: `${base}/api/v1/users/${user.personId}` },
    },
  }
}

function profileOf({ profile }: Person): Record<string, unknown> {
  const pairs = [...NAMES, ...SAME.map((name) => [name, name] as const)]
  return Object.fromEntries(
    pairs
      .map(([app, okta]) => [app, profile[okta]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
}
