import { invalidSyntax, invalidValue, ScimError } from './error.ts'
import type { Filter } from './filter/ast.ts'
import { parseFilter } from './filter/parse.ts'
import { MOST_NAMES } from './limits.ts'
import type { Wanted } from './projection.ts'
import { isObject } from './resource.ts'

export const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

/** Most resources on a page, and how many when none is asked for. */
export const LARGEST_PAGE = 1_000
export const DEFAULT_PAGE = 100

/** Which page: by number (RFC 7644 §3.4.2.4) or behind a cursor, empty at first (RFC 9865). */
export type PageWanted =
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number }
  | { readonly kind: 'cursor'; readonly cursor: string; readonly count: number }

/** What a client asks of a list, whether by GET or by POST to /.search. */
export interface ListQuery {
  readonly filter: Filter | undefined
  /** The filter as it came: a cursor is good for this very question only. */
  readonly filterText: string | undefined
  readonly sortBy: string | undefined
  readonly descending: boolean
  readonly page: PageWanted
  readonly wanted: Wanted
}

/** Gives one parameter of a query by name: a string in a URL, any JSON value in a search request. */
export type Parameter = (name: string) => unknown

export function listQuery(parameter: Parameter): ListQuery {
  const filterText = text(parameter, 'filter')
  return {
    filter: filterText === undefined ? undefined : parseFilter(filterText),
    filterText,
    sortBy: text(parameter, 'sortBy') || undefined,
    descending: isDescending(text(parameter, 'sortOrder')),
    page: pageWanted(parameter),
    wanted: wantedIn(parameter),
  }
}

/** The parameters of a search request (RFC 7644 §3.4.3). */
export function searchRequest(body: unknown): Parameter {
  if (!isObject(body)) throw invalidSyntax('the body must be a JSON object')
  if (!Array.isArray(body.schemas) || !body.schemas.includes(SEARCH_REQUEST)) {
    throw invalidSyntax(`schemas must name ${SEARCH_REQUEST}`)
  }
  return (name) => (Object.hasOwn(body, name) ? (body[name] ?? undefined) : undefined)
}

export function wantedIn(parameter: Parameter): Wanted {
  return {
    attributes: names(parameter, 'attributes'),
    excludedAttributes: names(parameter, 'excludedAttributes'),
  }
}

function names(parameter: Parameter, name: string): readonly string[] {
  const value = parameter(name)
  if (value === undefined) return NONE
  const list = Array.isArray(value) ? value : [value]
  if (list.length > MOST_NAMES) throw tooManyNames(name)
  if (!list.every((one) => typeof one === 'string')) {
    throw invalidValue(`${name} must be a list of attribute names`)
  }
  const parts = list.flatMap((one) => one.split(',', MOST_NAMES + 1))
  if (parts.length > MOST_NAMES) throw tooManyNames(name)
  return parts.map((part) => part.trim()).filter(Boolean)
}

const NONE: readonly string[] = []

function tooManyNames(name: string): Error {
  return invalidValue(`${name} names more than ${MOST_NAMES} attributes`)
}

function text(parameter: Parameter, name: string): string | undefined {
  const value = parameter(name)
  if (value === undefined || typeof value === 'string') return value
  throw invalidValue(`${name} must be a string`)
}

function isDescending(order: string | undefined): boolean {
  const word = order?.toLowerCase() ?? 'ascending'
  if (word === 'ascending' || word === '') return false
  if (word === 'descending') return true
  throw invalidValue('sortOrder must be ascending or descending')
}

/** Out of range counts as the nearest that is in it (RFC 7644 §3.4.2.4, RFC 9865 §2). */
function pageWanted(parameter: Parameter): PageWanted {
  const cursor = text(parameter, 'cursor')
  const count = integer(parameter('count'), () =>
    cursor === undefined
      ? invalidValue('count must be a whole number')
      : new ScimError(400, 'invalidCount', 'count must be a whole number'),
  )
  const size = Math.min(Math.max(count ?? DEFAULT_PAGE, 0), LARGEST_PAGE)
  if (cursor !== undefined) return { kind: 'cursor', cursor, count: size }
  const startIndex = integer(parameter('startIndex'), () =>
    invalidValue('startIndex must be a whole number'),
  )
  return { kind: 'index', startIndex: Math.max(startIndex ?? 1, 1), count: size }
}

function integer(value: unknown, refusal: () => Error): number | undefined {
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : value
  if (!Number.isSafeInteger(number)) throw refusal()
  return number as number
}
