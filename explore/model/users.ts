import { Breach } from './breach.ts'
import { isObject, type Json, listOf, objectOf } from './json.ts'
import { nameOf, type Operation } from './operation.ts'
import { isDone, refused, requireStatus } from './refusal.ts'
import {
  type Author,
  type HeldUser,
  type Membership,
  type State,
  tells,
  usersNamed,
  withGroup,
  withUser,
} from './state.ts'
import { about, readGroupsOf, readIdentity, readWritten } from './user-answer.ts'

/** What the server alone says of a user; a write of ours tells nothing about it. */
const SERVERS_OWN = new Set(['id', 'meta', 'groups', 'schemas', 'password'])

/** A create: taken when the name is free, refused with 409 when it is not. */
export function createUser(state: State, op: Operation): State[] {
  const { sent, got } = op
  if (usersNamed(state, String(sent.userName)).length > 0) {
    return refused(state, op, [409], 'OKTA-3-08')
  }
  requireStatus(op, [201], 'OKTA-1.2-01')
  const resource = written({}, sent)
  const id = String(got?.id)
  if (state.users.has(id) || state.groups.has(id) || state.gone.has(id)) {
    throw new Breach(`POST /Users gave an id that another resource has: ${id}`, {
      ...about(op, id)('id used twice', 'OKTA-3-06'),
    })
  }
  const next = readWritten(state, op, { id: undefined, resource })
  return [
    withUser(
      tells(next, 'scim.member.create'),
      id,
      shownBy(got, resource, { name: nameOf(op), requirement: 'OKTA-1.2-12' }),
    ),
  ]
}

/** A replace, a change by PATCH: taken unless it asks for a name that somebody else has. */
export function changeUser(state: State, op: Operation, lenient: boolean): State[] {
  const { id = '', sent, method, got } = op
  const before = state.users.get(id)
  if (before === undefined) return ofStranger(state, op)
  const change = method === 'PUT' ? sent : patchOf(sent)
  const resource = written(method === 'PUT' ? {} : before.resource, change)
  const taken = usersNamed(state, String(resource.userName)).some((one) => one !== id)
  if (taken) return refused(state, op, [409, 400], 'OKTA-1.3-03')
  if ('password' in change && !isDone(op)) return refused(state, op, [400, 403, 501], 'OKTA-1.7-01')
  const by = { name: nameOf(op), requirement: requirementOf(method, resource, before) }
  requireStatus(op, method === 'PUT' ? [200] : [200, 204], by.requirement)
  const next =
    op.status === 200 && !lenient
      ? shownWrite(state, { ...op, id, got: got ?? {} }, { userName: '', resource, by })
      : withUser(state, id, unshown(before, resource, by))
  const isLeaving = resource.active === false && before.resource.active !== false
  return [isLeaving ? opened(tells(next, 'scim.member.delete'), id) : next]
}

/** The answer to a write shows the user as it is now. */
function shownWrite(
  state: State,
  op: Operation & { readonly id: string; readonly got: Json },
  { resource, by }: HeldUser,
): State {
  const { id, got } = op
  const next = readWritten(state, op, { id, resource })
  return readGroupsOf(withUser(next, id, shownBy(got, resource, by)), op, got)
}

/** Nobody of whom Okta could know: a resource that is not there. */
function ofStranger(state: State, op: Operation): State[] {
  const { id = '' } = op
  return state.gone.has(id) ? refused(state, op, [404], 'OKTA-3-07') : [state]
}

/** What a write is about: status, or the profile. */
function requirementOf(method: string, { active }: Json, before: HeldUser): string {
  const turns = before.resource.active !== active
  if (method === 'PUT') {
    if (!turns) return 'OKTA-1.3-01'
    return active === false ? 'OKTA-1.4-01' : 'OKTA-1.5-01'
  }
  return active === false ? 'OKTA-1.4-02' : 'OKTA-1.5-02'
}

/** A user as a write makes it: what it says lies over what was there. */
function written(before: Json, change: Json): Json {
  const said = Object.entries(change).filter(([name]) => !SERVERS_OWN.has(name))
  return { ...before, ...Object.fromEntries(said) }
}

/** The one shape of PATCH that Okta sends for users: a replace without a path. */
function patchOf(sent: Json): Json {
  const operations = listOf(sent.Operations)
  return Object.assign({}, ...operations.map(({ value }) => objectOf(value))) as Json
}

function shownBy(got: Json | undefined, resource: Json, by: Author): HeldUser {
  const { meta, groups: _, ...rest } = got ?? resource
  const created = objectOf(meta).created
  return {
    userName: String(rest.userName),
    by,
    resource: created === undefined ? rest : { ...rest, meta: { created } },
  }
}

/** A write without an answer to read: what the server adds by itself is learnt when it is shown next. */
function unshown(before: HeldUser, resource: Json, by: Author): HeldUser {
  const { id, meta } = before.resource
  const own = Object.entries({ id, meta }).filter(([, value]) => value !== undefined)
  const kept = { ...resource, ...Object.fromEntries(own) }
  return { userName: String(resource.userName), resource: kept, by }
}

/** Whether a group still shows somebody who is inactive is the server's choice. */
function opened(state: State, id: string): State {
  let next = state
  for (const [groupId, group] of state.groups) {
    if (!group.members.has(id)) continue
    const members = new Map<string, Membership>(group.members).set(id, 'open')
    next = withGroup(next, groupId, { ...group, members })
  }
  return next
}

/** How a user is shown: every read must tell what the last write told. */
export function readUser(state: State, op: Operation, got: Json, whole: boolean): State {
  const id = String(got.id)
  const held = state.users.get(id)
  if (held === undefined) return state
  readIdentity(op, id, got)
  const learnt = { ...held.resource }
  for (const [name, value] of Object.entries(withoutGroups(got))) {
    const before = learnt[name]
    if (before === undefined) (learnt as Record<string, unknown>)[name] = value
    else requireSame(op, id, name, { before, now: value, by: held.by })
  }
  for (const name of Object.keys(held.resource)) {
    const mayMiss = !whole && !REQUIRED.has(name)
    if (got[name] === undefined && !mayMiss) {
      requireSame(op, id, name, { before: held.resource[name], now: undefined, by: held.by })
    }
  }
  const next = withUser(state, id, { ...held, resource: learnt })
  return 'groups' in got || whole ? readGroupsOf(next, op, got) : next
}

const REQUIRED = new Set(['userName', 'active', 'name', 'emails'])

function withoutGroups({ groups: _, meta, ...rest }: Json): Json {
  const { created } = objectOf(meta)
  return created === undefined ? rest : { ...rest, meta: { created } }
}

function requireSame(
  op: Operation,
  id: string,
  name: string,
  { before, now, by }: { readonly before: unknown; readonly now: unknown; readonly by: Author },
): void {
  if (alike(before, now)) return
  const requirement = name === 'meta' ? 'RFC7643-3.1-22' : by.requirement
  const rule = `${by.name}: ${name} differs from what was written`
  const facts = { ...about(op, id)('', requirement), rule }
  throw new Breach(
    `${nameOf(op)} shows ${name} ${JSON.stringify(now)}; the last write left ${JSON.stringify(before)}`,
    { ...facts, about: { ...facts.about, id }, expected: { path: name, value: before } },
  )
}

/** Null, an empty list and nothing at all are the same (RFC 7643 §2.5). */
function alike(before: unknown, now: unknown): boolean {
  return comparable(before) === comparable(now)
}

function comparable(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) {
    return value.length === 0 ? '' : `[${value.map(comparable).sort().join()}]`
  }
  if (!isObject(value)) return JSON.stringify(value)
  const names = Object.keys(value).filter((name) => comparable(value[name]) !== '')
  return names.length === 0
    ? ''
    : `{${names
        .sort()
        .map((name) => `${name}:${comparable(value[name])}`)
        .join()}}`
}
