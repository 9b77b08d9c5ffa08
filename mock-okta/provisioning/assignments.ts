import type { App, AppUser } from '../applications/app.ts'
import { userNameFor } from '../applications/user-name.ts'
import { isLive, type Person } from '../directory/person.ts'
import { OktaError } from '../okta-error.ts'
import { mappedAttributes } from '../scim/user-body.ts'
import { deactivate } from './deactivate-user.ts'
import type { Engine } from './engine.ts'
import { pushMembers } from './push-group.ts'
import { provision, pushProfile, targetOf } from './push-user.ts'

/** Gives a person the app, by hand or through a group. */
export function assign(engine: Engine, app: App, person: Person, scope: AppUser['scope']): AppUser {
  const there = app.users.get(person.id)
  if (there !== undefined) {
    // An assignment by hand outlives the group's.
    if (scope === 'USER') there.scope = 'USER'
    return there
  }
  const now = engine.now().toISOString()
  const user: AppUser = {
    id: engine.random.id('0ua'),
    personId: person.id,
    scope,
    status: app.connection === undefined ? 'ACTIVE' : 'STAGED',
    syncState: app.connection === undefined ? 'DISABLED' : 'OUT_OF_SYNC',
    userName: userNameFor(app.userNameTemplate, person.profile),
    externalId: undefined,
    given: {},
    created: now,
    lastUpdated: now,
    lastSync: undefined,
  }
  app.users.set(person.id, user)
  engine.log(app, 'application.user_membership.add', targetOf(user, person))
  provision(engine, app, person, user)
  return user
}

/** Takes the app from a person. */
export function unassign(engine: Engine, app: App, person: Person): void {
  const user = app.users.get(person.id)
  if (user === undefined) return
  app.users.delete(person.id)
  engine.log(app, 'application.user_membership.remove', targetOf(user, person))
  deactivate(engine, app, person, user)
}

/** Takes the assignment that was given by hand; a group of the person may still bring the app. */
export function unassignByHand(engine: Engine, app: App, person: Person): void {
  const user = app.users.get(person.id)
  if (user === undefined)
    throw new OktaError(404, 'E0000007', `Not found: Resource not found: ${person.id} (AppUser)`)
  if (broughtByGroup(engine, app, person)) user.scope = 'GROUP'
  else unassign(engine, app, person)
}

export function assignGroup(engine: Engine, app: App, groupId: string, priority: number): void {
  const group = engine.org.group(groupId)
  app.groups.set(groupId, { priority, lastUpdated: engine.now().toISOString() })
  for (const personId of group.members) {
    const person = engine.org.people.get(personId)
    if (person !== undefined && isLive(person)) assign(engine, app, person, 'GROUP')
  }
}

export function unassignGroup(engine: Engine, app: App, groupId: string): void {
  app.groups.delete(groupId)
  for (const personId of engine.org.group(groupId).members) dropUnlessKept(engine, app, personId)
}

/** A person joined a group: they get its apps, then the pushed group gets them. */
export function joined(engine: Engine, groupId: string, person: Person): void {
  for (const app of engine.org.apps.values()) {
    if (app.groups.has(groupId) && isLive(person)) assign(engine, app, person, 'GROUP')
    pushMembership(engine, app, groupId)
  }
}

/** A person left a group: they lose the apps that only it brought, and the pushed group loses them. */
export function left(engine: Engine, groupId: string, person: Person): void {
  for (const app of engine.org.apps.values()) {
    if (app.groups.has(groupId)) dropUnlessKept(engine, app, person.id)
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
    const sent = JSON.stringify(mappedAttributes(before, user.userName))
    if (!app.excludeUserNameUpdates) {
      user.userName = userNameFor(app.userNameTemplate, person.profile)
    }
    user.lastUpdated = engine.now().toISOString()
    if (JSON.stringify(mappedAttributes(person.profile, user.userName)) === sent) continue
    pushProfile(engine, app, person, user)
  }
}

function pushMembership(engine: Engine, app: App, groupId: string): void {
  for (const mapping of app.mappings.values()) {
    if (mapping.sourceGroupId === groupId) pushMembers(engine, app, mapping)
  }
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
