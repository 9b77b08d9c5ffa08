import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context, Scope } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok, scopeOf } from '../http/product-api.ts'
import { badRequest } from '../http/product-error.ts'
import { deliveryLog, toDelivery, withPayload } from '../webhooks/delivery-log.ts'
import { deliveryOf, rowOf } from '../webhooks/emit.ts'
import {
  createEndpoint,
  findEndpoint,
  rotateSecret,
  toEndpoint,
  updateEndpoint,
} from '../webhooks/endpoints.ts'
import { readEvents } from '../webhooks/read-events.ts'
import { findDelivery, replay, resend } from '../webhooks/replay.ts'

type ById = { Params: { id: string } }
type Query = Readonly<Record<string, string | undefined>>

const ENDPOINTS = '/v1/scimulate/webhook_endpoints'
const DELIVERIES = '/v1/scimulate/webhook_deliveries'
const MOST = 1_000

/** Endpoints, deliveries and the stream of events: ours, since Stytch has them in its dashboard only. */
export function webhookRoutes(app: FastifyInstance, context: Context): void {
  const scope = (request: FastifyRequest) => scopeOf(context, request)
  endpointRoutes(app, scope)

  app.get<{ Querystring: Query }>(DELIVERIES, async (request) => {
    const { query } = request
    return ok(await deliveryLog(scope(request), query, limitIn(query.limit)))
  })

  app.get<ById>(`${DELIVERIES}/:id`, async (request) =>
    ok({ webhook_delivery: withPayload(await findDelivery(scope(request), request.params.id)) }),
  )

  app.post<ById>(`${DELIVERIES}/:id/resend`, async (request) =>
    ok({ webhook_delivery: toDelivery(await resend(scope(request), request.params.id)) }),
  )

  app.get<{ Querystring: Query }>('/v1/scimulate/events', async (request) => {
    const { cursor, limit } = request.query
    return ok(await readEvents(scope(request), cursor, limitIn(limit)))
  })
}

function endpointRoutes(app: FastifyInstance, scope: (request: FastifyRequest) => Scope): void {
  app.post(ENDPOINTS, async (request) => {
    const row = await createEndpoint(scope(request), new Fields(request.body))
    return ok({ webhook_endpoint: { ...toEndpoint(row), secret: row.secret } })
  })

  app.get(ENDPOINTS, async (request) => {
    const { store, projectId } = scope(request)
    const rows = await store.webhooks.endpoints(projectId)
    return ok({ webhook_endpoints: rows.map(toEndpoint) })
  })

  app.get<ById>(`${ENDPOINTS}/:id`, async (request) =>
    ok({ webhook_endpoint: toEndpoint(await findEndpoint(scope(request), request.params.id)) }),
  )

  app.put<ById>(`${ENDPOINTS}/:id`, async (request) => {
    const fields = new Fields(request.body)
    const row = await updateEndpoint(scope(request), request.params.id, fields)
    return ok({ webhook_endpoint: toEndpoint(row) })
  })

  app.delete<ById>(`${ENDPOINTS}/:id`, async (request) => {
    const { id } = request.params
    await findEndpoint(scope(request), id)
    await scope(request).store.webhooks.deleteEndpoint(id)
    return ok({ webhook_endpoint_id: id })
  })

  app.post<ById>(`${ENDPOINTS}/:id/rotate`, async (request) => {
    const fields = new Fields(request.body)
    const row = await rotateSecret(scope(request), request.params.id, fields)
    return ok({ webhook_endpoint: { ...toEndpoint(row), secret: row.secret } })
  })

  app.post<ById>(`${ENDPOINTS}/:id/replay`, async (request) => {
    const since = sinceIn(new Fields(request.body))
    return ok({ queued: await replay(scope(request), request.params.id, since) })
  })

  app.post<ById>(`${ENDPOINTS}/:id/test`, async (request) =>
    ok({ event_id: await sendTestEvent(scope(request), request.params.id) }),
  )
}

/** An event that tells nothing but that deliveries work; it takes its place behind those before it. */
async function sendTestEvent(scope: Scope, id: string): Promise<string> {
  const endpoint = await findEndpoint(scope, id)
  const row = rowOf(scope, scope.projectId, {
    source: 'SCIMULATE',
    objectType: 'test',
    action: 'CREATE',
    id,
    organizationId: endpoint.organization_id ?? '',
  })
  await scope.store.transaction(async (store) => {
    const seq = await store.events.insert(row)
    await store.deliveries.insert(deliveryOf(endpoint, { ...row, seq }, scope.now()))
  })
  return row.event_id
}

function sinceIn(fields: Fields): string {
  const since = fields.text('since') ?? ''
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(since) ? Date.parse(since) : Number.NaN
  if (Number.isNaN(time)) {
    throw badRequest('invalid_argument', 'since must be a time such as 2026-01-31T12:00:00Z.')
  }
  return new Date(time).toISOString()
}

function limitIn(limit = '100'): number {
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > MOST) {
    throw badRequest('invalid_argument', `limit must be from 1 to ${MOST}.`)
  }
  return Number(limit)
}
