import { randomUUID } from 'node:crypto'
import { type Context, newId } from '../context.ts'
import type { Store } from '../store/store.ts'
import type { EndpointRow } from '../store/tables.ts'

export interface NewEvent {
  readonly source: 'SCIM' | 'DIRECT' | 'DASHBOARD' | 'SCIMULATE'
  readonly objectType: string
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE'
  /** The id of the thing that the event is about. */
  readonly id: string
  readonly organizationId: string
  /** The whole thing, on CREATE and UPDATE. */
  readonly object?: object
  /** More of what a DELETE must say, beside the organization. */
  readonly details?: object
}

/**
 * Writes an event and its deliveries in the transaction of the change that it tells of: neither is ever
 * there without the other. The sender is woken; it finds them once the transaction is over.
 */
export async function emit(context: Context, store: Store, event: NewEvent): Promise<void> {
  const row = rowOf(context, event)
  const seq = await store.webhooks.insertEvent(row)
  for (const endpoint of await store.webhooks.endpoints()) {
    if (!wants(endpoint, row.event_type, event.organizationId)) continue
    await deliverTo(context, store, endpoint, { ...row, seq })
  }
  context.wake()
}

/** Queues one event for one endpoint. */
export async function deliverTo(
  context: Context,
  store: Store,
  endpoint: EndpointRow,
  event: {
    readonly seq: number
    readonly event_id: string
    readonly event_type: string
    readonly payload: string
  },
): Promise<void> {
  await store.webhooks.insertDelivery({
    delivery_id: `msg_${randomUUID().replaceAll('-', '')}`,
    seq: event.seq,
    event_id: event.event_id,
    event_type: event.event_type,
    webhook_endpoint_id: endpoint.webhook_endpoint_id,
    payload: event.payload,
    status: 'pending',
    attempts_json: '[]',
    attempt_count: 0,
    due: context.now().getTime(),
  })
}

function wants(endpoint: EndpointRow, eventType: string, organizationId: string): boolean {
  if (endpoint.status !== 'active') return false
  if (endpoint.organization_id !== null && endpoint.organization_id !== organizationId) return false
  const types = JSON.parse(endpoint.event_types_json) as string[]
  return types.length === 0 || types.includes(eventType)
}

/** The event as it is stored, its payload in Stytch's envelope. */
export function rowOf(context: Context, event: NewEvent) {
  const { source, objectType, action, id, organizationId, object, details } = event
  const at = context.now().toISOString()
  const eventId = newId('webhook-event')
  return {
    event_id: eventId,
    event_type: [source, objectType, action].join('.').toLowerCase(),
    organization_id: organizationId,
    at,
    payload: JSON.stringify({
      action,
      details: { organization_id: organizationId, ...details },
      event_id: eventId,
      id,
      ...(object === undefined ? {} : { [objectType]: object }),
      object_type: objectType,
      project_id: context.projectId,
      source,
      timestamp: at.replace('Z', '000Z'),
      vertical: 'B2B',
    }),
  }
}
