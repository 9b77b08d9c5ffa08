import type { App, AppUser, Deletion } from '../applications/app.ts'
import type { Behaviour } from '../applications/behaviour.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import type { Engine } from './engine.ts'
import { targetOf } from './log-targets.ts'

const DAY_MS = 86_400_000
const WAITS: Readonly<Record<Behaviour['deleteUsers'], number | undefined>> = {
  never: undefined,
  'at-once': undefined,
  'after-a-day': DAY_MS,
  'after-30-days': 30 * DAY_MS,
}

const EVENT = 'application.provision.user.delete'

/** Deletes a user on the server, which Okta does behind a switch only. One attempt, as with a deactivation. */
export function deleteUser(engine: Engine, app: App, person: Person, user: AppUser): void {
  engine.enqueue(app, {
    what: `delete ${user.userName}`,
    record: { kind: 'delete', person, user },
    run: async (scope) => {
      // Read here, not before: the create may still be ahead of this in the queue.
      if (user.externalId === undefined) return
      await scope.requests(app).deleteUser(user.externalId)
      scope.log(app, EVENT, targetOf(user, person))
    },
    failed: (failure) => {
      engine.log(app, EVENT, targetOf(user, person), failure)
      const message = `Error while deleting user ${displayNameOf(person)} in app ${app.label}: ${failure.message}`
      engine.addTask(app, 'deprovisioning', message, { personId: person.id })
    },
  })
}

/** A deactivated user is to be deleted later, when the app is set so. */
export function scheduleDeletion(engine: Engine, app: App, person: Person, user: AppUser): void {
  const wait = WAITS[app.behaviour.deleteUsers]
  if (wait === undefined) return
  const due = new Date(engine.now().getTime() + wait).toISOString()
  app.deletions = [...app.deletions, { person, user, due }]
  engine.log(app, `${EVENT}.schedule`, targetOf(user, person))
}

/** Deletes whose time has come, but for those who have the app again. */
export function deleteWhoIsDue(engine: Engine): void {
  const now = engine.now().toISOString()
  for (const app of engine.org.apps.values()) {
    const due = app.deletions.filter((one) => one.due <= now)
    if (due.length === 0) continue
    app.deletions = app.deletions.filter((one) => one.due > now)
    for (const { person, user } of due.filter((one) => !isBack(app, one))) {
      deleteUser(engine, app, person, user)
    }
  }
}

function isBack(app: App, { user }: Deletion): boolean {
  return [...app.users.values()].some(({ externalId }) => externalId === user.externalId)
}
