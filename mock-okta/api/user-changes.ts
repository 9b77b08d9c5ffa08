import type { Person, Profile } from '../directory/person.ts'
import { invalid, notAllowed, type OktaError } from '../okta-error.ts'
import { activated, deactivated, joined, profileChanged } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import { applyRules } from '../provisioning/group-rules.ts'
import { appGroupsOf } from '../provisioning/push-group.ts'
import { passwordChanged } from '../provisioning/push-password.ts'
import { type Audit, personTarget } from './audit.ts'
import { fieldsIn, textIn } from './http.ts'

type Fields = Record<string, unknown>

export function createPerson(
  engine: Engine,
  audit: Audit,
  fields: Fields,
  active: boolean,
): Person {
  const { credentials, groupIds = [] } = fields
  const profile = profileIn(fieldsIn(fields.profile))
  refuseTaken(engine, profile.login)
  if (!Array.isArray(groupIds)) throw invalid('groupIds', 'groupIds: must be a list of group ids')
  const groups = groupIds.map((id) => engine.org.group(String(id)))
  const now = engine.now().toISOString()
  const person: Person = {
    id: engine.random.id('00u'),
    status: 'STAGED',
    profile,
    created: now,
    activated: undefined,
    statusChanged: undefined,
    lastUpdated: now,
  }
  engine.org.people.set(person.id, person)
  audit.person('user.lifecycle.create', person)
  const password = clearPassword(credentials)
  if (password !== undefined) person.password = password
  if (active) activate(engine, audit, person, fieldsIn(credentials).password !== undefined)
  for (const group of groups) {
    group.members.add(person.id)
    group.lastMembershipUpdated = now
    audit.group('group.user_membership.add', group, personTarget(person))
    joined(engine, group.id, person)
  }
  applyRules(engine, person)
  return person
}

/** Without a password a person is PROVISIONED until they follow the activation mail. */
export function activate(engine: Engine, audit: Audit, person: Person, password: boolean): void {
  move(engine, person, password ? 'ACTIVE' : 'PROVISIONED')
  person.activated = engine.now().toISOString()
  audit.person('user.lifecycle.activate', person)
  activated(engine, person)
}

export function deactivate(engine: Engine, audit: Audit, person: Person): void {
  move(engine, person, 'DEPROVISIONED')
  const appGroups = appGroupsOf(engine, person)
  deactivated(engine, person)
  // In the captured order; what is sent to the apps comes later.
  audit.person('user.lifecycle.deactivate', person)
  audit.person('user.session.clear', person)
  for (const { app, group } of appGroups) {
    audit.app('app.user_management', app, personTarget(person), group)
  }
}

/** The first DELETE deactivates, the second deletes; deleting sends the apps nothing more. */
export function deletePerson(engine: Engine, audit: Audit, person: Person): void {
  if (person.status !== 'DEPROVISIONED') {
    deactivate(engine, audit, person)
    return
  }
  audit.person('user.lifecycle.delete.initiated', person)
  engine.org.people.delete(person.id)
  for (const group of engine.org.groups.values()) group.members.delete(person.id)
  audit.person('user.lifecycle.delete.completed', person)
}

export function move(engine: Engine, person: Person, status: Person['status']): void {
  person.status = status
  person.statusChanged = engine.now().toISOString()
  person.lastUpdated = person.statusChanged
  engine.org.people.set(person.id, person)
}

/** POST: what is not named stays as it is; null takes an attribute away. */
export function updateProfile(engine: Engine, audit: Audit, person: Person, fields: Fields): void {
  const change = { ...person.profile, ...fieldsIn(fields.profile) }
  setProfile(engine, audit, person, profileIn(change), fields)
}

/** PUT: what is not named is gone. */
export function replaceProfile(engine: Engine, audit: Audit, person: Person, fields: Fields): void {
  setProfile(engine, audit, person, profileIn(fieldsIn(fields.profile)), fields)
}

function setProfile(
  engine: Engine,
  audit: Audit,
  person: Person,
  profile: Profile,
  { credentials }: Fields,
): void {
  if (person.status === 'DEPROVISIONED') throw wrongState()
  if (profile.login.toLowerCase() !== person.profile.login.toLowerCase()) {
    refuseTaken(engine, profile.login)
  }
  const before = person.profile
  person.profile = profile
  engine.org.people.set(person.id, person)
  person.lastUpdated = engine.now().toISOString()
  audit.person('user.account.update_profile', person)
  if (fieldsIn(credentials).password !== undefined) {
    audit.person('user.account.update_password', person)
    const password = clearPassword(credentials)
    if (password !== undefined) passwordChanged(engine, person, password)
    if (person.status === 'PROVISIONED') move(engine, person, 'ACTIVE')
  }
  profileChanged(engine, person, before)
  applyRules(engine, person)
}

function refuseTaken({ org }: Engine, login: string): void {
  if (org.people.byLogin(login) !== undefined) {
    throw invalid(
      'login',
      'login: An object with this field already exists in the current organization',
    )
  }
}

function profileIn(fields: Fields): Profile {
  const given = Object.entries(fields).filter(([, value]) => value !== null)
  return {
    ...Object.fromEntries(given),
    login: textIn(fields, 'login'),
    email: textIn(fields, 'email'),
    firstName: textIn(fields, 'firstName'),
    lastName: textIn(fields, 'lastName'),
  }
}

export function wrongState(): OktaError {
  return notAllowed("This operation is not allowed in the user's current status.")
}

/** A password that Okta sees in clear, and can therefore sync. */
function clearPassword(credentials: unknown): string | undefined {
  const { value } = fieldsIn(fieldsIn(credentials).password)
  return typeof value === 'string' && value !== '' ? value : undefined
}
