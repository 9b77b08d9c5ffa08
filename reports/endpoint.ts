import type { Exchange } from './run-record.ts'

const COLLECTIONS = /^(users|groups|schemas|resourcetypes)$/i
const KNOWN = /^(users|groups|schemas|resourcetypes|serviceproviderconfig|bulk|me|\.search)$/i

/** The request without what varies: `PATCH /Users/{id}`, `GET /Users?filter`. */
export function endpointOf({ request }: Pick<Exchange, 'request'>): string {
  if (!URL.canParse(request.url)) return `${request.method} ?`
  const { pathname, searchParams } = new URL(request.url)
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const start = segments.findIndex((segment) => KNOWN.test(segment))
  const path = start < 0 ? anonymous(segments) : below(segments.slice(start))
  const query = [...new Set(searchParams.keys())].sort().join('&')
  return `${request.method} /${path}${query && `?${query.slice(0, 60)}`}`
}

function below([collection = '', id, ...rest]: readonly string[]): string {
  if (id === undefined) return collection
  const named = COLLECTIONS.test(collection) && id !== '.search'
  return [collection, named ? '{id}' : id, ...rest].join('/')
}

/** Outside SCIM anything that looks like an id is one. */
function anonymous(segments: readonly string[]): string {
  return segments
    .map((segment) => (/\d/.test(segment) && segment.length > 7 ? '{id}' : segment))
    .join('/')
}
