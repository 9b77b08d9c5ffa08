import { randomUUID } from 'node:crypto'
import { dropAssignments, renameInAssignments } from '../connections/assigned-groups.ts'
import { scimUrl } from '../connections/connection.ts'
import type { Context } from '../context.ts'
import { forgetUnique, keepUnique } from '../resources/unique-values.ts'
import { notFound } from '../scim/error.ts'
import { fold } from '../scim/fold.ts'
import { forgetSecrets } from '../scim/forget.ts'
import { keepImmutable } from '../scim/immutable.ts'
import { normalize } from '../scim/normalize.ts'
import { applyPatch } from '../scim/patch/apply.ts'
import { type Operation, operationsIn } from '../scim/patch/operation.ts'
import { attributesOf, type Stored, storedText } from '../scim/render.ts'
import { type Json, same } from '../scim/resource.ts'
import { requireVersion } from '../scim/version.ts'
import { pause } from '../store/pause.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, GroupRow } from '../store/tables.ts'
import { emit } from '../webhooks/emit.ts'
import { type SplitPatch, splitPatch } from './member-changes.ts'
import { membersOfType, memberValues, withoutMembers } from './member-values.ts'
import { addMembers, removeMembers } from './members.ts'
import { membersThat } from './show-group.ts'
import { tellGroup } from './tell.ts'

export async function createGroup(
  context: Context,
  connection: ConnectionRow,
  body: unknown,
): Promise<GroupRow> {
  const { resource, members } = await given(context, body)
  return context.store.transaction(async (store) => {
    const now = context.now().toISOString()
    const id = randomUUID()
    const row: GroupRow = {
      id,
      connection_id: connection.connection_id,
      ...columns(context, id, resource),
      version: 1,
      created: now,
      modified: now,
    }
    await store.groups.insert(row)
    await keepUnique(store, row.connection_id, context.scim.group, id, resource)
    await tellGroup(context, store, connection, row, 'CREATE')
    await addMembers(context, store, connection, row, members)
    return row
  })
}

export async function readGroup(
  store: Store,
  connection: ConnectionRow,
  id: string,
): Promise<Stored> {
  const row = await store.groups.read(connection.connection_id, id)
  if (row === undefined) throw notFound('Group', id)
  return row
}

/** PUT: name and members become what is sent. */
export async function replaceGroup(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<GroupRow> {
  const { resource, members } = await given(context, body)
  return change(context, connection, id, ifMatch, async (store, before) => {
    const row = await renamed(context, store, connection, before, attributesOf(before), resource)
    const moved = await becomes(context, store, connection, row, members)
    return row !== before || moved ? row : undefined
  })
}

export async function patchGroup(
  context: Context,
  connection: ConnectionRow,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<GroupRow> {
  const operations = operationsIn(body)
  const parts = await splitPatch(context.scim.group, operations)
  return change(context, connection, id, ifMatch, (store, row) =>
    parts === undefined
      ? whole(context, store, connection, row, (before) =>
          applyPatch(context.scim.group, before, operations, pause),
        )
      : bySteps(context, store, connection, row, parts),
  )
}

export function deleteGroup(
  context: Context,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  return context.store.transaction(async (store) => {
    const row = await locked(store, connection, id, ifMatch)
    await store.groups.delete(row)
    await forgetUnique(store, context.scim.group, id)
    await store.groups.removeEverywhere(id)
    await dropAssignments(store, connection, id)
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

/** The group that is to be written: nobody else changes it, nor is added to it, until the transaction ends. */
async function locked(
  store: Store,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
): Promise<GroupRow> {
  const row = await store.groups.lock(connection.connection_id, id)
  if (row === undefined) throw notFound('Group', id)
  requireVersion(ifMatch, row.version)
  return row
}

/** Makes the changes, given the row as the next version will have it; tells whether there were any. */
type Work = (store: Store, row: GroupRow) => Promise<GroupRow | undefined>

function change(
  context: Context,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
  work: Work,
): Promise<GroupRow> {
  return context.store.transaction(async (store) => {
    const before = await locked(store, connection, id, ifMatch)
    const changed = await work(store, before)
    // A write that changes nothing is no change: no new version, no event.
    if (changed === undefined) return before
    const row: GroupRow = {
      ...changed,
      version: before.version + 1,
      modified: context.now().toISOString(),
    }
    await store.groups.update(row)
    return row
  })
}

/** All attributes and members at once: what is there is read and brought to what shall be. */
async function whole(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  before: GroupRow,
  next: (before: Json) => Json | Promise<Json>,
): Promise<GroupRow | undefined> {
  const there = await store.groups.membersOf(before.id)
  const stored = attributesOf(before)
  const members = there.map((value) => ({ value }))
  const { members: wanted, ...resource } = await next({ ...stored, members })
  const row = await renamed(context, store, connection, before, stored, resource)
  const values = await memberValues(membersOfType(context.scim.group), wanted)
  const moved = await becomes(context, store, connection, row, values)
  return row !== before || moved ? row : undefined
}

/** Attributes by the rules of PATCH, and members one change after the other, unseen. */
async function bySteps(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  before: GroupRow,
  { members, others }: SplitPatch,
): Promise<GroupRow | undefined> {
  const stored = attributesOf(before)
  const patched = await patchedBy(context, stored, others)
  const row = await renamed(context, store, connection, before, stored, patched)
  let changed = row !== before
  const baseUrl = scimUrl(context.url(), connection)
  for (const change of members) {
    const values =
      'values' in change ? change.values : await membersThat(store, row, baseUrl, change.matches)
    if (await MEMBER_CHANGES[change.op](context, store, connection, row, values)) changed = true
  }
  return changed ? row : undefined
}

const MEMBER_CHANGES = { add: addMembers, remove: removeMembers, replace: becomes }

/** Brings the members to these and no others; tells whether any had to come or go. */
async function becomes(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  row: GroupRow,
  wanted: readonly string[],
): Promise<boolean> {
  const there = await store.groups.membersOf(row.id)
  const left = await removeMembers(context, store, connection, row, without(there, wanted))
  const joined = await addMembers(context, store, connection, row, without(wanted, there))
  return left || joined
}

async function patchedBy(
  { scim }: Context,
  stored: Json,
  operations: readonly Operation[],
): Promise<Json> {
  return operations.length === 0 ? stored : applyPatch(scim.group, stored, operations, pause)
}

async function renamed(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  before: GroupRow,
  stored: Json,
  resource: Json,
): Promise<GroupRow> {
  forgetSecrets(context.scim.group, resource)
  keepImmutable(context.scim.group, stored, resource)
  if (same(stored, resource)) return before
  const row = { ...before, ...columns(context, before.id, resource) }
  await keepUnique(store, row.connection_id, context.scim.group, row.id, resource)
  if (row.display_name !== before.display_name) await renameInAssignments(store, connection, row)
  await tellGroup(context, store, connection, row, 'UPDATE')
  return row
}

/** What a client sent as a whole group. */
async function given(
  { scim }: Context,
  body: unknown,
): Promise<{ readonly resource: Json; readonly members: readonly string[] }> {
  const { rest, members } = withoutMembers(body)
  const resource = forgetSecrets(scim.group, normalize(scim.group, rest))
  return { resource, members: await memberValues(membersOfType(scim.group), members) }
}

function without(values: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return values.filter((value) => !known.has(value))
}

function columns(
  { scim }: Context,
  id: string,
  resource: Json,
): Pick<GroupRow, 'display_name' | 'display_key' | 'external_id' | 'resource_json'> {
  const { displayName, externalId } = resource
  return {
    display_name: String(displayName),
    display_key: fold(String(displayName)),
    external_id: typeof externalId === 'string' ? externalId : null,
    resource_json: storedText(scim.group, id, resource),
  }
}
