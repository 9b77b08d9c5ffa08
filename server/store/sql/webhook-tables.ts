import type { Generated } from 'kysely'
import type { Packed } from '../packing.ts'

/** Where webhooks go. Times are milliseconds since 1970, by the clock that was passed in. */
export interface EndpointRow {
  readonly webhook_endpoint_id: string
  readonly project_id: string
  readonly url: string
  /** Recoverable, since every delivery is signed with it. */
  readonly secret: string
  /** The secret before the last rotation, which signs too until its time is over. */
  readonly previous_secret: string | null
  readonly previous_secret_until: number | null
  readonly event_types_json: string
  readonly organization_id: string | null
  readonly status: 'active' | 'disabled'
  readonly disabled_reason: string | null
  /** The first failure since the last success, or of the last day. */
  readonly first_failure: number | null
  /** Since when the endpoint counts as failing: what disables it after days. */
  readonly failing_since: number | null
  readonly created: string
}

/** Which of several servers on one store delivers to an endpoint, until when by the wall's clock. */
interface LeaseRow {
  readonly webhook_endpoint_id: string
  readonly holder: string
  readonly until: number
}

/** The stream of all that happened, also the outbox of the webhooks. */
export interface EventTable {
  readonly seq: Generated<number>
  /** The database's number of the transaction, where transactions may end in another order than they began. */
  readonly tx: number
  readonly event_id: string
  readonly event_type: string
  readonly project_id: string
  readonly organization_id: string
  readonly payload: Packed
  readonly at: string
}

export interface DeliveryRow {
  readonly delivery_id: string
  readonly seq: number
  readonly event_id: string
  readonly event_type: string
  readonly webhook_endpoint_id: string
  readonly payload: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  /** Every attempt there ever was. */
  readonly attempts_json: string
  /** Attempts since the delivery was queued last: its place in the schedule. */
  readonly attempt_count: number
  /** When the next attempt is due. */
  readonly due: number
}

export interface WebhookTables {
  webhook_endpoints: EndpointRow
  webhook_leases: LeaseRow
  events: EventTable
  deliveries: DeliveryRow
}

export const WEBHOOK_STATEMENTS = [
  `create table if not exists webhook_endpoints (
    webhook_endpoint_id text primary key,
    project_id text not null,
    url text not null,
    secret text not null,
    previous_secret text,
    previous_secret_until double precision,
    event_types_json text not null,
    organization_id text,
    status text not null,
    disabled_reason text,
    first_failure double precision,
    failing_since double precision,
    created text not null)`,
  `create index if not exists endpoint_of_organization
    on webhook_endpoints (project_id, organization_id)`,
  `create table if not exists webhook_leases (
    webhook_endpoint_id text primary key,
    holder text not null,
    until double precision not null)`,
  `create table if not exists events (
    seq integer primary key autoincrement,
    tx bigint not null,
    event_id text not null,
    event_type text not null,
    project_id text not null,
    organization_id text not null,
    payload text not null,
    at text not null)`,
  'create index if not exists event_order on events (project_id, tx, seq)',
  `create table if not exists deliveries (
    delivery_id text primary key,
    seq bigint not null,
    event_id text not null,
    event_type text not null,
    webhook_endpoint_id text not null,
    payload text not null,
    status text not null,
    attempts_json text not null,
    attempt_count integer not null,
    due double precision not null)`,
  'create index if not exists delivery_queue on deliveries (webhook_endpoint_id, status, seq)',
  `create index if not exists delivery_waiting
    on deliveries (webhook_endpoint_id, due) where status = 'pending'`,
  'create unique index if not exists delivery_once on deliveries (webhook_endpoint_id, event_id)',
  'create index if not exists delivery_seq on deliveries (seq)',
]
