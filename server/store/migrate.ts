import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** Makes the tables where they are not there yet. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table if not exists organizations (
    organization_id text primary key,
    slug text not null unique,
    external_id text unique,
    link_existing_members integer not null,
    data_json text not null)`,
  `create table if not exists connections (
    connection_id text primary key,
    organization_id text not null,
    status text not null,
    display_name text not null,
    identity_provider text not null,
    token_hash text not null,
    token_last_four text not null,
    token_expires_at text not null,
    next_token_hash text,
    next_token_last_four text,
    next_token_expires_at text,
    roles_json text not null)`,
  // One active connection per organization is a promise of the product: the database keeps it.
  `create unique index if not exists one_active_connection
    on connections (organization_id) where status = 'active'`,
  `create table if not exists members (
    member_id text primary key,
    organization_id text not null,
    email_key text,
    external_id text,
    status text not null,
    data_json text not null)`,
  'create unique index if not exists member_email on members (organization_id, email_key)',
  'create unique index if not exists member_external on members (organization_id, external_id)',
  `create table if not exists users (
    id text primary key,
    connection_id text not null,
    member_id text not null,
    registration_id text not null,
    user_name_key text not null,
    external_id text,
    resource_json text not null,
    version integer not null,
    created text not null,
    modified text not null)`,
  'create unique index if not exists user_name on users (connection_id, user_name_key)',
  'create index if not exists user_external on users (connection_id, external_id)',
  'create unique index if not exists user_member on users (connection_id, member_id)',
  `create table if not exists groups (
    id text primary key,
    connection_id text not null,
    display_key text not null,
    resource_json text not null,
    version integer not null,
    created text not null,
    modified text not null)`,
  'create index if not exists group_display on groups (connection_id, display_key)',
  `create table if not exists group_members (
    group_id text not null,
    value text not null,
    primary key (group_id, value))`,
  'create index if not exists member_group on group_members (value)',
  `create table if not exists webhook_endpoints (
    webhook_endpoint_id text primary key,
    url text not null,
    secret text not null,
    event_types_json text not null,
    organization_id text,
    status text not null)`,
  `create table if not exists events (
    seq integer primary key autoincrement,
    event_id text not null,
    event_type text not null,
    organization_id text not null,
    payload text not null,
    at text not null)`,
  `create table if not exists deliveries (
    delivery_id text primary key,
    seq integer not null,
    event_id text not null,
    event_type text not null,
    webhook_endpoint_id text not null,
    payload text not null,
    status text not null,
    attempts_json text not null,
    attempt_count integer not null,
    due real not null)`,
  'create index if not exists delivery_queue on deliveries (webhook_endpoint_id, status, seq)',
]
