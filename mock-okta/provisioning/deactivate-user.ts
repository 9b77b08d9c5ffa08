import { type App, type AppUser, does } from '../applications/app.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import { deleteUser, scheduleDeletion } from './delete-user.ts'
import type { Engine } from './engine.ts'
import { targetOf } from './log-targets.ts'

/**
 * A person lost the app: the user is deactivated, and deleted only by the gated option. Nothing is sent when
 * Okta holds no id of it, or when the action is not ticked. One attempt only; what fails is for the admin to
 * do by hand.
 */
export function deactivate(engine: Engine, app: App, person: Person, user: AppUser): void {
  if (!does(app, 'deactivate')) return
  if (app.behaviour.deleteUsers === 'at-once') {
    deleteUser(engine, app, person, user)
    return
  }
  const event = 'application.provision.user.deactivate'
  engine.enqueue(app, {
    what: `deactivate ${user.userName}`,
    record: { kind: 'deactivate', person, user },
    run: async (scope) => {
      // Read here, not before: the create may still be ahead of this in the queue.
      if (user.externalId === undefined) return
      await scope.dialect(app).setActive(scope.requests(app), user.externalId, person, false)
      scope.log(app, event, targetOf(user, person))
      scheduleDeletion(scope, app, person, user)
    },
    failed: (failure) => {
      engine.log(app, event, targetOf(user, person), failure)
      const message = `Error while deactivating user ${displayNameOf(person)} in app ${app.label}: ${failure.message}`
      engine.addTask(app, 'deprovisioning', message, { personId: person.id })
    },
  })
}
