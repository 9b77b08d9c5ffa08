import { emailRoles } from '../organizations/organization.ts'
import type { ConnectionRow, OrganizationRow } from '../store/tables.ts'
import type { MemberData } from './member.ts'

interface Role {
  readonly role_id: string
  readonly sources: readonly object[]
}

/** A role that somebody has for a reason. */
interface Given {
  readonly role_id: string
  readonly source: object
}

/** Where roles come from that nobody gave by hand. */
interface Origins {
  readonly organization: OrganizationRow | undefined
  readonly connection: ConnectionRow | undefined
  readonly groups: readonly { readonly value: string }[]
}

/** The roles of a member in use, each with all its sources: the default, those given by hand, the implicit ones. */
export function rolesOf(data: MemberData, { organization, connection, groups }: Origins): Role[] {
  const byHand = ['stytch_member', ...data.explicit_roles].map((role_id) => ({
    role_id,
    source: { type: 'direct_assignment', details: {} },
  }))
  const given = [
    ...byHand,
    ...rolesOfAddress(data, organization),
    ...rolesOfGroups(groups, connection),
  ]
  const sources = new Map<string, object[]>()
  for (const { role_id, source } of given) {
    sources.set(role_id, [...(sources.get(role_id) ?? []), source])
  }
  return [...sources].map(([role_id, list]) => ({ role_id, sources: list }))
}

/** What the organization gives to everybody with an address of a domain. */
function rolesOfAddress({ email_address }: MemberData, organization?: OrganizationRow): Given[] {
  const domain = domainOf(email_address)
  const assignments = organization ? emailRoles(organization) : []
  return assignments
    .filter((one) => one.domain.toLowerCase() === domain)
    .map(({ role_id, domain: email_domain }) => ({
      role_id,
      source: { type: 'email_assignment', details: { email_domain } },
    }))
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

/** What the connection gives to those who are in a group. */
function rolesOfGroups(groups: Origins['groups'], connection?: ConnectionRow): Given[] {
  if (connection === undefined) return []
  const { connection_id } = connection
  const held = new Set(groups.map(({ value }) => value))
  return implicitRoles(connection)
    .filter(({ group_id }) => held.has(group_id))
    .map(({ role_id, group_id }) => ({
      role_id,
      source: { type: 'scim_connection_group', details: { connection_id, group_id } },
    }))
}

export interface ImplicitRole {
  readonly role_id: string
  readonly group_id: string
  readonly group_name: string
}

export function implicitRoles(connection: ConnectionRow): ImplicitRole[] {
  return JSON.parse(connection.roles_json) as ImplicitRole[]
}
