import { randomUUID } from 'node:crypto'
import { type Context, newId } from '../context.ts'
import type { EventRow } from '../store/sql/events.ts'
import type { EndpointRow } from '../store/sql/webhook-tables.ts'
import type { Store } from '../store/store.ts'
import { spelled } from './event-names.ts'

/** Events written by one statement; others may have their turn before the next are made. */
const AT_ONCE = 100

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
 * there without the other. The sender looks for them when the request is answered.
 */
export function emit(context: Context, store: Store, event: NewEvent): Promise<void> {
  return emitAll(context, store, event.organizationId, [event])
}

/** Several events of one organization, in their order; a change may have very many. */
export async function emitAll(
  context: Context,
  store: Store,
  organizationId: string,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return
  const organization = await store.organizations.byId(organizationId)
  if (organization === undefined) throw new Error(`no organization ${organizationId}`)
  const endpoints = await store.webhooks.endpointsFor(organization.project_id, organizationId)
  // A group may lose and gain a hundred thousand members at once: neither one by one nor all in memory.
  for (let at = 0; at < events.length; at += AT_ONCE) {
    const some = events.slice(at, at + AT_ONCE)
    const rows = some.map((event) => rowOf(context, organization.project_id, event))
    const told = await store.events.insertMany(rows)
    const deliveries = told.flatMap((row) =>
      endpoints.filter((one) => wants(one, row)).map((one) => deliveryOf(one, row, context.now())),
    )
    await store.deliveries.insert(...deliveries)
  }
}

type Told = Pick<EventRow, 'seq' | 'event_id' | 'event_type' | 'payload'>

/** An event's place in the queue of an endpoint. */
export function deliveryOf(endpoint: EndpointRow, event: Told, now: Date) {
  return {
    delivery_id: `msg_${randomUUID().replaceAll('-', '')}`,
    seq: event.seq,
    event_id: event.event_id,
    event_type: event.event_type,
    webhook_endpoint_id: endpoint.webhook_endpoint_id,
    payload: event.payload,
    status: 'pending' as const,
    attempts_json: '[]',
    attempt_count: 0,
    due: now.getTime(),
  }
}

/** Whether an endpoint is there for an event: by its state, its organization and its filter. */
export function wants(
  endpoint: EndpointRow,
  event: Pick<EventRow, 'event_type' | 'organization_id'>,
): boolean {
  const { status, organization_id } = endpoint
  if (status !== 'active') return false
  if (organization_id !== null && organization_id !== event.organization_id) return false
  const types = JSON.parse(endpoint.event_types_json) as string[]
  return types.length === 0 || types.includes(event.event_type)
}

/** The event as it is stored, its payload in Stytch's envelope. */
export function rowOf(context: Context, projectId: string, event: NewEvent) {
  const { source, id, organizationId, object, details } = event
  const { objectType, action } = spelled(event, context.choices.groupEvents)
  const at = context.now().toISOString()
  const eventId = newId('webhook-event')
  return {
    event_id: eventId,
    event_type: [source, objectType, action].join('.').toLowerCase(),
    project_id: projectId,
    organization_id: organizationId,
    at,
    payload: JSON.stringify({
      action,
      details: { organization_id: organizationId, ...details },
      event_id: eventId,
      id,
      ...(object === undefined ? {} : { [objectType]: object }),
      object_type: objectType,
      project_id: projectId,
      source,
      timestamp: at.replace('Z', '000Z'),
      vertical: 'B2B',
    }),
  }
}
