import type { Scope } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest } from '../http/product-error.ts'
import { findOrganization } from '../organizations/organization.ts'
import { fold } from '../scim/fold.ts'
import type { MemberRow } from '../store/tables.ts'
import { memberDataOf } from './member.ts'

const STATUSES: ReadonlySet<string> = new Set(['pending', 'invited', 'active', 'deleted'])
const DEFAULT_LIMIT = 100
const LARGEST_LIMIT = 1_000

export interface Found {
  readonly rows: readonly MemberRow[]
  readonly total: number
  readonly next_cursor: string | null
}

type Matches = (row: MemberRow) => boolean

/** members.search; deleted members are found only when `statuses` asks for them. */
export async function searchMembers(scope: Scope, fields: Fields): Promise<Found> {
  const references = fields.texts('organization_ids') ?? []
  if (references.length === 0) {
    throw badRequest(
      'member_search_organization_ids_empty',
      'organization_ids must name one at least.',
    )
  }
  const matches = queryIn(fields.object('query'))
  const ids = await Promise.all(references.map((reference) => idOf(scope, reference)))
  const found = (await scope.store.members.allOf(ids)).filter(matches)
  const limit = limitIn(fields)
  const offset = offsetIn(fields.text('cursor'))
  const rows = found.slice(offset, offset + limit)
  const next = offset + rows.length
  return {
    rows,
    total: found.length,
    next_cursor: next < found.length ? Buffer.from(String(next)).toString('base64url') : null,
  }
}

async function idOf(scope: Scope, reference: string): Promise<string> {
  return (await findOrganization(scope, reference)).organization_id
}

function limitIn(fields: Fields): number {
  const limit = fields.whole('limit') ?? DEFAULT_LIMIT
  if (limit < 1 || limit > LARGEST_LIMIT) {
    throw badRequest('invalid_argument', `limit must be from 1 to ${LARGEST_LIMIT}.`)
  }
  return limit
}

export function offsetIn(cursor: string | undefined): number {
  if (cursor === undefined || cursor === '') return 0
  const offset = Number(Buffer.from(cursor, 'base64url').toString())
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw badRequest('invalid_argument', 'cursor must be one that an earlier answer gave.')
  }
  return offset
}

function queryIn(query: Record<string, unknown> | undefined): Matches {
  const operands = Array.isArray(query?.operands) ? query.operands : []
  const tests = operands.map(operand)
  const statuses = operands.some((one: unknown) => nameIn(one) === 'statuses')
  const alive: Matches = ({ status }) => statuses || status !== 'deleted'
  const some = query?.operator === 'OR' && tests.length > 0
  return (row) => alive(row) && (some ? tests.some((t) => t(row)) : tests.every((t) => t(row)))
}

function nameIn(operand: unknown): unknown {
  return typeof operand === 'object' && operand !== null && 'filter_name' in operand
    ? operand.filter_name
    : undefined
}

function operand(operand: unknown): Matches {
  const name = nameIn(operand)
  if (typeof name !== 'string') {
    throw badRequest('member_search_missing_filter_name', 'Every operand needs a filter_name.')
  }
  const value: unknown = (operand as { filter_value?: unknown }).filter_value
  const filter = FILTERS[name]
  if (filter === undefined) {
    throw badRequest('member_search_filter_name_not_recognized', `There is no filter ${name}.`)
  }
  return filter(value)
}

const FILTERS: Readonly<Record<string, (value: unknown) => Matches>> = {
  member_ids: (value) => {
    const wanted = new Set(texts(value))
    return ({ member_id }) => wanted.has(member_id)
  },
  member_emails: (value) => {
    const wanted = new Set(texts(value).map(fold))
    return ({ email_key }) => email_key !== null && wanted.has(email_key)
  },
  member_email_fuzzy: (value) => {
    const part = text(value)
    if (part.length < 3) {
      throw badRequest(
        'member_search_member_email_fuzzy_too_short',
        'Give three characters at least.',
      )
    }
    return ({ email_key }) => email_key?.includes(fold(part)) === true
  },
  member_is_breakglass: (value) => {
    if (typeof value !== 'boolean') {
      throw badRequest('member_search_expected_boolean', 'filter_value must be true or false.')
    }
    return (row) => memberDataOf(row).is_breakglass === value
  },
  statuses: (value) => {
    const wanted = texts(value)
    if (!wanted.every((status) => STATUSES.has(status))) {
      throw badRequest('search_invalid_status_filter', `A status is ${[...STATUSES].join(', ')}.`)
    }
    return ({ status }) => wanted.includes(status)
  },
}

function texts(value: unknown): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw badRequest(
      'member_search_expected_array_of_strings',
      'filter_value must be a list of strings.',
    )
  }
  return value
}

function text(value: unknown): string {
  if (typeof value !== 'string') {
    throw badRequest('member_search_expected_string', 'filter_value must be a string.')
  }
  return value
}
