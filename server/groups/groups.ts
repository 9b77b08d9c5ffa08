import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { invalidValue, notFound } from '../scim/error.ts'
import { fold } from '../scim/fold.ts'
import { normalize } from '../scim/normalize.ts'
import { applyPatch } from '../scim/patch/apply.ts'
import { operationsIn } from '../scim/patch/operation.ts'
import { isObject, type Json, same } from '../scim/resource.ts'
import { groupType } from '../scim/schema/resource-type.ts'
import { requireVersion } from '../scim/version.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, GroupRow } from '../store/tables.ts'
import { emit } from '../webhooks/emit.ts'
import { tellGroup, tellMembership } from './tell.ts'

/** A group and the ids of its members. */
export interface Group {
  readonly row: GroupRow
  readonly members: readonly string[]
}

export function createGroup(
  context: Context,
  connection: ConnectionRow,
  body: unknown,
): Promise<Group> {
  const { resource, members } = split(normalize(groupType, body))
  return context.store.transaction(async (store) => {
    const now = context.now().toISOString()
    const row: GroupRow = {
      id: randomUUID(),
      connection_id: connection.connection_id,
      ...columns(resource),
      version: 1,
      created: now,
      modified: now,
    }
    await store.groups.insert(row)
    await tellGroup(context, store, connection, row, 'CREATE')
    await addMembers(context, store, connection, row, members)
    return { row, members }
  })
}

export async function readGroup(
  store: Store,
  connection: ConnectionRow,
  id: string,
): Promise<Group> {
  const row = await store.groups.find(connection.connection_id, id)
  if (row === undefined) throw notFound('Group', id)
  return { row, members: await store.groups.membersOf(id) }
}

/** PUT: name and members become what is sent. */
export function replaceGroup(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<Group> {
  return change(context, connection, id, ifMatch, () => normalize(groupType, body))
}

export function patchGroup(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<Group> {
  const operations = operationsIn(body)
  return change(context, connection, id, ifMatch, (before) =>
    applyPatch(groupType, before, operations),
  )
}

export function deleteGroup(
  context: Context,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  return context.store.transaction(async (store) => {
    const { row } = await readGroup(store, connection, id)
    requireVersion(ifMatch, row.version)
    await store.groups.delete(id)
    await store.groups.removeEverywhere(id)
    await emit(context, store, {
      source: 'SCIM',
      objectType: 'scim_group',
      action: 'DELETE',
      id,
      organizationId: connection.organization_id,
      details: { connection_id: connection.connection_id },
    })
  })
}

function change(
  context: Context,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
  next: (before: Json) => Json,
): Promise<Group> {
  return context.store.transaction(async (store) => {
    const before = await readGroup(store, connection, id)
    requireVersion(ifMatch, before.row.version)
    const stored = JSON.parse(before.row.resource_json) as Json
    const { resource, members } = split(next({ ...stored, members: valuesOf(before.members) }))
    const joined = without(members, before.members)
    const left = without(before.members, members)
    const renamed = !same(stored, resource)
    if (!renamed && joined.length === 0 && left.length === 0) return before
    const row: GroupRow = {
      ...before.row,
      ...columns(resource),
      version: before.row.version + 1,
      modified: context.now().toISOString(),
    }
    await store.groups.update(row)
    if (renamed) await tellGroup(context, store, connection, row, 'UPDATE')
    await removeMembers(context, store, connection, row, left)
    await addMembers(context, store, connection, row, joined)
    return { row, members }
  })
}

async function addMembers(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  values: readonly string[],
): Promise<void> {
  for (const value of values) await requireResource(store, connection, value)
  await store.groups.add(group.id, values)
  for (const value of values) {
    await tellMembership(context, store, connection, group, value, 'CREATE')
  }
}

async function removeMembers(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  group: GroupRow,
  values: readonly string[],
): Promise<void> {
  await store.groups.remove(group.id, values)
  for (const value of values) {
    await tellMembership(context, store, connection, group, value, 'DELETE')
  }
}

/** A member that is no resource of this connection is refused: references are kept whole. */
async function requireResource(
  store: Store,
  { connection_id }: ConnectionRow,
  value: string,
): Promise<void> {
  if (await store.users.find(connection_id, value)) return
  if (await store.groups.find(connection_id, value)) return
  throw invalidValue(`members: there is no user and no group ${value}`)
}

/** The members by their ids, each once: all else about them is worked out when they are shown. */
function split(group: Json): { resource: Json; members: string[] } {
  const { members, ...resource } = group
  const values = (Array.isArray(members) ? members : []).map((member) => {
    const value = isObject(member) ? member.value : undefined
    if (typeof value !== 'string' || value === '') {
      throw invalidValue('members: every member needs a value, the id of a user or group')
    }
    return value
  })
  return { resource, members: [...new Set(values)] }
}

function without(values: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return values.filter((value) => !known.has(value))
}

function valuesOf(members: readonly string[]): Json[] {
  return members.map((value) => ({ value }))
}

function columns(resource: Json): Pick<GroupRow, 'display_key' | 'resource_json'> {
  return {
    display_key: fold(String(resource.displayName)),
    resource_json: JSON.stringify(resource),
  }
}
