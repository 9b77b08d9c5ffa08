import { PATCH_OP } from '../urns.ts'
import { type People, person } from './population.ts'

/** What a connection of the bench sends. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** Below the base URL. */
  readonly path: string
  readonly body?: string
}

export interface Operation {
  readonly name: string
  /** The request of that number; spread over all users, each its own. */
  request(users: People, n: number): Sent
}

/** A step through all users that has no common divisor with their number: neighbours are no neighbours. */
const STRIDE = 7_919

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'POST',
    request: (users) => ({
      method: 'POST',
      path: '/Users',
      body: JSON.stringify(person(users.next++)),
    }),
  },
  {
    name: 'GET by id',
    request: (users, n) => ({
      method: 'GET',
      path: `/Users/${users.ids[(n * STRIDE) % users.ids.length]}`,
    }),
  },
  {
    name: 'userName eq',
    request: (users, n) => {
      const filter = `userName eq "${users.userName((n * STRIDE) % users.ids.length)}"`
      return { method: 'GET', path: `/Users?filter=${encodeURIComponent(filter)}` }
    },
  },
  {
    name: 'PATCH active',
    request: (users, n) => {
      const size = users.ids.length
      // Every round through all users says the other value, so that each request is a change.
      const active = Math.floor(n / size) % 2 === 1
      const value = [{ op: 'replace', path: 'active', value: active }]
      return {
        method: 'PATCH',
        path: `/Users/${users.ids[(n * STRIDE) % size]}`,
        body: JSON.stringify({ schemas: [PATCH_OP], Operations: value }),
      }
    },
  },
  {
    name: 'list of 100',
    request: () => ({ method: 'GET', path: '/Users?startIndex=1&count=100' }),
  },
]
