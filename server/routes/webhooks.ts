import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok } from '../http/product-api.ts'
import { badRequest, ProductError } from '../http/product-error.ts'
import type { DeliveryRow } from '../store/tables.ts'
import { deliverTo, rowOf } from '../webhooks/emit.ts'
import { createEndpoint, findEndpoint, toEndpoint } from '../webhooks/endpoints.ts'

type ById = { Params: { id: string } }

const ENDPOINTS = '/v1/scimulate/webhook_endpoints'
const DELIVERIES = '/v1/scimulate/webhook_deliveries'
const MOST = 1_000

/** Endpoints, deliveries and the stream of events: ours, since Stytch has them in its dashboard only. */
export function webhookRoutes(app: FastifyInstance, context: Context): void {
  const { store } = context

  app.post(ENDPOINTS, async ({ body }) => {
    const row = await createEndpoint(context, new Fields(body))
    return ok({ webhook_endpoint: { ...toEndpoint(row), secret: row.secret } })
  })

  app.get(ENDPOINTS, async () => {
    const rows = await store.webhooks.endpoints()
    return ok({ webhook_endpoints: rows.map(toEndpoint) })
  })

  app.get<ById>(`${ENDPOINTS}/:id`, async ({ params }) =>
    ok({ webhook_endpoint: toEndpoint(await findEndpoint(context, params.id)) }),
  )

  app.delete<ById>(`${ENDPOINTS}/:id`, async ({ params }) => {
    await findEndpoint(context, params.id)
    await store.webhooks.deleteEndpoint(params.id)
    return ok({ webhook_endpoint_id: params.id })
  })

  app.post<ById>(`${ENDPOINTS}/:id/test`, async ({ params }) =>
    ok({ event_id: await sendTestEvent(context, params.id) }),
  )

  app.get<{ Querystring: { webhook_endpoint_id?: string } }>(DELIVERIES, async ({ query }) => {
    const rows = await store.webhooks.deliveries(query.webhook_endpoint_id, MOST)
    return ok({ webhook_deliveries: rows.map(toDelivery) })
  })

  app.post<ById>(`${DELIVERIES}/:id/resend`, async ({ params }) => {
    const row = await store.webhooks.delivery(params.id)
    if (row === undefined) {
      throw new ProductError(404, 'webhook_delivery_not_found', 'There is no such delivery.')
    }
    const again: DeliveryRow = { ...row, status: 'pending', due: context.now().getTime() }
    await store.webhooks.updateDelivery(again)
    context.wake()
    return ok({ webhook_delivery: toDelivery(again) })
  })

  app.get<{ Querystring: { cursor?: string; limit?: string } }>(
    '/v1/scimulate/events',
    async ({ query }) => ok(await events(context, query.cursor ?? '0', query.limit ?? '100')),
  )
}

/** An event that tells nothing but that deliveries work; it takes its place behind those before it. */
async function sendTestEvent(context: Context, id: string): Promise<string> {
  const endpoint = await findEndpoint(context, id)
  const row = rowOf(context, {
    source: 'SCIMULATE',
    objectType: 'test',
    action: 'CREATE',
    id,
    organizationId: endpoint.organization_id ?? '',
  })
  await context.store.transaction(async (store) => {
    const seq = await store.webhooks.insertEvent(row)
    await deliverTo(context, store, endpoint, { ...row, seq })
  })
  context.wake()
  return row.event_id
}

async function events({ store }: Context, cursor: string, limit: string): Promise<object> {
  if (!/^\d{1,15}$/.test(cursor) || !/^\d{1,4}$/.test(limit)) {
    throw badRequest('invalid_argument', 'cursor and limit must be whole numbers.')
  }
  const wanted = Math.min(Math.max(Number(limit), 1), MOST)
  const rows = await store.webhooks.eventsAfter(Number(cursor), wanted)
  return {
    events: rows.map(({ event_type, payload }) => ({
      event_type,
      payload: JSON.parse(payload) as unknown,
    })),
    next_cursor: String(rows.at(-1)?.seq ?? cursor),
  }
}

function toDelivery(row: DeliveryRow): object {
  return {
    webhook_delivery_id: row.delivery_id,
    event_id: row.event_id,
    event_type: row.event_type,
    webhook_endpoint_id: row.webhook_endpoint_id,
    status: row.status,
    attempts: JSON.parse(row.attempts_json) as unknown,
  }
}
