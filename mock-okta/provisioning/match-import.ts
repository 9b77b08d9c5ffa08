import type { App } from '../applications/app.ts'
import type { ImportedUser } from '../applications/import-settings.ts'
import { appProfileIn } from '../applications/to-okta.ts'
import type { Person } from '../directory/person.ts'
import type { Resource } from './answers.ts'
import type { Engine } from './engine.ts'

/** The people in Okta by what a match looks at, so that each imported user costs the same however many there are. */
export class Candidates {
  readonly #byEmail = new Map<string, Person[]>()
  readonly #byName = new Map<string, Person[]>()

  constructor(people: Iterable<Person>) {
    for (const person of people) {
      const { email, firstName, lastName } = person.profile
      put(this.#byEmail, email.toLowerCase(), person)
      put(this.#byName, nameKey(firstName, lastName), person)
    }
  }

  withEmail(email: string): readonly Person[] {
    return email === '' ? [] : (this.#byEmail.get(email.toLowerCase()) ?? [])
  }

  withName(firstName: string, lastName: string): readonly Person[] {
    if (firstName === '' || lastName === '') return []
    return this.#byName.get(nameKey(firstName, lastName)) ?? []
  }
}

function nameKey(firstName: string, lastName: string): string {
  return `${firstName}\n${lastName}`.toLowerCase()
}

function put(map: Map<string, Person[]>, key: string, person: Person): void {
  const there = map.get(key)
  if (there === undefined) map.set(key, [person])
  else there.push(person)
}

/** Compares a user of the server with the people in Okta, by the app's matching rules. */
export function matched(
  engine: Engine,
  app: App,
  resource: Resource,
  candidates: Candidates,
): ImportedUser {
  const user = readable(app, resource)
  const { exactMatch, allowPartialMatch } = app.importSettings
  const free = ({ id }: Person) => !app.users.has(id)
  const byLogin = engine.org.people.byLogin(user.userName)
  const exact =
    exactMatch === 'EMAIL'
      ? candidates.withEmail(user.email).find(free)
      : byLogin && free(byLogin)
        ? byLogin
        : undefined
  if (exact !== undefined) return { ...user, match: 'EXACT', personId: exact.id }
  const partial = allowPartialMatch
    ? candidates.withName(user.firstName, user.lastName).find(free)
    : undefined
  if (partial !== undefined) return { ...user, match: 'PARTIAL', personId: partial.id }
  return { ...user, match: 'NEW' }
}

function readable(app: App, resource: Resource): Omit<ImportedUser, 'match' | 'personId'> {
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
    appProfile: appProfileIn(app, userName, resource),
    ignored: false,
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
