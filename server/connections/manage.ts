import { hash, newId, newSecret, type Scope, seconds } from '../context.ts'
import { displayNameOf } from '../groups/membership.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest, noActiveConnection } from '../http/product-error.ts'
import type { ImplicitRole } from '../members/roles.ts'
import { findOrganization } from '../organizations/organization.ts'
import { type Store, Taken } from '../store/store.ts'
import type { ConnectionRow } from '../store/tables.ts'
import { emit } from '../webhooks/emit.ts'
import {
  lockedConnection,
  requireIdentityProvider,
  toConnection,
  withNextToken,
  withToken,
} from './connection.ts'

/** scim.connection.create: one active connection an organization. */
export function createConnection(scope: Scope, reference: string, fields: Fields): Promise<object> {
  const identityProvider = requireIdentityProvider(fields.text('identity_provider') || 'generic')
  const token = newSecret()
  return scope.store.transaction(async (store) => {
    const { organization_id } = await findOrganization({ ...scope, store }, reference)
    const row: ConnectionRow = {
      connection_id: newId('scim-connection'),
      organization_id,
      status: 'active',
      display_name: fields.text('display_name') ?? '',
      identity_provider: identityProvider,
      ...currentToken(scope, token),
      ...NOT_ROTATING,
      roles_json: '[]',
    }
    try {
      await store.connections.insert(row)
    } catch (error) {
      if (!(error instanceof Taken)) throw error
      throw badRequest(
        'active_scim_connection_exists',
        'Organizations may only have one active SCIM connection at a time.',
      )
    }
    await told(scope, store, row, 'CREATE')
    return withToken(row, scope.url(), token)
  })
}

/** scim.connection.get */
export async function getConnection(scope: Scope, reference: string): Promise<object> {
  const { organization_id } = await findOrganization(scope, reference)
  const row = await scope.store.connections.activeOf(organization_id)
  if (row === undefined) throw noActiveConnection(scope.choices.noConnectionStatus)
  return toConnection(row, scope.url())
}

/** scim.connection.update: the list of role assignments, when given, takes the place of the old one. */
export function updateConnection(
  scope: Scope,
  reference: string,
  connectionId: string,
  fields: Fields,
): Promise<object> {
  return change(scope, reference, connectionId, async (row, store) => {
    const provider = fields.text('identity_provider')
    const assignments = fields.objects('scim_group_implicit_role_assignments')
    return {
      ...row,
      display_name: fields.text('display_name') ?? row.display_name,
      identity_provider:
        provider === undefined ? row.identity_provider : requireIdentityProvider(provider),
      roles_json:
        assignments === undefined
          ? row.roles_json
          : JSON.stringify(await rolesFrom(store, row, assignments)),
    }
  })
}

/** scim.connection.delete: its groups and registrations go, the members stay. */
export function deleteConnection(
  scope: Scope,
  reference: string,
  connectionId: string,
): Promise<string> {
  return scope.store.transaction(async (store) => {
    const { organization_id } = await findOrganization({ ...scope, store }, reference)
    const row = await lockedConnection({ ...scope, store }, organization_id, connectionId)
    await store.connections.empty(connectionId)
    await store.connections.update({ ...row, status: 'deleted', roles_json: '[]' })
    await emit(scope, store, {
      source: scope.source,
      objectType: 'scim_connection',
      action: 'DELETE',
      id: connectionId,
      organizationId: organization_id,
    })
    return connectionId
  })
}

/** scim.connection.rotateStart: a second token; what starting again does is a choice. */
export async function startRotation(
  scope: Scope,
  reference: string,
  connectionId: string,
): Promise<object> {
  const token = newSecret()
  const { token_hash, token_last_four, token_expires_at } = currentToken(scope, token)
  const row = await rewrite(scope, reference, connectionId, async (before) => {
    if (before.next_token_hash !== null && scope.choices.rotateTwice === 'refuse') {
      throw badRequest(
        'scim_connection_already_rotating_token',
        'The SCIM connection is rotating its bearer token already.',
      )
    }
    return {
      ...before,
      next_token_hash: token_hash,
      next_token_last_four: token_last_four,
      next_token_expires_at: token_expires_at,
    }
  })
  return withNextToken(row, scope.url(), token)
}

/** scim.connection.rotateComplete: the next token takes the place of the current one. */
export function completeRotation(
  scope: Scope,
  reference: string,
  connectionId: string,
): Promise<object> {
  return change(scope, reference, connectionId, async (row) => {
    const { next_token_hash, next_token_last_four, next_token_expires_at } = row
    if (!next_token_hash || !next_token_last_four || !next_token_expires_at) throw notRotating()
    return {
      ...row,
      token_hash: next_token_hash,
      token_last_four: next_token_last_four,
      token_expires_at: next_token_expires_at,
      ...NOT_ROTATING,
    }
  })
}

/** scim.connection.rotateCancel: the next token is forgotten. */
export function cancelRotation(
  scope: Scope,
  reference: string,
  connectionId: string,
): Promise<object> {
  return change(scope, reference, connectionId, async (row) => {
    if (row.next_token_hash === null) throw notRotating()
    return { ...row, ...NOT_ROTATING }
  })
}

const NOT_ROTATING = {
  next_token_hash: null,
  next_token_last_four: null,
  next_token_expires_at: null,
}

type Change = (row: ConnectionRow, store: Store) => Promise<ConnectionRow>

async function change(
  scope: Scope,
  reference: string,
  connectionId: string,
  next: Change,
): Promise<object> {
  return toConnection(await rewrite(scope, reference, connectionId, next), scope.url())
}

function rewrite(
  scope: Scope,
  reference: string,
  connectionId: string,
  next: Change,
): Promise<ConnectionRow> {
  return scope.store.transaction(async (store) => {
    const { organization_id } = await findOrganization({ ...scope, store }, reference)
    const row = await next(
      await lockedConnection({ ...scope, store }, organization_id, connectionId),
      store,
    )
    await store.connections.update(row)
    await told(scope, store, row, 'UPDATE')
    return row
  })
}

async function told(
  scope: Scope,
  store: Store,
  row: ConnectionRow,
  action: 'CREATE' | 'UPDATE',
): Promise<void> {
  await emit(scope, store, {
    source: scope.source,
    objectType: 'scim_connection',
    action,
    id: row.connection_id,
    organizationId: row.organization_id,
    object: toConnection(row, scope.url()),
  })
}

/** Columns of a token; of the token itself only its hash and last four characters are kept. */
function currentToken(scope: Scope, token: string) {
  const expires = new Date(scope.now())
  expires.setUTCFullYear(expires.getUTCFullYear() + scope.choices.tokenYears)
  return {
    token_hash: hash(token),
    token_last_four: token.slice(-4),
    token_expires_at: seconds(expires),
  }
}

function notRotating(): Error {
  return badRequest(
    'scim_connection_not_rotating_token',
    'The SCIM connection is not rotating its bearer token.',
  )
}

async function rolesFrom(
  store: Store,
  { connection_id }: ConnectionRow,
  assignments: readonly Record<string, unknown>[],
): Promise<ImplicitRole[]> {
  return Promise.all(
    assignments.map(async ({ role_id, group_id }) => {
      if (typeof group_id !== 'string' || group_id === '') {
        throw badRequest(
          'scim_group_role_assignment_does_not_contain_group_id',
          'Every role assignment needs a group_id.',
        )
      }
      if (typeof role_id !== 'string' || role_id === '') {
        throw badRequest('invalid_rbac_role_assignment', 'Every role assignment needs a role_id.')
      }
      const group = await store.groups.find(connection_id, group_id)
      if (group === undefined) {
        throw badRequest(
          'scim_group_role_assignment_group_does_not_exist',
          `There is no SCIM group ${group_id}.`,
        )
      }
      return { role_id, group_id, group_name: displayNameOf(group) }
    }),
  )
}
