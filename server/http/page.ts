import type { Fields } from './fields.ts'
import { badRequest } from './product-error.ts'

const DEFAULT_LIMIT = 100
const LARGEST_LIMIT = 1_000

/** The part of a list that `limit` and `cursor` of a request ask for, and where the next one begins. */
export function pageOf<T>(
  found: readonly T[],
  fields: Fields,
): { readonly rows: readonly T[]; readonly metadata: object } {
  const limit = fields.whole('limit') ?? DEFAULT_LIMIT
  if (limit < 1 || limit > LARGEST_LIMIT) {
    throw badRequest('invalid_argument', `limit must be from 1 to ${LARGEST_LIMIT}.`)
  }
  const offset = offsetIn(fields.text('cursor'))
  const rows = found.slice(offset, offset + limit)
  return {
    rows,
    metadata: {
      total: found.length,
      next_cursor: cursorAfter(offset + rows.length, found.length),
    },
  }
}

/** A cursor to what lies behind; null when nothing does. */
export function cursorAfter(offset: number, total: number): string | null {
  return offset < total ? Buffer.from(String(offset)).toString('base64url') : null
}

export function offsetIn(cursor: string | undefined): number {
  if (cursor === undefined || cursor === '') return 0
  const offset = Number(Buffer.from(cursor, 'base64url').toString())
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw badRequest('invalid_argument', 'cursor must be one that an earlier answer gave.')
  }
  return offset
}
