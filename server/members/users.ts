import { randomUUID } from 'node:crypto'
import { type Context, newId } from '../context.ts'
import { groupsOfUser, type Membership } from '../groups/membership.ts'
import { notFound, uniqueness } from '../scim/error.ts'
import { fold } from '../scim/fold.ts'
import { normalize } from '../scim/normalize.ts'
import { applyPatch } from '../scim/patch/apply.ts'
import { operationsIn } from '../scim/patch/operation.ts'
import { type Json, same } from '../scim/resource.ts'
import { userType } from '../scim/schema/resource-type.ts'
import { requireVersion } from '../scim/version.ts'
import { type Store, Taken } from '../store/store.ts'
import type { ConnectionRow, UserRow } from '../store/tables.ts'
import { deleteMemberOf, memberFor, tell, updateMemberOf } from './provision.ts'

/** A user and the groups it is in: what an answer is made of. */
export interface User {
  readonly row: UserRow
  readonly groups: readonly Membership[]
}

export function createUser(
  context: Context,
  connection: ConnectionRow,
  body: unknown,
): Promise<User> {
  const resource = stored(normalize(userType, body))
  if (resource.active === undefined) resource.active = true
  return context.store.transaction(async (store) => {
    await requireFreeName(store, connection, resource)
    const { member, action } = await memberFor(context, store, connection, resource)
    const now = context.now().toISOString()
    const row: UserRow = {
      id: randomUUID(),
      connection_id: connection.connection_id,
      member_id: member.member_id,
      registration_id: newId('scim-member-registration'),
      ...columns(resource),
      version: 1,
      created: now,
      modified: now,
    }
    await keep(store.users.insert(row), resource)
    await tell(context, store, member, action)
    return { row, groups: [] }
  })
}

export async function readUser(store: Store, connection: ConnectionRow, id: string): Promise<User> {
  const row = await store.users.find(connection.connection_id, id)
  if (row === undefined) throw notFound('User', id)
  return { row, groups: await groupsOfUser(store, id) }
}

/** PUT: the whole resource, of which what is left out is cleared (RFC7644-3.5.1-A01). */
export function replaceUser(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<User> {
  return change(context, connection, id, ifMatch, (before) => {
    const after = stored(normalize(userType, body))
    // A client that does not speak of `active` does not mean to deactivate, nor to reactivate.
    if (after.active === undefined) after.active = before.active
    return after
  })
}

export function patchUser(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<User> {
  const operations = operationsIn(body)
  return change(context, connection, id, ifMatch, (before) => {
    const after = stored(applyPatch(userType, before, operations))
    if (after.active === undefined) after.active = true
    return after
  })
}

export function deleteUser(
  context: Context,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  return context.store.transaction(async (store) => {
    const { row } = await readUser(store, connection, id)
    requireVersion(ifMatch, row.version)
    await store.users.delete(id)
    await store.groups.removeEverywhere(id)
    await deleteMemberOf(context, store, row.member_id)
  })
}

function change(
  context: Context,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
  next: (before: Json) => Json,
): Promise<User> {
  return context.store.transaction(async (store) => {
    const { row, groups } = await readUser(store, connection, id)
    requireVersion(ifMatch, row.version)
    const before = JSON.parse(row.resource_json) as Json
    const after = next(before)
    // A write that changes nothing is no change: no new version, no event.
    if (same(before, after)) return { row, groups }
    const changed: UserRow = {
      ...row,
      ...columns(after),
      version: row.version + 1,
      modified: context.now().toISOString(),
    }
    await keep(store.users.update(changed), after)
    await updateMemberOf(context, store, row.member_id, after, true)
    return { row: changed, groups }
  })
}

/** A password is taken and forgotten: nobody signs in here. */
function stored(resource: Json): Json {
  delete resource.password
  return resource
}

function columns(resource: Json): Pick<UserRow, 'user_name_key' | 'external_id' | 'resource_json'> {
  return {
    user_name_key: fold(String(resource.userName)),
    external_id: typeof resource.externalId === 'string' ? resource.externalId : null,
    resource_json: JSON.stringify(resource),
  }
}

/** Said before any member is touched; the unique index still decides when two come at once. */
async function requireFreeName(
  store: Store,
  connection: ConnectionRow,
  resource: Json,
): Promise<void> {
  const key = fold(String(resource.userName))
  const taken = await store.users.byUserName(connection.connection_id, key)
  if (taken.length > 0) throw nameTaken(resource)
}

async function keep(statement: Promise<void>, resource: Json): Promise<void> {
  try {
    await statement
  } catch (error) {
    throw error instanceof Taken ? nameTaken(resource) : error
  }
}

function nameTaken(resource: Json): Error {
  return uniqueness(`the userName ${String(resource.userName)} is taken`)
}
