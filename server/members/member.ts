import { groupsOfUser } from '../groups/membership.ts'
import type { Store } from '../store/store.ts'
import type { ConnectionRow, MemberRow, UserRow } from '../store/tables.ts'
import { rolesOf } from './roles.ts'
import { scimAttributes } from './scim-attributes.ts'

/** An address that a member had before. */
export interface RetiredEmail {
  readonly email_id: string
  readonly email_address: string
}

/** What a member is beside its ids: what the product's API lets be set. */
export interface MemberData {
  readonly name: string
  readonly email_address: string
  readonly email_address_verified: boolean
  readonly is_breakglass: boolean
  /** Roles given by hand; those of groups are worked out when the member is read. */
  readonly explicit_roles: readonly string[]
  readonly trusted_metadata: object
  readonly untrusted_metadata: object
  readonly retired_email_addresses: readonly RetiredEmail[]
  readonly mfa_enrolled: boolean
  readonly mfa_phone_number: string
  readonly default_mfa_method: string
  /** Names the password that the member signs in with; empty without one. */
  readonly member_password_id: string
  readonly created_at: string
  readonly updated_at: string
}

/** What a member's data is where its row says nothing of it. */
const UNSAID: Omit<MemberData, 'name' | 'email_address' | 'created_at' | 'updated_at'> = {
  email_address_verified: false,
  is_breakglass: false,
  explicit_roles: [],
  trusted_metadata: {},
  untrusted_metadata: {},
  retired_email_addresses: [],
  mfa_enrolled: false,
  mfa_phone_number: '',
  default_mfa_method: '',
  member_password_id: '',
}

/** What a member's data says once the password is gone. */
export const NO_PASSWORD = { member_password_id: '' } as const

export function memberDataOf(row: MemberRow): MemberData {
  return { ...UNSAID, ...(JSON.parse(row.data_json) as MemberData) }
}

/** The data as a row keeps it: most members differ from a new one in little. */
export function memberText(data: MemberData): string {
  const unsaid: Readonly<Record<string, unknown>> = UNSAID
  const said = Object.entries(data).filter(
    ([name, value]) => value !== unsaid[name] && !isEmpty(value),
  )
  return JSON.stringify(Object.fromEntries(said))
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** A new member's data, with an address that nobody has verified. */
export function newMemberData(
  given: Pick<MemberData, 'name' | 'email_address'>,
  now: string,
): MemberData {
  return {
    ...UNSAID,
    ...given,
    created_at: now,
    updated_at: now,
  }
}

/** A member's user and the connection that it came through. */
export interface Origin {
  readonly user: UserRow
  readonly connection: ConnectionRow
}

/** The whole member as the SDK types it, with what SCIM knows of it; `origin` where it is known already. */
export async function toMember(
  store: Store,
  row: MemberRow,
  origin?: Origin,
): Promise<Readonly<Record<string, unknown>>> {
  const data = memberDataOf(row)
  const user = origin?.user ?? (await store.users.ofMember(row.member_id))
  const connection =
    origin?.connection ?? (user && (await store.connections.find(user.connection_id)))
  const groups = user ? await groupsOfUser(store, user.id) : []
  const organization = await store.organizations.byId(row.organization_id)
  const roles = row.status === 'deleted' ? [] : rolesOf(data, { organization, connection, groups })
  return {
    organization_id: row.organization_id,
    member_id: row.member_id,
    email_address: data.email_address,
    email_address_verified: data.email_address_verified,
    status: row.status,
    name: data.name,
    external_id: row.external_id ?? '',
    is_breakglass: data.is_breakglass,
    is_admin: roles.some(({ role_id }) => role_id === 'stytch_admin'),
    is_locked: false,
    roles,
    ...(user === undefined ? {} : { scim_registration: registration(user, groups) }),
    sso_registrations: [],
    oauth_registrations: [],
    member_password_id: data.member_password_id,
    mfa_enrolled: data.mfa_enrolled,
    mfa_phone_number: data.mfa_phone_number,
    mfa_phone_number_verified: false,
    default_mfa_method: data.default_mfa_method,
    totp_registration_id: '',
    retired_email_addresses: data.retired_email_addresses,
    trusted_metadata: data.trusted_metadata,
    untrusted_metadata: data.untrusted_metadata,
    created_at: data.created_at,
    updated_at: data.updated_at,
  }
}

type Group = { readonly value: string; readonly display: string }

function registration(user: UserRow, groups: readonly Group[]): object {
  return {
    connection_id: user.connection_id,
    registration_id: user.registration_id,
    external_id: user.external_id ?? '',
    scim_attributes: scimAttributes(user, groups),
  }
}
