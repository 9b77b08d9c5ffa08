import type { App, AppUser } from '../applications/app.ts'
import type { ImportedUser } from '../applications/import-settings.ts'
import { loginFor, toOktaProfile } from '../applications/to-okta.ts'
import type { Person } from '../directory/person.ts'
import { notFound } from '../okta-error.ts'
import type { Engine } from './engine.ts'
import { personTargets, targetOf } from './log-targets.ts'

/** Confirms a match: a link on Okta's side, of which the server hears nothing. */
export function confirmAsPerson(
  engine: Engine,
  app: App,
  externalId: string,
  person: Person,
): AppUser {
  const user = link(engine, app, person, waiting(app, externalId))
  app.imported.delete(externalId)
  const about = [...targetOf(user, person), ...personTargets(person)]
  engine.log(app, 'system.import.user.match', about)
  return user
}

/** The person has the app, and is who the server calls so. */
export function link(
  engine: Engine,
  app: App,
  { id: personId }: Person,
  { externalId, userName }: Pick<ImportedUser, 'externalId' | 'userName'>,
): AppUser {
  const now = engine.now().toISOString()
  const user: AppUser = {
    id: engine.random.id('0ua'),
    personId,
    scope: 'USER',
    status: 'ACTIVE',
    syncState: 'SYNCHRONIZED',
    userName,
    externalId,
    created: now,
    lastUpdated: now,
    lastSync: now,
    given: {},
  }
  app.users.set(personId, user)
  return user
}

/** Makes a person of an imported user, activated only when the settings say so; nothing is sent. */
export function confirmAsSomeoneNew(engine: Engine, app: App, externalId: string): Person {
  const { userName, email, firstName, lastName, appProfile = {} } = waiting(app, externalId)
  const said = { userName, ...appProfile }
  const mapped = toOktaProfile(app, said, false)
  const now = engine.now().toISOString()
  const activate = app.importSettings.autoActivateNewUsers
  const person: Person = {
    id: engine.random.id('00u'),
    status: activate ? 'ACTIVE' : 'STAGED',
    profile: { email, firstName, lastName, ...mapped, login: loginFor(app, said, email) },
    created: now,
    activated: activate ? now : undefined,
    statusChanged: activate ? now : undefined,
    lastUpdated: now,
  }
  engine.org.people.set(person.id, person)
  engine.log(app, 'system.import.user.create', personTargets(person))
  confirmAsPerson(engine, app, externalId, person)
  return person
}

/** Sets an imported user aside: later imports find them ignored. */
export function ignoreImported(app: App, externalId: string): void {
  waiting(app, externalId).ignored = true
}

function waiting(app: App, externalId: string): ImportedUser {
  const found = app.imported.get(externalId)
  if (found === undefined) throw notFound(externalId, 'ImportedUser')
  return found
}
