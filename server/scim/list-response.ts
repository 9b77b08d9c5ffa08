import { invalidValue } from './error.ts'

export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** Most resources on a page, and how many when none is asked for. */
export const LARGEST_PAGE = 1_000
export const DEFAULT_PAGE = 100

export interface PageWanted {
  readonly startIndex: number
  readonly count: number
}

/** Which page a query asks for; out of range counts as the nearest that is in it (RFC 7644 §3.4.2.4). */
export function pageWanted(startIndex: unknown, count: unknown): PageWanted {
  return {
    startIndex: Math.max(integer(startIndex, 'startIndex') ?? 1, 1),
    count: Math.min(Math.max(integer(count, 'count') ?? DEFAULT_PAGE, 0), LARGEST_PAGE),
  }
}

function integer(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : value
  if (!Number.isSafeInteger(number)) throw invalidValue(`${name} must be a whole number`)
  return number as number
}

export function listResponse(
  resources: readonly object[],
  totalResults: number,
  startIndex: number,
): object {
  return {
    schemas: [LIST_RESPONSE],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  }
}
