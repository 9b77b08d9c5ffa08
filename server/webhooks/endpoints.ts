import { randomBytes } from 'node:crypto'
import { type Context, newId } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest, ProductError } from '../http/product-error.ts'
import { findOrganization } from '../organizations/organization.ts'
import type { EndpointRow } from '../store/tables.ts'
import { isPrivateHost } from './private-address.ts'

/** An endpoint of one's own: where to send, which events, and of which organization. */
export async function createEndpoint(context: Context, fields: Fields): Promise<EndpointRow> {
  const reference = fields.text('organization_id')
  const organization =
    reference === undefined ? undefined : await findOrganization(context.store, reference)
  const row: EndpointRow = {
    webhook_endpoint_id: newId('webhook-endpoint'),
    url: urlIn(fields, context.allowPrivateWebhooks),
    // 24 random bytes, as Svix issues them: 32 characters of standard base64.
    secret: `whsec_${randomBytes(24).toString('base64')}`,
    event_types_json: JSON.stringify(fields.texts('event_types') ?? []),
    organization_id: organization?.organization_id ?? null,
    status: 'active',
  }
  await context.store.webhooks.insertEndpoint(row)
  return row
}

export async function findEndpoint(context: Context, id: string): Promise<EndpointRow> {
  const row = await context.store.webhooks.endpoint(id)
  if (row === undefined) {
    throw new ProductError(404, 'webhook_endpoint_not_found', 'There is no such webhook endpoint.')
  }
  return row
}

/** As it is shown; the secret only when the endpoint is made. */
export function toEndpoint(row: EndpointRow): object {
  return {
    webhook_endpoint_id: row.webhook_endpoint_id,
    url: row.url,
    event_types: JSON.parse(row.event_types_json) as unknown,
    ...(row.organization_id === null ? {} : { organization_id: row.organization_id }),
    status: row.status,
  }
}

function urlIn(fields: Fields, allowPrivate: boolean): string {
  const url = fields.text('url') ?? ''
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw badRequest('invalid_argument', 'url must be an http or https URL.')
  }
  if (!allowPrivate && isPrivateHost(new URL(url).hostname)) {
    throw badRequest('invalid_argument', 'url points into a private network.')
  }
  return url
}
