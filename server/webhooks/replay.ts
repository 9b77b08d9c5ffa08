import type { Scope } from '../context.ts'
import { badRequest, ProductError } from '../http/product-error.ts'
import type { Place } from '../store/sql/events.ts'
import type { DeliveryRow, EndpointRow } from '../store/sql/webhook-tables.ts'
import type { Store } from '../store/store.ts'
import { deliveryOf, wants } from './emit.ts'
import { findEndpoint } from './endpoints.ts'
import { queuedAgain } from './schedule.ts'

const BATCH = 500

/** One delivery once more, by hand: the same event under the same id. */
export async function resend(scope: Scope, id: string): Promise<DeliveryRow> {
  const again = queuedAgain(await findDelivery(scope, id), scope.now().getTime())
  await scope.store.deliveries.update(again)
  return again
}

export async function findDelivery(scope: Scope, id: string): Promise<DeliveryRow> {
  const row = await scope.store.deliveries.find(id)
  const endpoint = row && (await scope.store.webhooks.endpoint(row.webhook_endpoint_id))
  if (row === undefined || endpoint?.project_id !== scope.projectId) {
    throw new ProductError(404, 'webhook_delivery_not_found', 'There is no such delivery.')
  }
  return row
}

/**
 * Queues for an endpoint every event since a time that it is there for: those it has had under the id
 * they had, those it has missed as new. Returns how many.
 */
export async function replay(scope: Scope, endpointId: string, since: string): Promise<number> {
  const endpoint = await findEndpoint(scope, endpointId)
  if (endpoint.status !== 'active') {
    throw badRequest('webhook_endpoint_disabled', 'The endpoint is disabled: set it active first.')
  }
  let count = 0
  for (let place: Place | undefined = { tx: 0, seq: 0 }; place; ) {
    const events = await scope.store.events.after(scope.projectId, place, BATCH, since)
    const wanted = events.filter((event) => wants(endpoint, event))
    await scope.store.transaction(async (store) => {
      for (const event of wanted) await queue(scope, store, endpoint, event)
    })
    count += wanted.length
    place = events.length < BATCH ? undefined : events.at(-1)
  }
  return count
}

async function queue(
  { now }: Scope,
  store: Store,
  endpoint: EndpointRow,
  event: Parameters<typeof deliveryOf>[1],
): Promise<void> {
  const there = await store.deliveries.ofEvent(endpoint.webhook_endpoint_id, event.event_id)
  if (there === undefined) await store.deliveries.insert(deliveryOf(endpoint, event, now()))
  else await store.deliveries.update(queuedAgain(there, now().getTime()))
}
