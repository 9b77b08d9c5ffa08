import type { App, AppUser } from '../applications/app.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import type { Engine } from './engine.ts'
import { targetOf } from './log-targets.ts'

/** Okta saw a new password of a person: apps that sync it get it. */
export function passwordChanged(engine: Engine, person: Person, password: string): void {
  person.password = password
  for (const app of engine.org.apps.values()) {
    const user = app.users.get(person.id)
    const { enabled, seed, change } = app.passwordSync
    if (user === undefined || !enabled) continue
    // A password that nobody knows is renewed with the Okta password, when the app is set so.
    if (seed === 'OKTA') pushPassword(engine, app, person, user, password)
    else if (change === 'CHANGE') {
      pushPassword(engine, app, person, user, engine.random.letters(8))
    }
  }
}

/** Sends a password that Okta saw, or one that it made. */
export function pushPassword(
  engine: Engine,
  app: App,
  person: Person,
  user: AppUser,
  password: string,
): void {
  const known = app.passwordSync.seed === 'OKTA'
  const event = `application.provision.user.${known ? 'push_okta_password' : 'push_password'}`
  if (app.connection === undefined) return
  engine.enqueue(app, {
    what: `push password of ${user.userName}`,
    record: { kind: 'password', personId: person.id, password },
    run: async (scope) => {
      if (user.externalId === undefined || app.users.get(person.id) !== user) return
      const requests = scope.requests(app)
      await scope.dialect(app).setPassword(requests, user.externalId, person, password)
      scope.log(app, event, targetOf(user, person))
    },
    failed: (failure) => {
      user.syncState = 'ERROR'
      const about = targetOf(user, person)
      engine.log(app, 'application.provision.user.password', about, failure)
      engine.log(app, event, about, failure)
      const message = `Automatic password push of user ${displayNameOf(person)} to app ${app.label} failed: ${failure.message}`
      const retry = () => pushPassword(engine, app, person, user, password)
      engine.addTask(app, 'password', message, { personId: person.id }, retry)
    },
  })
}
