import type { App, AppUser } from '../applications/app.ts'
import type { Person } from '../directory/person.ts'
import type { Engine } from '../provisioning/engine.ts'
import { valuesOf } from '../provisioning/push-user.ts'

/** An assignment as Okta shows it: `externalId` is the id that the SCIM server gave. */
export function toAppUser(
  engine: Engine,
  app: App,
  user: AppUser,
  person: Person,
  base: string,
): object {
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
    profile: profileOf(engine, app, user, person),
    _links: {
      self: { href: `${path}/users/${user.personId}` },
      app: { href: path },
      user: { href: `${base}/api/v1/users/${user.personId}` },
    },
  }
}

/** What the app's schema has, and what an assignment says beyond it: that is kept but never sent. */
function profileOf(engine: Engine, app: App, user: AppUser, person: Person): object {
  const values = valuesOf(engine, app, user, person).map(({ attribute, value }) => [
    attribute.name,
    value,
  ])
  const there = values.filter(([, value]) => value !== undefined)
  return { ...user.given, ...Object.fromEntries(there) }
}
