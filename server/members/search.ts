import type { Scope } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { type Operand, OperandValues, operandsIn } from '../http/operands.ts'
import { pageOf } from '../http/page.ts'
import { badRequest } from '../http/product-error.ts'
import { findOrganization } from '../organizations/organization.ts'
import { fold } from '../scim/fold.ts'
import type { MemberRow } from '../store/tables.ts'
import { memberDataOf } from './member.ts'

const STATUSES: ReadonlySet<string> = new Set(['pending', 'invited', 'active', 'deleted'])
const SUBJECT = 'member_search'
const read = new OperandValues(SUBJECT)

type Matches = (row: MemberRow) => boolean

/** members.search; deleted members are found only when `statuses` asks for them. */
export async function searchMembers(scope: Scope, fields: Fields) {
  const references = fields.texts('organization_ids') ?? []
  if (references.length === 0) {
    throw badRequest(
      'member_search_organization_ids_empty',
      'organization_ids must name one at least.',
    )
  }
  const { some, operands } = operandsIn(fields.object('query'), SUBJECT)
  const tests = operands.map(testOf)
  const withDeleted = operands.some(({ name }) => name === 'statuses')
  const organizations = await Promise.all(
    references.map((reference) => findOrganization(scope, reference)),
  )
  const ids = organizations.map(({ organization_id }) => organization_id)
  const found = (await scope.store.members.allOf(ids)).filter((row) => {
    if (row.status === 'deleted' && !withDeleted) return false
    return some ? tests.some((test) => test(row)) : tests.every((test) => test(row))
  })
  return pageOf(found, fields)
}

function testOf({ name, value }: Operand): Matches {
  const make = FILTERS[name]
  if (make === undefined) throw read.notRecognized(name)
  return make(value, name)
}

const FILTERS: Readonly<Record<string, (value: unknown, name: string) => Matches>> = {
  member_ids: (value) => {
    const wanted = new Set(read.texts(value))
    return ({ member_id }) => wanted.has(member_id)
  },
  member_emails: (value) => {
    const wanted = new Set(read.texts(value).map(fold))
    return ({ email_key }) => email_key !== null && wanted.has(email_key)
  },
  member_email_fuzzy: (value, name) => {
    const part = fold(read.part(name, value))
    return ({ email_key }) => email_key?.includes(part) === true
  },
  member_phone_numbers: (value) => {
    const wanted = read.texts(value)
    return (row) => wanted.includes(memberDataOf(row).mfa_phone_number)
  },
  member_phone_number_fuzzy: (value, name) => {
    const part = read.part(name, value)
    return (row) => memberDataOf(row).mfa_phone_number.includes(part)
  },
  member_is_breakglass: (value) => {
    const wanted = read.flag(value)
    return (row) => memberDataOf(row).is_breakglass === wanted
  },
  member_password_exists: (value) => {
    const wanted = read.flag(value)
    return (row) => (memberDataOf(row).member_password_id !== '') === wanted
  },
  // No member has a TOTP here.
  member_totp_exists: (value) => {
    const wanted = read.flag(value)
    return () => !wanted
  },
  statuses: (value) => {
    const wanted = read.texts(value)
    if (!wanted.every((status) => STATUSES.has(status))) {
      throw badRequest('search_invalid_status_filter', `A status is ${[...STATUSES].join(', ')}.`)
    }
    return ({ status }) => wanted.includes(status)
  },
}
