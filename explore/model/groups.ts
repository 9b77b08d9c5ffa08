import { Breach } from './breach.ts'
import { canonical, type Json, listOf, objectOf } from './json.ts'
import { nameOf, type Operation } from './operation.ts'
import { isDone, refused, requireStatus } from './refusal.ts'
import {
  fold,
  groupsNamed,
  type HeldGroup,
  isActive,
  type Membership,
  type State,
  tells,
  withGroup,
  withoutGroup,
} from './state.ts'
import { about, readIdentity } from './user-answer.ts'

type Members = ReadonlyMap<string, Membership>

/** A new group; whether a second one of a name is taken is the server's choice. */
export function createGroup(state: State, op: Operation, lenient: boolean): State[] {
  const { sent, got } = op
  const displayName = String(sent.displayName)
  if (op.status === 409 && groupsNamed(state, displayName).length > 0) return [state]
  requireStatus(op, [201], 'OKTA-1.9-01')
  const id = String(got?.id)
  if (state.users.has(id) || state.groups.has(id) || state.gone.has(id)) {
    throw new Breach(`POST /Groups gave an id that another resource has: ${id}`, {
      ...about(op, id)('id used twice', 'OKTA-3-06'),
    })
  }
  const by = { name: nameOf(op), requirement: 'OKTA-1.9-01' }
  const group = { displayName, members: membersIn(state, sent.members), by }
  const next = tells(state, 'scim.scim_group.create')
  return answered(withGroup(next, id, group), { ...op, id }, lenient)
}

/** A replace or a PATCH of a group. */
export function changeGroup(state: State, op: Operation, lenient: boolean): State[] {
  const { id = '', method, sent } = op
  const before = state.groups.get(id)
  if (before === undefined) {
    return state.gone.has(id) ? refused(state, op, [404], 'OKTA-3-07') : [state]
  }
  const by = { name: nameOf(op), requirement: requirementOf(op) }
  const group = { ...(method === 'PUT' ? replaced(state, sent) : patched(state, before, sent)), by }
  const taken = groupsNamed(state, group.displayName).some((one) => one !== id)
  if (taken && !isDone(op)) return refused(state, op, [409, 400], 'OKTA-1.9-04')
  requireStatus(op, [200, 204], by.requirement)
  const renamed = group.displayName !== before.displayName
  const next = renamed ? tells(state, 'scim.scim_group.update') : state
  return answered(withGroup(next, id, group), op, lenient)
}

export function deleteGroup(state: State, op: Operation): State[] {
  const { id = '' } = op
  if (!state.groups.has(id)) {
    return state.gone.has(id) ? refused(state, op, [404], 'OKTA-3-07') : [state]
  }
  requireStatus(op, [204, 200], 'OKTA-1.9-05')
  return [withoutGroup(tells(state, 'scim.scim_group.delete'), id)]
}

function requirementOf({ method, sent }: Operation): string {
  if (method === 'PUT') return 'OKTA-1.9-02'
  const renames = listOf(sent.Operations).some(({ value }) => 'displayName' in objectOf(value))
  return renames ? 'OKTA-1.9-04' : 'OKTA-1.9-03'
}

function answered(state: State, op: Operation, lenient: boolean): State[] {
  if (op.status === 204 || op.got === undefined || lenient) return [state]
  return [readGroup(state, op, op.got, false)]
}

function membersIn(state: State, sent: unknown): Members {
  return new Map(listOf(sent).map(({ value }) => [String(value), standing(state, String(value))]))
}

/** Whether a group shows an inactive user is the server's choice. */
function standing({ users }: State, id: string): Membership {
  return isActive(users.get(id)) ? 'in' : 'open'
}

function replaced(state: State, sent: Json): Omit<HeldGroup, 'by'> {
  return { displayName: String(sent.displayName), members: membersIn(state, sent.members) }
}

/** The shapes of PATCH that Okta sends for groups; see its documentation of SCIM 2.0. */
function patched(state: State, before: HeldGroup, sent: Json): HeldGroup {
  let group = before
  for (const operation of listOf(sent.Operations)) group = withOperation(state, group, operation)
  return group
}

function withOperation(state: State, group: HeldGroup, operation: Json): HeldGroup {
  const { path, value } = operation
  if (path !== undefined) return { ...group, members: withChange(state, group.members, operation) }
  return { ...group, displayName: String(objectOf(value).displayName ?? group.displayName) }
}

function withChange(state: State, before: Members, { op, path, value }: Json): Members {
  const verb = String(op).toLowerCase()
  if (verb === 'replace') return membersIn(state, value)
  const [, removed] = /^members\[value eq "([^"]*)"\]$/.exec(String(path)) ?? []
  if (verb === 'remove') return new Map([...before].filter(([id]) => id !== removed))
  return new Map([...before, ...membersIn(state, value)])
}

/** How a group is shown; the members may be left out of a list and of the answer to a write. */
export function readGroup(state: State, op: Operation, got: Json, whole: boolean): State {
  const id = String(op.method === 'GET' ? got.id : (op.id ?? got.id))
  const held = state.groups.get(id)
  if (held === undefined) return state
  readIdentity(op, id, got)
  const facts = about(op, id)
  const { by } = held
  if (typeof got.displayName !== 'string' || fold(got.displayName) !== fold(held.displayName)) {
    const told = `${nameOf(op)} shows the group ${String(got.displayName)}; it is called ${held.displayName}`
    throw new Breach(told, {
      ...facts('', 'OKTA-1.9-04'),
      rule: `${by.name}: displayName of a group`,
      about: { type: 'Groups', id, name: held.displayName },
    })
  }
  if (op.method !== 'GET' && leavesMembersOut(got)) return state
  if (!Array.isArray(got.members) && !(whole && hasMembers(held))) return state
  return withGroup(state, id, { ...held, members: readMembers(op, id, held, got.members) })
}

/** The answer to a write may tell of no members, whoever is in. */
function leavesMembersOut({ members }: Json): boolean {
  return !Array.isArray(members) || members.length === 0
}

function hasMembers({ members }: HeldGroup): boolean {
  return [...members.values()].includes('in')
}

function readMembers(op: Operation, id: string, held: HeldGroup, got: unknown): Members {
  const shown = listOf(got).map(({ value }) => String(value))
  const lost = [...held.members].filter(([one, how]) => how === 'in' && !shown.includes(one))
  const strange = shown.filter((one) => !held.members.has(one))
  const twice = shown.length !== new Set(shown).size
  if (lost.length > 0 || strange.length > 0 || twice) {
    const what =
      lost.length > 0 ? 'a member is missing' : twice ? 'a member twice' : 'a member too many'
    throw new Breach(
      `${nameOf(op)} shows the group ${held.displayName} with ${canonical(shown)}; it has ${canonical([...held.members.keys()])}`,
      {
        ...about(op, id)('', held.by.requirement),
        rule: `${held.by.name}: ${what}`,
        about: { type: 'Groups', id, name: held.displayName },
        expected: { path: 'members', value: [...held.members.keys()] },
      },
    )
  }
  return new Map(shown.map((one) => [one, 'in']))
}
