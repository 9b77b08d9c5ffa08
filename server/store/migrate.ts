import { type Kysely, sql } from 'kysely'
import { WEBHOOK_STATEMENTS } from './sql/webhook-tables.ts'
import type { Tables } from './tables.ts'

/** Makes the tables where they are not there yet, each statement put into the database's own words. */
export async function migrate(
  db: Kysely<Tables>,
  inWordsOf: (statement: string) => string,
): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(inWordsOf(statement)).execute(db)
}

const STATEMENTS = [
  `create table if not exists projects (
    project_id text primary key,
    secret_hash text not null,
    created text not null,
    forgotten_tx bigint not null default 0,
    forgotten_seq bigint not null default 0)`,
  `create table if not exists organizations (
    organization_id text primary key,
    project_id text not null,
    slug text not null,
    external_id text,
    link_existing_members integer not null,
    data_json text not null)`,
  'create unique index if not exists organization_slug on organizations (project_id, slug)',
  'create unique index if not exists organization_external on organizations (project_id, external_id)',
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
  `create table if not exists member_sessions (
    member_session_id text primary key,
    member_id text not null,
    organization_id text not null,
    token_hash text not null unique,
    started text not null,
    expires text not null)`,
  'create index if not exists session_member on member_sessions (member_id)',
  `create table if not exists retired_emails (
    organization_id text not null,
    email_key text not null,
    member_id text not null,
    primary key (organization_id, email_key)) without rowid`,
  `create table if not exists member_passwords (
    member_id text primary key,
    organization_id text not null,
    password_id text not null unique,
    hash text not null)`,
  'create unique index if not exists member_email on members (organization_id, email_key)',
  // Provisioned members have none.
  `create unique index if not exists member_external
    on members (organization_id, external_id) where external_id is not null`,
  `create table if not exists users (
    id text primary key,
    connection_id text not null,
    member_id text not null,
    registration_id text not null,
    user_name_key text not null,
    display_key text,
    external_id text,
    active integer not null,
    resource_json text not null,
    version integer not null,
    created text not null,
    modified text not null)`,
  'create unique index if not exists user_name on users (connection_id, user_name_key)',
  'create index if not exists user_external on users (connection_id, external_id)',
  'create unique index if not exists user_of_member on users (member_id, connection_id)',
  'drop index if exists user_member',
  'create index if not exists user_display on users (connection_id, display_key)',
  'create index if not exists user_order on users (connection_id, created, id)',
  `create table if not exists user_emails (
    user_id text not null,
    email_key text not null,
    primary key (user_id, email_key)) without rowid`,
  'create index if not exists email_user on user_emails (email_key, user_id)',
  `create table if not exists groups (
    id text primary key,
    connection_id text not null,
    display_name text not null,
    display_key text not null,
    external_id text,
    resource_json text not null,
    version integer not null,
    created text not null,
    modified text not null)`,
  'create index if not exists group_display on groups (connection_id, display_key)',
  'create index if not exists group_external on groups (connection_id, external_id)',
  'create index if not exists group_order on groups (connection_id, created, id)',
  `create table if not exists group_members (
    group_id text not null,
    value text not null,
    primary key (group_id, value)) without rowid`,
  'create index if not exists member_group on group_members (value)',
  `create table if not exists resources (
    id text primary key,
    connection_id text not null,
    kind text not null,
    external_id text,
    resource_json text not null,
    version integer not null,
    created text not null,
    modified text not null)`,
  'create index if not exists resource_order on resources (connection_id, kind, created, id)',
  `create table if not exists unique_values (
    connection_id text not null,
    kind text not null,
    attribute text not null,
    value_key text not null,
    resource_id text not null,
    primary key (connection_id, kind, attribute, value_key))`,
  'create index if not exists unique_of on unique_values (resource_id)',
  `create table if not exists counts (
    connection_id text not null,
    kind text not null,
    slot integer not null,
    n integer not null,
    primary key (connection_id, kind, slot))`,
  `create table if not exists settings (
    name text primary key,
    value text not null)`,
  ...WEBHOOK_STATEMENTS,
]
