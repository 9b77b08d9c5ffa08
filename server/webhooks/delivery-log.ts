import type { Scope } from '../context.ts'
import { badRequest } from '../http/product-error.ts'
import type { DeliveryRow } from '../store/sql/webhook-tables.ts'

type Query = Readonly<Record<string, string | undefined>>

/** The log of what was sent and what came of it, newest first, in pages. */
export async function deliveryLog(
  { store, projectId }: Scope,
  query: Query,
  limit: number,
): Promise<object> {
  const { webhook_endpoint_id, event_type, status, cursor } = query
  const rows = await store.deliveries.page(projectId, {
    endpointId: webhook_endpoint_id,
    eventType: event_type,
    status,
    behind: cursor === undefined || cursor === '' ? undefined : placeIn(cursor),
    limit,
  })
  const last = rows.length < limit ? undefined : rows.at(-1)
  return {
    webhook_deliveries: rows.map(toDelivery),
    next_cursor: last === undefined ? null : `${last.seq}.${last.delivery_id}`,
  }
}

export function toDelivery(row: DeliveryRow): object {
  return {
    webhook_delivery_id: row.delivery_id,
    event_id: row.event_id,
    event_type: row.event_type,
    webhook_endpoint_id: row.webhook_endpoint_id,
    status: row.status,
    ...(row.status === 'pending' ? { next_attempt_at: new Date(row.due).toISOString() } : {}),
    attempts: JSON.parse(row.attempts_json) as unknown,
  }
}

/** One delivery, with what was sent. */
export function withPayload(row: DeliveryRow): object {
  return { ...toDelivery(row), payload: JSON.parse(row.payload) as unknown }
}

function placeIn(cursor: string): Pick<DeliveryRow, 'seq' | 'delivery_id'> {
  const [, seq, id] = /^(\d{1,15})\.(\w+)$/.exec(cursor) ?? []
  if (seq === undefined || id === undefined) {
    throw badRequest('invalid_argument', 'cursor must be one that an earlier answer gave.')
  }
  return { seq: Number(seq), delivery_id: id }
}
