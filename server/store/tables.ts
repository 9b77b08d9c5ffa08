import type { PasswordRow } from './sql/passwords.ts'
import type { RetiredEmailRow } from './sql/retired-emails.ts'
import type { SessionRow } from './sql/sessions.ts'
import type { WebhookTables } from './sql/webhook-tables.ts'

/** Columns named *_json hold JSON as text, so that both dialects keep exactly what was written. */
export interface Tables extends WebhookTables {
  projects: ProjectRow
  organizations: OrganizationRow
  connections: ConnectionRow
  members: MemberRow
  member_sessions: SessionRow
  member_passwords: PasswordRow
  retired_emails: RetiredEmailRow
  users: UserRow
  user_emails: UserEmailRow
  groups: GroupRow
  resources: ResourceRow
  unique_values: UniqueValueRow
  counts: CountRow
  settings: SettingRow
  group_members: GroupMemberRow
}

/** Who may use the product API; all below an organization belongs to the organization's project. */
export interface ProjectRow {
  readonly project_id: string
  readonly secret_hash: string
  readonly created: string
  /** The place of the newest event that is no longer kept. */
  readonly forgotten_tx: number
  readonly forgotten_seq: number
}

export interface OrganizationRow {
  readonly organization_id: string
  readonly project_id: string
  readonly slug: string
  readonly external_id: string | null
  readonly link_existing_members: number
  readonly data_json: string
}

/** Tokens are kept as SHA-256 of their text: they are random, so nothing slower is needed. */
export interface ConnectionRow {
  readonly connection_id: string
  readonly organization_id: string
  readonly status: 'active' | 'deleted'
  readonly display_name: string
  readonly identity_provider: string
  readonly token_hash: string
  readonly token_last_four: string
  readonly token_expires_at: string
  readonly next_token_hash: string | null
  readonly next_token_last_four: string | null
  readonly next_token_expires_at: string | null
  readonly roles_json: string
}

export interface MemberRow {
  readonly member_id: string
  readonly organization_id: string
  /** The folded e-mail address; null for a member who has none. */
  readonly email_key: string | null
  readonly external_id: string | null
  readonly status: string
  readonly data_json: string
}

export interface UserRow {
  readonly id: string
  readonly connection_id: string
  readonly member_id: string
  readonly registration_id: string
  readonly user_name_key: string
  readonly display_key: string | null
  readonly external_id: string | null
  readonly active: number
  readonly resource_json: string
  readonly version: number
  readonly created: string
  readonly modified: string
}

/** A folded e-mail address of a user: what `emails.value eq` is answered from. */
export interface UserEmailRow {
  readonly user_id: string
  readonly email_key: string
}

export interface GroupRow {
  readonly id: string
  readonly connection_id: string
  readonly display_name: string
  readonly display_key: string
  readonly external_id: string | null
  readonly resource_json: string
  readonly version: number
  readonly created: string
  readonly modified: string
}

/** A resource of a type that the configuration added. */
export interface ResourceRow {
  readonly id: string
  readonly connection_id: string
  readonly kind: string
  readonly external_id: string | null
  readonly resource_json: string
  readonly version: number
  readonly created: string
  readonly modified: string
}

/** The folded value of an attribute that is unique by a configured schema, and which resource has it. */
export interface UniqueValueRow {
  readonly connection_id: string
  readonly kind: string
  readonly attribute: string
  readonly value_key: string
  readonly resource_id: string
}

/** How many resources of a kind a connection has, as a sum over slots: writers seldom meet in one. */
export interface CountRow {
  readonly connection_id: string
  readonly kind: string
  readonly slot: number
  readonly n: number
}

export interface SettingRow {
  readonly name: string
  readonly value: string
}

export interface GroupMemberRow {
  readonly group_id: string
  readonly value: string
}
