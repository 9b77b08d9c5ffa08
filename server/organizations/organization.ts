import type { Scope } from '../context.ts'
import { organizationNotFound } from '../http/product-error.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, OrganizationRow } from '../store/tables.ts'
import { DEFAULTS } from './settings.ts'

/** What an organization is beside its ids: the fields that its API lets be set, with their defaults. */
export interface OrganizationData {
  readonly organization_name: string
  readonly created_at: string
  readonly updated_at: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** The organization that a path names by id, slug or external id. */
export async function findOrganization(
  { projectId, store }: Pick<Scope, 'projectId' | 'store'>,
  reference: string,
): Promise<OrganizationRow> {
  const row = await store.organizations.find(projectId, reference)
  if (row === undefined) throw organizationNotFound()
  return row
}

/** The same, to be changed: as it is once nobody else is changing it. */
export async function lockedOrganization(
  scope: Pick<Scope, 'projectId' | 'store'>,
  reference: string,
): Promise<OrganizationRow> {
  const { organization_id } = await findOrganization(scope, reference)
  const row = await scope.store.organizations.lock(organization_id)
  if (row === undefined) throw organizationNotFound()
  return row
}

/** The whole object as the SDK types it. */
export async function toOrganization(store: Store, row: OrganizationRow): Promise<object> {
  const data = dataOf(row)
  const connection = await store.connections.activeOf(row.organization_id)
  return {
    organization_id: row.organization_id,
    organization_name: data.organization_name,
    organization_slug: row.slug,
    organization_external_id: row.external_id ?? '',
    ...DEFAULTS,
    ...data.settings,
    sso_default_connection_id: '',
    sso_active_connections: [],
    scim_active_connection: connection ? activeConnection(connection) : null,
    custom_roles: [],
    created_at: data.created_at,
    updated_at: data.updated_at,
  }
}

function activeConnection(connection: ConnectionRow): object {
  return {
    connection_id: connection.connection_id,
    display_name: connection.display_name,
    bearer_token_last_four: connection.token_last_four,
    bearer_token_expires_at: connection.token_expires_at,
  }
}

/** A role for everybody whose e-mail address is of a domain. */
export interface EmailRole {
  readonly domain: string
  readonly role_id: string
}

export function emailRoles(row: OrganizationRow): readonly EmailRole[] {
  return (dataOf(row).settings.rbac_email_implicit_role_assignments ?? []) as EmailRole[]
}

export function dataOf(row: OrganizationRow): OrganizationData {
  return JSON.parse(row.data_json) as OrganizationData
}
