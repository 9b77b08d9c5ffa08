import { randomBytes } from 'node:crypto'
import { newId, type Scope } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest, ProductError } from '../http/product-error.ts'
import { findOrganization } from '../organizations/organization.ts'
import type { EndpointRow } from '../store/sql/webhook-tables.ts'
import { EVENT_TYPES } from './event-names.ts'
import { isPrivateHost } from './private-address.ts'

/** How long the secret from before a rotation signs too, unless the caller says otherwise. */
const OVERLAP_SECONDS = 86_400

/** An endpoint of one's own: where to send, which events, and of which organization. */
export async function createEndpoint(scope: Scope, fields: Fields): Promise<EndpointRow> {
  const reference = fields.text('organization_id')
  const organization =
    reference === undefined ? undefined : await findOrganization(scope, reference)
  const row: EndpointRow = {
    webhook_endpoint_id: newId('webhook-endpoint'),
    project_id: scope.projectId,
    url: urlIn(fields, scope.allowPrivateWebhooks) ?? missingUrl(),
    secret: newSigningSecret(),
    previous_secret: null,
    previous_secret_until: null,
    event_types_json: JSON.stringify(typesIn(fields) ?? []),
    organization_id: organization?.organization_id ?? null,
    status: 'active',
    ...WELL,
    created: scope.now().toISOString(),
  }
  await scope.store.webhooks.insertEndpoint(row)
  return row
}

export async function findEndpoint(scope: Scope, id: string): Promise<EndpointRow> {
  const row = await scope.store.webhooks.endpoint(id)
  if (row?.project_id !== scope.projectId) {
    throw new ProductError(404, 'webhook_endpoint_not_found', 'There is no such webhook endpoint.')
  }
  return row
}

/** Changes where, what and whether; one that is switched on again goes on with what waits for it. */
export async function updateEndpoint(
  scope: Scope,
  id: string,
  fields: Fields,
): Promise<EndpointRow> {
  const before = await findEndpoint(scope, id)
  const types = typesIn(fields)
  const change: Partial<EndpointRow> = {
    url: urlIn(fields, scope.allowPrivateWebhooks) ?? before.url,
    event_types_json: types === undefined ? before.event_types_json : JSON.stringify(types),
    ...statusIn(fields),
  }
  await scope.store.webhooks.updateEndpoint(id, change)
  return { ...before, ...change }
}

/** Gives an endpoint another secret; the old one signs too for a while, so that none is refused. */
export async function rotateSecret(scope: Scope, id: string, fields: Fields): Promise<EndpointRow> {
  const before = await findEndpoint(scope, id)
  const overlap = fields.whole('overlap_seconds') ?? OVERLAP_SECONDS
  if (overlap < 0 || overlap > 30 * OVERLAP_SECONDS) {
    throw badRequest('invalid_argument', 'overlap_seconds must be from 0 to 2592000.')
  }
  const change = {
    secret: newSigningSecret(),
    previous_secret: before.secret,
    previous_secret_until: scope.now().getTime() + overlap * 1_000,
  }
  await scope.store.webhooks.updateEndpoint(id, change)
  return { ...before, ...change }
}

/** The secrets that sign now: during a rotation two. */
export function secretsOf(endpoint: EndpointRow, now: Date): string[] {
  const { secret, previous_secret, previous_secret_until } = endpoint
  const both = previous_secret !== null && (previous_secret_until ?? 0) > now.getTime()
  return both ? [secret, previous_secret] : [secret]
}

/** As it is shown; a secret only when it is made. */
export function toEndpoint(row: EndpointRow): object {
  return {
    webhook_endpoint_id: row.webhook_endpoint_id,
    url: row.url,
    event_types: JSON.parse(row.event_types_json) as unknown,
    ...(row.organization_id === null ? {} : { organization_id: row.organization_id }),
    status: row.status,
    ...(row.disabled_reason === null ? {} : { disabled_reason: row.disabled_reason }),
    ...(row.failing_since === null
      ? {}
      : { failing_since: new Date(row.failing_since).toISOString() }),
    created_at: row.created,
  }
}

/** Nothing has failed, or all is forgiven. */
const WELL = { disabled_reason: null, first_failure: null, failing_since: null }

/** 24 random bytes, as Svix issues them: 32 characters of standard base64. */
function newSigningSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

function statusIn(fields: Fields): Partial<EndpointRow> {
  const status = fields.text('status')
  if (status === undefined) return {}
  if (status === 'active') return { status, ...WELL }
  if (status === 'disabled') return { status, disabled_reason: 'by_hand' }
  throw badRequest('invalid_argument', 'status must be active or disabled.')
}

function typesIn(fields: Fields): string[] | undefined {
  const types = fields.texts('event_types')
  const unknown = types?.find((type) => !EVENT_TYPES.has(type))
  if (unknown !== undefined) {
    throw badRequest('invalid_argument', `event_types: there is no event ${unknown}.`)
  }
  return types
}

function urlIn(fields: Fields, allowPrivate: boolean): string | undefined {
  const text = fields.text('url')
  if (text === undefined) return undefined
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : missingUrl()
  if (url.username !== '' || url.password !== '') {
    throw badRequest('invalid_argument', 'url must not hold a user name or a password.')
  }
  if (!allowPrivate && isPrivateHost(url.hostname)) {
    throw badRequest('invalid_argument', 'url points into a private network.')
  }
  return text
}

function missingUrl(): never {
  throw badRequest('invalid_argument', 'url must be an http or https URL.')
}
