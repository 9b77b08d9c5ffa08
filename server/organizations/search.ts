import type { Scope } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { type Operand, OperandValues, operandsIn } from '../http/operands.ts'
import { pageOf } from '../http/page.ts'
import { fold } from '../scim/fold.ts'
import type { MemberRow, OrganizationRow } from '../store/tables.ts'
import { dataOf, toOrganization } from './organization.ts'
import { DEFAULTS } from './settings.ts'

type Matches = (row: OrganizationRow, members: readonly MemberRow[]) => boolean

const SUBJECT = 'organization_search'
const read = new OperandValues(SUBJECT)

/** organizations.search, by every operand that the SDK types. */
export async function searchOrganizations(scope: Scope, fields: Fields): Promise<object> {
  const { store, projectId } = scope
  const { some, operands } = operandsIn(fields.object('query'), SUBJECT)
  const tests = operands.map(testOf)
  const all = await store.organizations.all(projectId)
  const asksMembers = operands.some(({ name }) => name.startsWith('member_'))
  const members = asksMembers
    ? await store.members.allOf(all.map(({ organization_id }) => organization_id))
    : []
  const found = all.filter((row) => {
    const own = members.filter(
      (member) => member.organization_id === row.organization_id && member.status !== 'deleted',
    )
    return some ? tests.some((test) => test(row, own)) : tests.every((test) => test(row, own))
  })
  const { rows, metadata } = pageOf(found, fields)
  return {
    organizations: await Promise.all(rows.map((row) => toOrganization(store, row))),
    results_metadata: metadata,
  }
}

function testOf({ name, value }: Operand): Matches {
  const make = FILTERS[name]
  if (make === undefined) throw read.notRecognized(name)
  return make(value, name)
}

const FILTERS: Readonly<Record<string, (value: unknown, name: string) => Matches>> = {
  organization_ids: (value) => {
    const wanted = read.texts(value)
    return ({ organization_id }) => wanted.includes(organization_id)
  },
  organization_slugs: (value) => {
    const wanted = read.texts(value)
    return ({ slug }) => wanted.includes(slug)
  },
  organization_name_fuzzy: (value, name) => {
    const part = read.part(name, value)
    return (row) => dataOf(row).organization_name.toLowerCase().includes(part)
  },
  organization_slug_fuzzy: (value, name) => {
    const part = read.part(name, value)
    return ({ slug }) => slug.toLowerCase().includes(part)
  },
  member_emails: (value) => {
    const wanted = read.texts(value).map(fold)
    return (_row, members) => members.some(({ email_key }) => wanted.includes(email_key ?? ''))
  },
  member_email_fuzzy: (value, name) => {
    const part = fold(read.part(name, value))
    return (_row, members) => members.some(({ email_key }) => email_key?.includes(part))
  },
  allowed_domains: (value) => {
    const wanted = read.texts(value)
    return (row) => setting(row, 'email_allowed_domains').some((one) => wanted.includes(one))
  },
  allowed_domain_fuzzy: (value, name) => {
    const part = read.part(name, value)
    return (row) => setting(row, 'email_allowed_domains').some((one) => one.includes(part))
  },
  claimed_email_domains: (value) => {
    const wanted = read.texts(value)
    return (row) => setting(row, 'claimed_email_domains').some((one) => wanted.includes(one))
  },
  // Nobody signs in here: no organization has an SSO connection.
  has_active_sso_connection: (value) => {
    const wanted = read.flag(value)
    return () => !wanted
  },
  sso_connection_id: (value) => {
    read.text(value)
    return () => false
  },
}

function setting(row: OrganizationRow, name: string): string[] {
  return (dataOf(row).settings[name] ?? DEFAULTS[name]) as string[]
}
