import { randomUUID } from 'node:crypto'
import { type Context, newId } from '../context.ts'
import { forgetUnique, keepUnique } from '../resources/unique-values.ts'
import { notFound, uniqueness } from '../scim/error.ts'
import { fold } from '../scim/fold.ts'
import { forgetSecrets } from '../scim/forget.ts'
import { keepImmutable } from '../scim/immutable.ts'
import { normalize } from '../scim/normalize.ts'
import { applyPatch } from '../scim/patch/apply.ts'
import { type Operation, operationsIn } from '../scim/patch/operation.ts'
import { attributesOf, type Stored, storedText } from '../scim/render.ts'
import { isObject, type Json, same } from '../scim/resource.ts'
import { requireVersion } from '../scim/version.ts'
import { pause } from '../store/pause.ts'
import { type Store, Taken } from '../store/store.ts'
import type { ConnectionRow, UserRow } from '../store/tables.ts'
import { setPassword, withPassword } from './member-password.ts'
import { deleteMemberOf, memberFor, tellProvisioned, updateMemberOf } from './provision.ts'

export async function createUser(
  context: Context,
  connection: ConnectionRow,
  body: unknown,
): Promise<UserRow> {
  const { user: type } = context.scim
  const given = normalize(type, body)
  const password = await context.passwords.takeFrom(given)
  const resource = forgetSecrets(type, given)
  if (resource.active === undefined) resource.active = true
  return context.store.transaction(async (store) => {
    await requireFreeName(store, connection, resource)
    const provisioned = await memberFor(context, store, connection, resource)
    const member = await withPassword(store, provisioned.member, password)
    const now = context.now().toISOString()
    const id = randomUUID()
    const row: UserRow = {
      id,
      connection_id: connection.connection_id,
      member_id: provisioned.member.member_id,
      registration_id: newId('scim-member-registration'),
      ...columns(context, id, resource),
      version: 1,
      created: now,
      modified: now,
    }
    await keep(store.users.insert(row, emailKeys(resource)), resource)
    await keepUnique(store, row.connection_id, type, id, resource)
    await tellProvisioned(context, store, { ...provisioned, member }, { user: row, connection })
    return row
  })
}

export async function readUser(
  store: Store,
  connection: ConnectionRow,
  id: string,
): Promise<Stored> {
  const row = await store.users.read(connection.connection_id, id)
  if (row === undefined) throw notFound('User', id)
  return row
}

/**
 * PUT: the whole resource, of which what is left out is cleared (RFC7644-3.5.1-A01); but a password stays,
 * since nobody can read it to send it back (RFC7644-3.5.1-A03).
 */
export async function replaceUser(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<UserRow> {
  const given = normalize(context.scim.user, body)
  const password = await context.passwords.takeFrom(given)
  return change(context, connection, id, { ifMatch, password }, (before) => {
    const after = { ...given }
    // A client that does not speak of `active` does not mean to deactivate, nor to reactivate.
    if (after.active === undefined) after.active = before.active
    return after
  })
}

export async function patchUser(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<UserRow> {
  const operations = operationsIn(body)
  const password = await passwordIn(context, connection, id, operations)
  return change(context, connection, id, { ifMatch, password }, async (before) => {
    const after = await applyPatch(context.scim.user, before, operations, pause)
    if (after.active === undefined) after.active = true
    return after
  })
}

/**
 * The hash of the password that a patch sets: made ahead, since it takes too long for a transaction. No
 * resource holds its password, so what a patch sets does not depend on what the resource is by then.
 */
async function passwordIn(
  { passwords, scim, store }: Context,
  connection: ConnectionRow,
  id: string,
  operations: readonly Operation[],
): Promise<string | undefined> {
  if (!passwords.kept || !/password/i.test(JSON.stringify(operations))) return undefined
  const before = attributesOf(await readUser(store, connection, id))
  return passwords.takeFrom(await applyPatch(scim.user, before, operations, pause))
}

export function deleteUser(
  context: Context,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  return context.store.transaction(async (store) => {
    const row = await locked(store, connection, id, ifMatch)
    await store.users.delete(row)
    await forgetUnique(store, context.scim.user, id)
    await store.groups.removeEverywhere(id)
    await deleteMemberOf(context, store, row.member_id)
  })
}

/** The user that is to be written: nobody else changes it until the transaction ends. */
async function locked(
  store: Store,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
): Promise<UserRow> {
  const row = await store.users.lock(connection.connection_id, id)
  if (row === undefined) throw notFound('User', id)
  requireVersion(ifMatch, row.version)
  return row
}

function change(
  context: Context,
  connection: ConnectionRow,
  id: string,
  { ifMatch, password }: { ifMatch: string | undefined; password: string | undefined },
  next: (before: Json) => Json | Promise<Json>,
): Promise<UserRow> {
  const { user: type } = context.scim
  return context.store.transaction(async (store) => {
    const row = await locked(store, connection, id, ifMatch)
    const before = attributesOf(row)
    const after = forgetSecrets(type, await next(before))
    keepImmutable(type, before, after)
    // A write that changes nothing is no change: no new version, no event.
    if (password === undefined && same(before, after)) return row
    const changed: UserRow = {
      ...row,
      ...columns(context, id, after),
      version: row.version + 1,
      modified: context.now().toISOString(),
    }
    const keys = same(before.emails, after.emails) ? undefined : emailKeys(after)
    await keep(store.users.update(changed, row, keys), after)
    await keepUnique(store, row.connection_id, type, id, after)
    await setPassword(store, row.member_id, password)
    await updateMemberOf(context, store, { user: changed, connection }, before, after)
    return changed
  })
}

function columns(
  { scim }: Context,
  id: string,
  resource: Json,
): Pick<UserRow, 'user_name_key' | 'display_key' | 'external_id' | 'active' | 'resource_json'> {
  const { userName, displayName, externalId, active } = resource
  return {
    user_name_key: fold(String(userName)),
    display_key: typeof displayName === 'string' ? fold(displayName) : null,
    external_id: typeof externalId === 'string' ? externalId : null,
    active: active === false ? 0 : 1,
    resource_json: storedText(scim.user, id, resource),
  }
}

function emailKeys({ emails }: Json): string[] {
  const values = (Array.isArray(emails) ? emails : []).map((one) => isObject(one) && one.value)
  return [...new Set(values.filter((value) => typeof value === 'string').map(fold))]
}

/** Said before any member is touched; the unique index still decides when two come at once. */
async function requireFreeName(
  store: Store,
  connection: ConnectionRow,
  resource: Json,
): Promise<void> {
  const key = fold(String(resource.userName))
  const taken = await store.users.byUserName(connection.connection_id, key)
  if (taken !== undefined) throw nameTaken(resource)
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
