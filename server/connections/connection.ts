import { type Context, hash } from '../context.ts'
import { badRequest, noActiveConnection } from '../http/product-error.ts'
import { implicitRoles } from '../members/roles.ts'
import type { ConnectionRow } from '../store/tables.ts'

const IDENTITY_PROVIDERS: ReadonlySet<string> = new Set([
  'generic',
  'okta',
  'microsoft-entra',
  'cyberark',
  'jumpcloud',
  'onelogin',
  'pingfederate',
  'rippling',
])

export function requireIdentityProvider(name: string): string {
  if (!IDENTITY_PROVIDERS.has(name)) {
    throw badRequest(
      'invalid_scim_idp',
      `identity_provider must be one of ${[...IDENTITY_PROVIDERS].join(', ')}.`,
    )
  }
  return name
}

/** The organization's active connection of that id. */
export async function findConnection(
  { store, choices }: Pick<Context, 'store' | 'choices'>,
  organizationId: string,
  connectionId: string,
): Promise<ConnectionRow> {
  const row = await store.connections.find(connectionId)
  if (row === undefined || row.organization_id !== organizationId) {
    throw noActiveConnection(choices.noConnectionStatus)
  }
  return row
}

/** The same, to be changed: as it is once nobody else is changing it. */
export async function lockedConnection(
  { store, choices }: Pick<Context, 'store' | 'choices'>,
  organizationId: string,
  connectionId: string,
): Promise<ConnectionRow> {
  const row = await store.connections.lock(connectionId)
  if (row === undefined || row.organization_id !== organizationId) {
    throw noActiveConnection(choices.noConnectionStatus)
  }
  return row
}

/** The members that every form of a connection has. */
function common(row: ConnectionRow, url: string): object {
  return {
    organization_id: row.organization_id,
    connection_id: row.connection_id,
    status: row.status,
    display_name: row.display_name,
    identity_provider: row.identity_provider,
    base_url: baseUrlOf(row, url),
    scim_group_implicit_role_assignments: implicitRoles(row),
  }
}

/** Entra ID is made to follow the RFC by a flag in its base URL; it keeps the flag on every request. */
function baseUrlOf(row: ConnectionRow, url: string): string {
  const flag = row.identity_provider === 'microsoft-entra' ? '?aadOptscim062020' : ''
  return `${scimUrl(url, row)}${flag}`
}

/** Where a connection's resources are, on the server at `url`. */
export function scimUrl(url: string, { connection_id }: Pick<ConnectionRow, 'connection_id'>) {
  return `${url}/v1/b2b/scim/${connection_id}`
}

/** As get, update, rotateComplete and rotateCancel give it. */
export function toConnection(row: ConnectionRow, url: string): object {
  return {
    ...common(row, url),
    bearer_token_last_four: row.token_last_four,
    bearer_token_expires_at: row.token_expires_at,
    next_bearer_token_last_four: row.next_token_last_four ?? '',
    ...(row.next_token_expires_at === null
      ? {}
      : { next_bearer_token_expires_at: row.next_token_expires_at }),
  }
}

/** As create gives it: the one time that the token is shown. */
export function withToken(row: ConnectionRow, url: string, token: string): object {
  return {
    ...common(row, url),
    bearer_token: token,
    bearer_token_expires_at: row.token_expires_at,
  }
}

/** As rotateStart gives it: the one time that the next token is shown. */
export function withNextToken(row: ConnectionRow, url: string, token: string): object {
  return {
    ...common(row, url),
    next_bearer_token: token,
    bearer_token_last_four: row.token_last_four,
    bearer_token_expires_at: row.token_expires_at,
    next_bearer_token_expires_at: row.next_token_expires_at,
  }
}

/** Whether a bearer token opens the connection now: the current one, and the next one while rotating. */
export function accepts(row: ConnectionRow, token: string, now: Date): boolean {
  const given = hash(token)
  return (
    (given === row.token_hash && now < new Date(row.token_expires_at)) ||
    (given === row.next_token_hash &&
      row.next_token_expires_at !== null &&
      now < new Date(row.next_token_expires_at))
  )
}
