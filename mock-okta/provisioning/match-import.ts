import type { App } from '../applications/app.ts'
import type { ImportedUser } from '../applications/import-settings.ts'
import type { Person } from '../directory/person.ts'
import type { Engine } from './engine.ts'
import type { Resource } from './requests.ts'

/** Compares a user of the server with the people in Okta, by the app's matching rules. */
export function matched(engine: Engine, app: App, resource: Resource): ImportedUser {
  const user = readable(resource)
  const { exactMatch, allowPartialMatch } = app.importSettings
  const free = ({ id }: Person) => !app.users.has(id)
  const byLogin = engine.org.people.byLogin(user.userName)
  const exact =
    exactMatch === 'EMAIL'
      ? first(engine, (person) => same(person.profile.email, user.email) && free(person))
      : byLogin && free(byLogin)
        ? byLogin
        : undefined
  if (exact !== undefined) return { ...user, match: 'EXACT', personId: exact.id }
  const partial = allowPartialMatch
    ? first(engine, (person) => sameName(person, user) && free(person))
    : undefined
  if (partial !== undefined) return { ...user, match: 'PARTIAL', personId: partial.id }
  return { ...user, match: 'NEW' }
}

/** The first who fits, without a list of everybody for each user of the server. */
function first({ org }: Engine, fits: (person: Person) => boolean): Person | undefined {
  for (const person of org.people.values()) if (fits(person)) return person
  return undefined
}

function readable(resource: Resource): Omit<ImportedUser, 'match' | 'personId'> {
  const { givenName, familyName } = Object(resource.name) as Record<string, unknown>
  const emails = (Array.isArray(resource.emails) ? resource.emails : []).map(
    (one) => Object(one) as Record<string, unknown>,
  )
  const email = emails.find(({ primary }) => primary === true) ?? emails[0]
  const userName = text(resource.userName)
  return {
    externalId: resource.id,
    userName,
    email: text(email?.value) || userName,
    firstName: text(givenName),
    lastName: text(familyName),
    ignored: false,
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function same(one: string, other: string): boolean {
  return one !== '' && one.toLowerCase() === other.toLowerCase()
}

function sameName({ profile }: Person, user: Pick<ImportedUser, 'firstName' | 'lastName'>) {
  return same(profile.firstName, user.firstName) && same(profile.lastName, user.lastName)
}
