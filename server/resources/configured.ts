import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { notFound } from '../scim/error.ts'
import { forgetSecrets } from '../scim/forget.ts'
import { keepImmutable } from '../scim/immutable.ts'
import { normalize } from '../scim/normalize.ts'
import { applyPatch } from '../scim/patch/apply.ts'
import { operationsIn } from '../scim/patch/operation.ts'
import { projectionOfText } from '../scim/projection.ts'
import { attributesOf, render, type Stored, storedText } from '../scim/render.ts'
import { type Json, same } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import { requireVersion } from '../scim/version.ts'
import { pause } from '../store/pause.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, ResourceRow } from '../store/tables.ts'
import type { Resources } from './resources.ts'
import { forgetUnique, keepUnique } from './unique-values.ts'

/** Resources of a type that the configuration added: kept by the rules of its schemas and nothing more. */
export function configured(context: Context, type: ResourceType): Resources {
  const { store } = context
  const rows = store.resources(type.name)
  const shown = (row: Stored, baseUrl: string) =>
    render(type, row, `${baseUrl}${type.endpoint}/${row.id}`)
  return {
    type,
    bodyLimit: 1_000_000,
    rows,
    show: async (_connection, found, baseUrl, wanted) =>
      found.map((row) => shown(row, baseUrl)).map(projectionOfText(type, wanted)),
    objects: async (_connection, found, baseUrl) =>
      found.map((row) => JSON.parse(shown(row, baseUrl)) as Json),
    create: (connection, body) => create(context, type, connection, body),
    read: (connection, id) => read(store, type, connection, id),
    replace: (connection, id, body, ifMatch) =>
      change(context, type, connection, id, ifMatch, () => normalize(type, body)),
    patch: (connection, id, body, ifMatch) => {
      const operations = operationsIn(body)
      return change(context, type, connection, id, ifMatch, (before) =>
        applyPatch(type, before, operations, pause),
      )
    },
    delete: (connection, id, ifMatch) => remove(context, type, connection, id, ifMatch),
  }
}

function create(
  context: Context,
  type: ResourceType,
  { connection_id }: ConnectionRow,
  body: unknown,
): Promise<ResourceRow> {
  const resource = forgetSecrets(type, normalize(type, body))
  const now = context.now().toISOString()
  const id = randomUUID()
  const row: ResourceRow = {
    id,
    connection_id,
    kind: type.name,
    ...columns(type, id, resource),
    version: 1,
    created: now,
    modified: now,
  }
  return context.store.transaction(async (store) => {
    await keepUnique(store, connection_id, type, id, resource)
    await store.resources(type.name).insert(row)
    return row
  })
}

async function read(
  store: Store,
  type: ResourceType,
  { connection_id }: ConnectionRow,
  id: string,
): Promise<Stored> {
  const row = await store.resources(type.name).read(connection_id, id)
  if (row === undefined) throw notFound(type.name, id)
  return row
}

function change(
  context: Context,
  type: ResourceType,
  { connection_id }: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
  next: (before: Json) => Json | Promise<Json>,
): Promise<ResourceRow> {
  return context.store.transaction(async (store) => {
    const row = await locked(store, type, connection_id, id, ifMatch)
    const before = attributesOf(row)
    const after = forgetSecrets(type, await next(before))
    keepImmutable(type, before, after)
    if (same(before, after)) return row
    const changed: ResourceRow = {
      ...row,
      ...columns(type, id, after),
      version: row.version + 1,
      modified: context.now().toISOString(),
    }
    await keepUnique(store, connection_id, type, id, after)
    await store.resources(type.name).update(changed)
    return changed
  })
}

/** The resource that is to be written: nobody else changes it until the transaction ends. */
async function locked(
  store: Store,
  type: ResourceType,
  connectionId: string,
  id: string,
  ifMatch: string | undefined,
): Promise<ResourceRow> {
  const row = await store.resources(type.name).lock(connectionId, id)
  if (row === undefined) throw notFound(type.name, id)
  requireVersion(ifMatch, row.version)
  return row
}

function remove(
  context: Context,
  type: ResourceType,
  connection: ConnectionRow,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  return context.store.transaction(async (store) => {
    const row = await locked(store, type, connection.connection_id, id, ifMatch)
    await forgetUnique(store, type, id)
    await store.resources(type.name).delete(row)
  })
}

function columns(
  type: ResourceType,
  id: string,
  resource: Json,
): Pick<ResourceRow, 'external_id' | 'resource_json'> {
  const { externalId } = resource
  return {
    external_id: typeof externalId === 'string' ? externalId : null,
    resource_json: storedText(type, id, resource),
  }
}
