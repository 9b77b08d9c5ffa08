import type { App } from '../applications/app.ts'
import { deactivate } from './deactivate-user.ts'
import { deleteUser } from './delete-user.ts'
import type { Engine } from './engine.ts'
import { importNow } from './import-users.ts'
import type { JobRecord } from './job-record.ts'
import { pushGroup, pushMembers, pushName, pushNow, unlink } from './push-group.ts'
import { pushPassword } from './push-password.ts'
import { provision, pushProfile } from './push-user.ts'
import type { Task } from './task.ts'

const GROUP_JOBS = {
  'push-group': pushGroup,
  'push-members': pushMembers,
  'push-name': pushName,
  'push-now': pushNow,
}

/** Queues a job that a stop of the program cut short; what it was about may be gone by now. */
export function resume(engine: Engine, app: App, job: JobRecord): void {
  switch (job.kind) {
    case 'import':
      importNow(engine, app)
      return
    case 'unlink':
      unlink(engine, app, job.mapping, true)
      return
    case 'deactivate':
      deactivate(engine, app, job.person, job.user)
      return
    case 'delete':
      deleteUser(engine, app, job.person, job.user)
      return
    case 'provision':
    case 'profile':
    case 'password':
      resumeUser(engine, app, job)
      return
    default: {
      const mapping = app.mappings.get(job.mappingId)
      if (mapping !== undefined) GROUP_JOBS[job.kind](engine, app, mapping)
    }
  }
}

function resumeUser(
  engine: Engine,
  app: App,
  job: Extract<JobRecord, { readonly personId: string }>,
): void {
  const person = engine.org.people.get(job.personId)
  const user = app.users.get(job.personId)
  if (person === undefined || user === undefined) return
  if (job.kind === 'password') pushPassword(engine, app, person, user, job.password)
  else if (job.kind === 'provision') provision(engine, app, person, user)
  else pushProfile(engine, app, person, user)
}

/** Gives open tasks their Retry back. */
export function offerRetries(engine: Engine, app: App): void {
  for (const task of app.tasks) {
    if (task.status !== 'OPEN' || !task.retryable) continue
    engine.offerRetry(task, () => retry(engine, app, task))
  }
}

function retry(engine: Engine, app: App, { kind, personId = '', mappingId = '' }: Task): void {
  const mapping = app.mappings.get(mappingId)
  if (mapping !== undefined) mapping.status = 'ACTIVE'
  if (kind === 'assignment') resume(engine, app, { kind: 'provision', personId })
  if (kind === 'profile') resume(engine, app, { kind: 'profile', personId })
  if (kind === 'group-push') resume(engine, app, { kind: 'push-group', mappingId })
  const known = engine.org.people.get(personId)?.password
  const password = app.passwordSync.seed === 'OKTA' ? known : engine.random.letters(8)
  if (kind === 'password' && password !== undefined) {
    resume(engine, app, { kind: 'password', personId, password })
  }
}
