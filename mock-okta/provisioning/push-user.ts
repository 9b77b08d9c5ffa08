import { isDeepStrictEqual } from 'node:util'
import { type App, type AppUser, does } from '../applications/app.ts'
import { type AppValue, appValues, groupProfileOf } from '../applications/app-profile.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import { textOf } from '../expression-language/functions.ts'
import { Failure } from '../scim/failure.ts'
import { createBody, replaceBody } from '../scim/user-body.ts'
import type { Resource } from './answers.ts'
import type { Engine } from './engine.ts'
import { targetOf } from './log-targets.ts'
import { pushGroupsOf } from './push-group.ts'

/** A person was assigned: look up, then create, link or reactivate. */
export function provision(engine: Engine, app: App, person: Person, user: AppUser): void {
  if (app.connection === undefined) return
  let provisioned = false
  engine.enqueue(app, {
    what: `provision ${user.userName}`,
    record: { kind: 'provision', personId: person.id },
    run: async (scope) => {
      if (app.users.get(person.id) !== user) return
      // A group that asks to wait brings this back when the person is done.
      if (!provisioned) {
        user.syncState = 'SYNCING'
        await lookUpThenPush(scope, app, person, user)
        synchronized(scope, user)
        provisioned = true
      }
      await pushGroupsOf(scope, app, person)
    },
    failed: (failure) => {
      user.syncState = 'ERROR'
      const display = displayNameOf(person)
      const message = `Automatic provisioning of user ${display} to app ${app.label} failed: ${failure.message}`
      const told = new Failure(message, failure.status)
      engine.log(app, 'application.provision.user.sync', targetOf(user, person), told)
      const retry = () => provision(engine, app, person, user)
      engine.addTask(app, 'assignment', message, { personId: person.id }, retry)
    },
  })
}

/** A profile changed: fetch the user, lay the mapped attributes over it, put it back. */
export function pushProfile(engine: Engine, app: App, person: Person, user: AppUser): void {
  if (user.externalId === undefined) return
  if (!does(app, 'update')) {
    // Okta knows something that the server is not told.
    if (app.connection !== undefined) user.syncState = 'OUT_OF_SYNC'
    return
  }
  engine.enqueue(app, {
    what: `update ${user.userName}`,
    record: { kind: 'profile', personId: person.id },
    run: async (scope) => {
      // A retry may come when the person has lost the app, and the user has somebody else by then.
      if (app.users.get(person.id) !== user) return
      await putProfile(scope, app, person, user)
      synchronized(scope, user)
    },
    failed: (failure) => {
      user.syncState = 'ERROR'
      const display = displayNameOf(person)
      const message = `Automatic profile push of user ${display} to app ${app.label} failed: ${failure.message}`
      const retry = () => pushProfile(engine, app, person, user)
      engine.addTask(app, 'profile', message, { personId: person.id }, retry)
    },
  })
}

async function lookUpThenPush(
  engine: Engine,
  app: App,
  person: Person,
  user: AppUser,
): Promise<void> {
  const found = await lookUp(engine, app, user, person)
  if (found === undefined) {
    await create(engine, app, person, user)
    return
  }
  user.externalId = found.id
  const profileFirst = app.kind !== 'saml' && app.behaviour.reactivationOrder === 'profile'
  const steps = [
    async () => {
      if (found.active === false) await reactivate(engine, app, person, user)
    },
    async () => {
      if (does(app, 'update')) await putProfile(engine, app, person, user)
    },
  ]
  for (const step of profileFirst ? steps.reverse() : steps) await step()
}

async function lookUp(
  engine: Engine,
  app: App,
  user: AppUser,
  person: Person,
): Promise<Resource | undefined> {
  const attribute = app.connection?.uniqueIdentifier ?? 'userName'
  const event = 'application.provision.user.verify_exists'
  try {
    const wanted = lookedUp(engine, app, user, person, attribute)
    const found = await engine.requests(app).findUser(attribute, wanted)
    engine.log(app, event, targetOf(user, person))
    return found
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    engine.log(app, event, targetOf(user, person), error)
    // Captured: of a server that does not answer, the text tells neither who nor why.
    if (error.status === undefined && error.message !== 'No results for users returned') {
      throw new Failure('Error while verifying if user exists: null')
    }
    throw error.within(`Error while verifying if user ${user.userName} exists`)
  }
}

/** What the look-up asks for: the name in the app, or what is mapped to the unique identifier. */
function lookedUp(
  engine: Engine,
  app: App,
  user: AppUser,
  person: Person,
  unique: string,
): readonly string[] {
  const { lookupValue, lookupAfterRename } = app.behaviour
  const former = lookupAfterRename === 'old' ? app.formerNames?.[person.id] : undefined
  const userName = former ?? user.userName
  if (unique === 'userName' || lookupValue === 'userName') return [userName]
  // Of the one that has several values, any may be meant; an element's path begins so.
  const mapped = valuesOf(engine, app, user, person)
    .filter(({ attribute: { externalName: name } }) =>
      unique === 'email' ? /^emails\..*\.value$/.test(name) : name === unique,
    )
    .map(({ value }) => textOf(value))
    .filter((value) => value !== '')
  return mapped.length > 0 ? mapped : [userName]
}

async function create(engine: Engine, app: App, person: Person, user: AppUser): Promise<void> {
  if (!does(app, 'create')) throw new Failure('Matching user not found.')
  const event = 'application.provision.user.push'
  try {
    const values = valuesOf(engine, app, user, person)
    const password = passwordFor(engine, app, person)
    const body = createBody(person, user.userName, values, password)
    const created = await engine.requests(app).createUser(body)
    user.externalId = created.id
    remember(app, user, values)
    engine.log(app, event, targetOf(user, person))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    engine.log(app, event, targetOf(user, person), error)
    throw error.within(`Error while creating user ${displayNameOf(person)}`)
  }
}

async function reactivate(engine: Engine, app: App, person: Person, user: AppUser): Promise<void> {
  if (!does(app, 'deactivate')) throw new Failure('User account is inactive')
  const event = 'application.provision.user.reactivate'
  try {
    await engine.dialect(app).setActive(engine.requests(app), user.externalId ?? '', person, true)
    engine.log(app, event, targetOf(user, person))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    engine.log(app, event, targetOf(user, person), error)
    throw error.within(`Error while reactivating user ${displayNameOf(person)}`)
  }
}

async function putProfile(engine: Engine, app: App, person: Person, user: AppUser): Promise<void> {
  const event = 'application.provision.user.push_profile'
  const id = user.externalId ?? ''
  try {
    const requests = engine.requests(app)
    const fetched = await requests.user(id)
    const values = valuesOf(engine, app, user, person)
    const { userName } = user
    const body = replaceBody(fetched, person, {
      userName,
      values: changedOf(app, user, values),
      cleared: app.behaviour.clearedAttributes,
    })
    await requests.change('update user', 'PUT', '/Users', id, body)
    remember(app, user, values)
    engine.log(app, event, targetOf(user, person))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    engine.log(app, event, targetOf(user, person), error)
    throw error.within(`Error while trying to push profile update for ${person.profile.email}`)
  }
}

/** What differs from what was pushed last, where an app leaves the rest as it is. */
function changedOf(app: App, { pushed }: AppUser, values: readonly AppValue[]): AppValue[] {
  if (app.behaviour.unchangedAttributes === 'send' || pushed === undefined) return [...values]
  return values.filter(({ attribute, value }) => !isDeepStrictEqual(pushed[attribute.name], value))
}

function remember(app: App, user: AppUser, values: readonly AppValue[]): void {
  if (app.behaviour.unchangedAttributes === 'send') return
  user.pushed = Object.fromEntries(values.map(({ attribute, value }) => [attribute.name, value]))
}

/** A person's profile in the app, as it is now or would be with another profile in Okta. */
export function valuesOf(
  { org }: Engine,
  app: App,
  user: AppUser,
  { profile }: Pick<Person, 'profile'>,
): AppValue[] {
  const isMember = (groupId: string, personId: string) =>
    org.groups.get(groupId)?.members.has(personId) ?? false
  return appValues(app, user, profile, groupProfileOf(app, user, isMember))
}

/** Eight random characters, also with Sync Password off; the Okta password when it is synced and known. */
function passwordFor(
  engine: Engine,
  { passwordSync, behaviour }: App,
  { password }: Person,
): string | undefined {
  const synced = passwordSync.enabled && passwordSync.seed === 'OKTA' ? password : undefined
  if (synced === undefined && behaviour.createPassword === 'none') return undefined
  return synced ?? engine.random.letters(8)
}

function synchronized(engine: Engine, user: AppUser): void {
  user.status = 'PROVISIONED'
  user.syncState = 'SYNCHRONIZED'
  user.lastSync = engine.now().toISOString()
}
