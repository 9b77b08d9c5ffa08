import { LISTS, on, query, tellEach, without } from '../alter.ts'
import type { Variant } from './variant.ts'

/** What real servers do, and may. */
export const HABITS: readonly Variant[] = [
  { name: 'a longer address, with a version', alteration: { basePath: '/api/tenants/7/scim/v2' } },
  {
    name: 'ten on a page where nobody asks, fifty at most',
    alteration: query(on('GET', LISTS), (one) => {
      if (!one.has('cursor')) one.set('count', String(Math.min(Number(one.get('count') ?? 10), 50)))
    }),
  },
  {
    name: 'groups are without externalId',
    alteration: tellEach(on('GET POST PUT PATCH', /^\/Groups/), (one) =>
      without(one, 'externalId'),
    ),
  },
]
