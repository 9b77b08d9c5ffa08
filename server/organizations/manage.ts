import { newId, type Scope, seconds } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest } from '../http/product-error.ts'
import { type Store, Taken } from '../store/store.ts'
import type { OrganizationRow } from '../store/tables.ts'
import { emit } from '../webhooks/emit.ts'
import { dataOf, lockedOrganization, toOrganization } from './organization.ts'
import { newSettings, settingsIn } from './settings.ts'

const SLUG = /^[A-Za-z0-9._~-]{2,128}$/
const EXTERNAL_ID = /^[A-Za-z0-9._|-]{1,128}$/

/** organizations.create */
export function createOrganization(scope: Scope, fields: Fields): Promise<object> {
  const name = nameIn(fields)
  if (name === undefined) {
    throw badRequest('organization_name_missing', 'organization_name is required.')
  }
  const now = seconds(scope.now())
  const row: OrganizationRow = {
    organization_id: newId('organization'),
    project_id: scope.projectId,
    slug: slugIn(fields) ?? slugFrom(name),
    external_id: externalIdIn(fields) ?? null,
    link_existing_members: scope.linkExistingMembers ? 1 : 0,
    data_json: JSON.stringify({
      organization_name: name,
      created_at: now,
      updated_at: now,
      settings: newSettings(fields),
    }),
  }
  return scope.store.transaction(async (store) => {
    await keep(store.organizations.insert(row))
    return told(scope, store, row, 'CREATE')
  })
}

/** organizations.update: what is not given stays. */
export function updateOrganization(
  scope: Scope,
  reference: string,
  fields: Fields,
): Promise<object> {
  return scope.store.transaction(async (store) => {
    const before = await lockedOrganization({ ...scope, store }, reference)
    const data = dataOf(before)
    const row: OrganizationRow = {
      ...before,
      slug: slugIn(fields) ?? before.slug,
      external_id: externalIdIn(fields) ?? before.external_id,
      data_json: JSON.stringify({
        ...data,
        organization_name: nameIn(fields) ?? data.organization_name,
        updated_at: seconds(scope.now()),
        settings: { ...data.settings, ...settingsIn(fields) },
      }),
    }
    await keep(store.organizations.update(row))
    return told(scope, store, row, 'UPDATE')
  })
}

/** organizations.deleteExternalId */
export function deleteOrganizationExternalId(scope: Scope, reference: string): Promise<object> {
  return scope.store.transaction(async (store) => {
    const before = await lockedOrganization({ ...scope, store }, reference)
    const data_json = JSON.stringify({ ...dataOf(before), updated_at: seconds(scope.now()) })
    const row: OrganizationRow = { ...before, external_id: null, data_json }
    await store.organizations.update(row)
    return told(scope, store, row, 'UPDATE')
  })
}

/** organizations.delete: its members and connections go with it. */
export function deleteOrganization(scope: Scope, reference: string): Promise<string> {
  return scope.store.transaction(async (store) => {
    const { organization_id } = await lockedOrganization({ ...scope, store }, reference)
    const connection = await store.connections.activeOf(organization_id)
    if (connection) await store.connections.empty(connection.connection_id)
    await emit(scope, store, {
      source: scope.source,
      objectType: 'organization',
      action: 'DELETE',
      id: organization_id,
      organizationId: organization_id,
    })
    await store.organizations.delete(organization_id)
    return organization_id
  })
}

/** Whether provisioning takes over a member that has the address already. */
export function linkMembers(scope: Scope, reference: string, link: boolean): Promise<void> {
  return scope.store.transaction(async (store) => {
    const row = await lockedOrganization({ ...scope, store }, reference)
    await store.organizations.update({ ...row, link_existing_members: link ? 1 : 0 })
  })
}

async function told(
  scope: Scope,
  store: Store,
  row: OrganizationRow,
  action: 'CREATE' | 'UPDATE',
): Promise<object> {
  const organization = await toOrganization(store, row)
  await emit(scope, store, {
    source: scope.source,
    objectType: 'organization',
    action,
    id: row.organization_id,
    organizationId: row.organization_id,
    object: organization,
  })
  return organization
}

async function keep(statement: Promise<void>): Promise<void> {
  try {
    await statement
  } catch (error) {
    if (!(error instanceof Taken)) throw error
    if (error.what.includes('external_id')) {
      throw badRequest(
        'organization_external_id_already_used',
        'Another organization has that external id.',
      )
    }
    throw badRequest('organization_slug_already_used', 'Another organization has that slug.')
  }
}

function nameIn(fields: Fields): string | undefined {
  const name = fields.text('organization_name')
  if (name !== undefined && (name.length < 1 || name.length > 128)) {
    throw badRequest('invalid_organization_name', 'organization_name has 1 to 128 characters.')
  }
  return name
}

function slugIn(fields: Fields): string | undefined {
  const slug = fields.text('organization_slug')
  if (slug !== undefined && !SLUG.test(slug)) {
    throw badRequest(
      'invalid_organization_slug',
      'organization_slug has 2 to 128 letters, digits and the characters - . _ ~.',
    )
  }
  return slug
}

function slugFrom(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${slug || 'organization'}-${newId('').slice(-8)}`
}

function externalIdIn(fields: Fields): string | undefined {
  const id = fields.text('organization_external_id')
  if (id !== undefined && !EXTERNAL_ID.test(id)) {
    throw badRequest(
      'invalid_id',
      'organization_external_id has letters, digits, and . _ - | only.',
    )
  }
  return id
}
