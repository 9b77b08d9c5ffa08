import type { Scope } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest } from '../http/product-error.ts'
import { offsetIn } from '../members/search.ts'
import type { OrganizationRow } from '../store/tables.ts'
import { dataOf, toOrganization } from './organization.ts'

type Matches = (row: OrganizationRow) => boolean

/** organizations.search, by the operands that ask about the organization itself. */
export async function searchOrganizations(
  { store, projectId }: Scope,
  fields: Fields,
): Promise<object> {
  const query = fields.object('query')
  const operands: unknown[] = Array.isArray(query?.operands) ? query.operands : []
  const tests = operands.map(operand)
  const found = (await store.organizations.all(projectId)).filter((row) =>
    query?.operator === 'OR' && tests.length > 0
      ? tests.some((test) => test(row))
      : tests.every((test) => test(row)),
  )
  const limit = Math.min(Math.max(fields.whole('limit') ?? 100, 1), 1_000)
  const offset = offsetIn(fields.text('cursor'))
  const rows = found.slice(offset, offset + limit)
  const next = offset + rows.length
  return {
    organizations: await Promise.all(rows.map((row) => toOrganization(store, row))),
    results_metadata: {
      total: found.length,
      next_cursor: next < found.length ? Buffer.from(String(next)).toString('base64url') : null,
    },
  }
}

function operand(operand: unknown): Matches {
  const { filter_name: name, filter_value: value } = (operand ?? {}) as Record<string, unknown>
  switch (name) {
    case 'organization_ids':
      return ({ organization_id }) => listed(value, organization_id)
    case 'organization_slugs':
      return ({ slug }) => listed(value, slug)
    case 'organization_name_fuzzy':
      return (row) => holds(dataOf(row).organization_name, value)
    case 'organization_slug_fuzzy':
      return ({ slug }) => holds(slug, value)
    default:
      throw badRequest(
        'organization_search_filter_name_not_recognized',
        `There is no filter ${String(name)}.`,
      )
  }
}

function listed(values: unknown, wanted: string): boolean {
  return Array.isArray(values) && values.includes(wanted)
}

function holds(text: string, part: unknown): boolean {
  return typeof part === 'string' && text.toLowerCase().includes(part.toLowerCase())
}
