import type { App, AppUser, GroupAssignment } from '../applications/app.ts'
import { remapped } from '../applications/app-profile.ts'
import { userNameFor } from '../applications/user-name.ts'
import { isLive, type Person } from '../directory/person.ts'
import { OktaError } from '../okta-error.ts'
import { pushedProfile } from '../scim/user-body.ts'
import { deactivate } from './deactivate-user.ts'
import type { Engine } from './engine.ts'
import { targetOf } from './log-targets.ts'
import { pushMembers } from './push-group.ts'
import { provision, pushProfile, valuesOf } from './push-user.ts'

/** Gives a person the app, by hand or through a group. */
export function assign(
  engine: Engine,
  app: App,
  person: Person,
  scope: AppUser['scope'],
  given: Partial<Pick<AppUser, 'given' | 'userName'>> = {},
): AppUser {
  const there = app.users.get(person.id)
  if (there !== undefined) {
    // An assignment by hand outlives the group's.
    const changed = { ...given, ...(scope === 'USER' ? { scope } : {}) }
    keepPushed(engine, app, [person], () => giveTo(there, changed))
    return there
  }
  const now = engine.now().toISOString()
  const user: AppUser = {
    id: engine.random.id('0ua'),
    personId: person.id,
    scope,
    status: app.connection === undefined ? 'ACTIVE' : 'STAGED',
    syncState: app.connection === undefined ? 'DISABLED' : 'OUT_OF_SYNC',
    userName: given.userName ?? userNameFor(app.userNameFormat, person.profile),
    externalId: undefined,
    given: given.given ?? {},
    ...(given.userName === undefined ? {} : { userNameGiven: true }),
    created: now,
    lastUpdated: now,
    lastSync: undefined,
  }
  app.users.set(person.id, user)
  engine.log(app, 'application.user_membership.add', targetOf(user, person))
  provision(engine, app, person, user)
  return user
}

/** What an assignment says of the person in this app, added to what it said before. */
export function giveTo(
  user: AppUser,
  { given, userName, scope }: Partial<Pick<AppUser, 'given' | 'userName' | 'scope'>>,
): void {
  if (scope !== undefined) user.scope = scope
  if (given !== undefined) user.given = { ...user.given, ...given }
  if (userName === undefined) return
  user.userName = userName
  user.userNameGiven = true
}

/** Does something that may change people's profiles in the app, and pushes those that it did change. */
export function keepPushed(
  engine: Engine,
  app: App,
  people: readonly Person[],
  change: () => void,
): void {
  const pushed = (person: Person): string | undefined => {
    const user = app.users.get(person.id)
    return user && pushedProfile(user.userName, valuesOf(engine, app, user, person))
  }
  const before = people.map(pushed)
  change()
  for (const [at, person] of people.entries()) {
    const user = app.users.get(person.id)
    const was = before[at]
    if (user === undefined || was === undefined || pushed(person) === was) continue
    pushProfile(engine, app, person, user)
  }
}

/** Takes the app from a person. */
export function unassign(engine: Engine, app: App, person: Person): void {
  const user = app.users.get(person.id)
  if (user === undefined) return
  app.users.delete(person.id)
  if (app.behaviour.lookupAfterRename === 'old') {
    app.formerNames ??= {}
    app.formerNames[person.id] = user.userName
  }
  engine.log(app, 'application.user_membership.remove', targetOf(user, person))
  deactivate(engine, app, person, user)
}

/** Takes the assignment that was given by hand; a group of the person may still bring the app. */
export function unassignByHand(engine: Engine, app: App, person: Person): void {
  const user = app.users.get(person.id)
  if (user === undefined)
    throw new OktaError(404, 'E0000007', `Not found: Resource not found: ${person.id} (AppUser)`)
  if (!broughtByGroup(engine, app, person)) {
    unassign(engine, app, person)
    return
  }
  keepPushed(engine, app, [person], () => {
    user.scope = 'GROUP'
    user.given = {}
  })
}

/** Gives the app to a group, or changes what the assignment says: its members' profiles follow. */
export function assignGroup(
  engine: Engine,
  app: App,
  groupId: string,
  said: Omit<GroupAssignment, 'lastUpdated'>,
): void {
  keepPushed(engine, app, membersOf(engine, groupId), () => {
    app.groups.set(groupId, { ...said, lastUpdated: engine.now().toISOString() })
  })
  for (const person of membersOf(engine, groupId)) {
    if (isLive(person)) assign(engine, app, person, 'GROUP')
  }
}

export function unassignGroup(engine: Engine, app: App, groupId: string): void {
  keepPushed(engine, app, membersOf(engine, groupId), () => {
    app.groups.delete(groupId)
    for (const { id } of membersOf(engine, groupId)) dropUnlessKept(engine, app, id)
  })
}

function membersOf({ org }: Engine, groupId: string): Person[] {
  const members = [...org.group(groupId).members].map((id) => org.people.get(id))
  return members.filter((person) => person !== undefined)
}

/** A person joined a group: they get its apps, then the pushed group gets them. */
export function joined(engine: Engine, groupId: string, person: Person): void {
  for (const app of engine.org.apps.values()) {
    pushGroupProfile(engine, app, groupId, person)
    if (app.groups.has(groupId) && isLive(person)) assign(engine, app, person, 'GROUP')
    pushMembership(engine, app, groupId)
  }
}

/** A person left a group: they lose the apps that only it brought, and the pushed group loses them. */
export function left(engine: Engine, groupId: string, person: Person): void {
  for (const app of engine.org.apps.values()) {
    if (app.groups.has(groupId)) dropUnlessKept(engine, app, person.id)
    pushGroupProfile(engine, app, groupId, person)
    pushMembership(engine, app, groupId)
  }
}

/** Activation brings back what groups give; assignments by hand are gone since the deactivation. */
export function activated(engine: Engine, person: Person): void {
  for (const app of engine.org.apps.values()) {
    if (app.users.has(person.id)) {
      const user = app.users.get(person.id)
      if (user?.externalId === undefined && user !== undefined) provision(engine, app, person, user)
    } else if (broughtByGroup(engine, app, person)) {
      assign(engine, app, person, 'GROUP')
    }
  }
}

export function deactivated(engine: Engine, person: Person): void {
  for (const app of engine.org.apps.values()) unassign(engine, app, person)
}

/** A profile changed: apps that would send something else than before send it. */
export function profileChanged(engine: Engine, person: Person, before: Person['profile']): void {
  for (const app of engine.org.apps.values()) {
    const user = app.users.get(person.id)
    if (user === undefined) continue
    const sent = pushedProfile(user.userName, valuesOf(engine, app, user, { profile: before }))
    if (!app.excludeUserNameUpdates && user.userNameGiven !== true) {
      user.userName = userNameFor(app.userNameFormat, person.profile)
    }
    user.given = remapped(app, user, before, person.profile)
    user.lastUpdated = engine.now().toISOString()
    if (pushedProfile(user.userName, valuesOf(engine, app, user, person)) === sent) continue
    pushProfile(engine, app, person, user)
  }
}

function pushMembership(engine: Engine, app: App, groupId: string): void {
  for (const mapping of app.mappings.values()) {
    if (mapping.sourceGroupId === groupId) pushMembers(engine, app, mapping)
  }
}

/** Who has the app already gets, or loses, what the group's assignment says. */
function pushGroupProfile(engine: Engine, app: App, groupId: string, person: Person): void {
  const user = app.users.get(person.id)
  if (user?.scope !== 'GROUP' || app.groups.get(groupId)?.profile === undefined) return
  pushProfile(engine, app, person, user)
}

function dropUnlessKept(engine: Engine, app: App, personId: string): void {
  const person = engine.org.people.get(personId)
  const user = app.users.get(personId)
  if (person === undefined || user?.scope !== 'GROUP') return
  if (!broughtByGroup(engine, app, person)) unassign(engine, app, person)
}

function broughtByGroup({ org }: Engine, app: App, person: Person): boolean {
  return [...app.groups.keys()].some((id) => org.groups.get(id)?.members.has(person.id))
}
