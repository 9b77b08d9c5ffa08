import type { Ledger } from './ledger.ts'
import { type ScimPath, scimPath } from './scim-path.ts'

const CHANGES = new Set(['PUT', 'PATCH', 'DELETE'])

/** A request that was stopped before a byte of it was sent. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

export interface Attempt {
  readonly method: string
  readonly url: string
  readonly body: string | null
}

/**
 * Refuses to change what this run did not make: the target may hold real people.
 * An id that carries `unused` (a mark drawn for this run) is one that we invented, so it names nobody.
 */
export function guard(attempt: Attempt, baseUrl: string, ledger: Ledger, unused: string): void {
  for (const { method, url } of [attempt, ...bulkAttempts(attempt, baseUrl)]) {
    if (!CHANGES.has(method.toUpperCase())) continue
    const path = scimPath(baseUrl, url)
    if (path === undefined || isNobodys(method, path, unused)) continue
    if (path.id === undefined || !ledger.isOurs({ baseUrl, type: path.type, id: path.id })) {
      throw new Refused(`refused to ${method} ${url}: this run did not create that resource`)
    }
  }
}

/** An invented id, or a PUT that names no resource: there is none that it could change. */
function isNobodys(method: string, { id }: ScimPath, unused: string): boolean {
  return id === undefined ? method.toUpperCase() === 'PUT' : id.includes(unused)
}

/** Outside every known base URL nothing may be made or changed at all. */
export function guardElsewhere({ method, url }: Attempt): void {
  if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') {
    throw new Refused(`refused to ${method} ${url}: it is not below the target's base URL`)
  }
}

/** The operations inside a bulk request are requests too. */
function bulkAttempts({ method, url, body }: Attempt, baseUrl: string): Attempt[] {
  if (method.toUpperCase() !== 'POST' || scimPath(baseUrl, url)?.type !== 'Bulk') return []
  return operationsOf(body)
    .filter(({ path }) => !path.includes('bulkId:'))
    .map(({ method: inner, path }) => ({
      method: inner,
      url: baseUrl.split('?')[0]?.replace(/\/+$/, '') + (path.startsWith('/') ? path : `/${path}`),
      body: null,
    }))
}

function operationsOf(body: string | null): { method: string; path: string }[] {
  try {
    const { Operations } = JSON.parse(body ?? '') as { Operations?: unknown }
    if (!Array.isArray(Operations)) return []
    return Operations.map((operation: { method?: unknown; path?: unknown } | null) => ({
      method: String(operation?.method ?? ''),
      path: String(operation?.path ?? ''),
    }))
  } catch {
    return []
  }
}
