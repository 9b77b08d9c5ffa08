import { isDeepStrictEqual } from 'node:util'
import { type App, type AppUser, supports } from '../applications/app.ts'
import { type ImportedUser, type ImportResult, periodOf } from '../applications/import-settings.ts'
import { appProfileIn, toOktaProfile } from '../applications/to-okta.ts'
import type { Person } from '../directory/person.ts'
import { Failure } from '../scim/failure.ts'
import type { Resource } from './answers.ts'
import { profileChanged } from './assignments.ts'
import { confirmAsPerson, confirmAsSomeoneNew } from './confirm-import.ts'
import type { Engine } from './engine.ts'
import { applyRulesToAll } from './group-rules.ts'
import { importGroups } from './import-groups.ts'
import { targetOf } from './log-targets.ts'
import { Candidates, matched } from './match-import.ts'

type Counts = Record<'scanned' | 'added' | 'updated' | 'unchanged' | 'removed' | 'groups', number>

const NOTHING: Counts = { scanned: 0, added: 0, updated: 0, unchanged: 0, removed: 0, groups: 0 }

/** Import Now: all users, then all groups when those are imported; false when the app imports nobody. */
export function importNow(engine: Engine, app: App): boolean {
  if (app.connection === undefined || !supports(app, 'IMPORT_USERS')) return false
  engine.enqueue(app, {
    what: 'import users',
    record: { kind: 'import' },
    run: async (scope) => {
      scope.log(app, 'system.import.start', [])
      const requests = scope.requests(app)
      const read = (endpoint: '/Users' | '/Groups') =>
        requests.all(endpoint).catch(undownloaded(scope, app, endpoint))
      const users = await read('/Users')
      const groups = app.connection?.importGroups ? await read('/Groups') : []
      finish(scope, app, takeIn(scope, app, users, groups))
    },
    failed: (failure) => finish(engine, app, refused(engine, failure), failure),
  })
  return true
}

/** Tells what could not be downloaded. */
function undownloaded(engine: Engine, app: App, endpoint: '/Users' | '/Groups') {
  return (error: unknown): never => {
    const what = endpoint === '/Users' ? 'user' : 'group'
    if (error instanceof Failure) {
      engine.log(app, `application.provision.${what}.import`, [], error)
    }
    throw error
  }
}

/** Starts the imports whose time has come. */
export function importWhatIsDue(engine: Engine): void {
  const now = engine.now().getTime()
  for (const app of engine.org.apps.values()) {
    const last = Date.parse(app.importQueued ?? app.created)
    if (now - last < periodOf(app.importSettings)) continue
    app.importQueued = engine.now().toISOString()
    importNow(engine, app)
  }
}

function finish(engine: Engine, app: App, result: ImportResult, failure?: Failure): void {
  app.lastImport = result
  engine.log(app, 'system.import.complete', [], failure)
}

function takeIn(
  engine: Engine,
  app: App,
  users: readonly Resource[],
  groups: readonly Resource[],
): ImportResult {
  const linked = new Map([...app.users.values()].map((user) => [user.externalId, user]))
  linked.delete(undefined)
  const missing = missingFrom(users, linked)
  // Measured by who is missing from the answer: captured imports took inactive users away beyond the limit.
  if (
    missing.length > 0 &&
    missing.length * 100 > linked.size * app.importSettings.safeguardPercent
  )
    return stopped(engine, users.length)
  const counts = { ...NOTHING }
  for (const user of missing) drop(engine, app, user, counts)
  const candidates = new Candidates(engine.org.people.values())
  for (const user of users) {
    const there = linked.get(user.id)
    if (there === undefined) offerIfActive(engine, app, user, candidates, counts)
    else takeInLinked(engine, app, user, there, counts)
  }
  counts.groups = importGroups(engine, app, groups)
  applyRulesToAll(engine)
  const at = engine.now().toISOString()
  return { ...counts, status: 'SUCCESS', at, message: summary(counts) }
}

function missingFrom(
  users: readonly Resource[],
  linked: ReadonlyMap<string | undefined, AppUser>,
): AppUser[] {
  const there = new Set(users.map(({ id }) => id))
  return [...linked].filter(([id]) => !there.has(id ?? '')).map(([, user]) => user)
}

/** Inactive users are never imported as new. */
function offerIfActive(
  engine: Engine,
  app: App,
  resource: Resource,
  candidates: Candidates,
  counts: Counts,
): void {
  if (resource.active === false) return
  counts.scanned += 1
  if (!app.imported.has(resource.id)) counts.added += 1
  offer(engine, app, matched(engine, app, resource, candidates))
}

/** Of those who are linked already an inactive one loses the app in Okta. */
function takeInLinked(
  engine: Engine,
  app: App,
  resource: Resource,
  user: AppUser,
  counts: Counts,
): void {
  counts.scanned += 1
  if (resource.active === false) {
    drop(engine, app, user, counts)
    return
  }
  const { meta: _, ...shown } = resource
  const seen = JSON.stringify(shown)
  if (user.seen === seen) {
    counts.unchanged += 1
    return
  }
  counts.updated += 1
  user.seen = seen
  const person = engine.org.people.get(user.personId)
  if (person === undefined) return
  updateInOkta(engine, app, person, appProfileIn(app, user.userName, resource))
  engine.log(app, 'system.import.user.update', targetOf(user, person))
}

/** Import Profile Updates: the mappings that follow an update change the person, and so the other apps. */
function updateInOkta(engine: Engine, app: App, person: Person, profile: object): void {
  if (!supports(app, 'IMPORT_PROFILE_UPDATES')) return
  const mapped = toOktaProfile(app, { ...profile }, true)
  const before = person.profile
  const after = { ...before, ...mapped, login: before.login }
  if (isDeepStrictEqual(before, after)) return
  person.profile = after
  person.lastUpdated = engine.now().toISOString()
  engine.org.people.set(person.id, person)
  profileChanged(engine, person, before)
}

/** Taken away on Okta's side only: nothing is sent to where it came from. */
function drop(engine: Engine, app: App, user: AppUser, counts: Counts): void {
  counts.removed += 1
  app.users.delete(user.personId)
  const person = engine.org.people.get(user.personId)
  const about = person === undefined ? [] : targetOf(user, person)
  engine.log(app, 'application.user_membership.remove', about)
}

function offer(engine: Engine, app: App, imported: ImportedUser): void {
  const { autoConfirmExactMatch, autoConfirmPartialMatch, autoConfirmNewUsers } = app.importSettings
  const there = app.imported.get(imported.externalId)
  app.imported.set(imported.externalId, { ...imported, ignored: there?.ignored ?? false })
  const person: Person | undefined = engine.org.people.get(imported.personId ?? '')
  const confirmed = imported.match === 'EXACT' ? autoConfirmExactMatch : autoConfirmPartialMatch
  if (person !== undefined && confirmed) confirmAsPerson(engine, app, imported.externalId, person)
  if (imported.match === 'NEW' && autoConfirmNewUsers)
    confirmAsSomeoneNew(engine, app, imported.externalId)
}

function summary({ scanned, added, updated, unchanged, removed, groups }: Counts): string {
  return `${scanned} users scanned! ${added} new, ${updated} updated, ${unchanged} unchanged, ${removed} removed. ${groups} groups scanned!`
}

function stopped(engine: Engine, scanned: number): ImportResult {
  const at = engine.now().toISOString()
  const message = 'Import stopped: it would unassign more users than the import safeguard allows.'
  return { ...NOTHING, scanned, status: 'STOPPED', at, message }
}

function refused(engine: Engine, { message }: Failure): ImportResult {
  return { ...NOTHING, status: 'ERROR', at: engine.now().toISOString(), message }
}
