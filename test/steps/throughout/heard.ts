import type { Exchange } from '../../../steps/support/recorder/exchange.ts'
import { config, schemas, TENANT, type } from './documents.ts'

export const BASE = 'https://scim.example.com/v2'
export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const MESSAGES = 'urn:ietf:params:scim:api:messages:2.0'

type Json = Record<string, unknown>

/** What a case alters of an answer that is right. */
export interface Said {
  readonly request?: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  readonly accept?: string
  readonly echoes?: boolean
  readonly ms?: number
}

let count = 0

/** One exchange as the recorder writes it: `GET /Users/ada`, 200, as a good server answers. */
export function said({
  request = 'GET /Users/ada',
  status = 200,
  headers,
  body,
  accept,
  echoes = false,
  ms = 1,
}: Said): Exchange {
  const [method = 'GET', path = ''] = request.split(' ')
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const given = {
    'content-type': 'application/scim+json; charset=utf-8',
    date: 'Sat, 31 Jan 2026 12:00:01 GMT',
    ...headers,
  }
  count += 1
  return {
    id: count,
    scenario: null,
    lane: 'scim',
    source: 'client',
    at: new Date(Date.parse('2026-01-31T12:00:01Z') + count * 10).toISOString(),
    ms,
    request: {
      method,
      url: BASE + path,
      headers: { accept: accept ?? 'application/scim+json' },
      body: null,
    },
    response: {
      status,
      headers: Object.fromEntries(
        Object.entries(given).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
      body: text,
    },
    error: null,
    echoes,
  }
}

export function user(more: Json = {}): Json {
  return {
    schemas: [USER],
    id: 'ada',
    userName: 'ada@example.com',
    active: true,
    emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
    meta: {
      resourceType: 'User',
      created: '2026-01-31T12:00:00Z',
      lastModified: '2026-01-31T12:00:00Z',
      location: `${BASE}/Users/ada`,
      version: 'W/"1"',
    },
    ...more,
  }
}

export function meta(more: Json): Json {
  return { meta: { ...(user().meta as Json), ...more } }
}

export function list(resources: readonly unknown[], more: Json = {}): Json {
  return {
    schemas: [`${MESSAGES}:ListResponse`],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
    ...more,
  }
}

export function refusal(status: number, more: Json = {}): Json {
  return { schemas: [`${MESSAGES}:Error`], status: String(status), detail: 'No', ...more }
}

const GROUPS = type({ name: 'Group', endpoint: '/Groups', schema: GROUP, schemaExtensions: [] })

const ROLES = type({ name: 'Role', endpoint: '/Roles', schema: TENANT, schemaExtensions: [] })

/** A run in which a good server says a little of everything. */
export function goodRun(): Exchange[] {
  return [
    said({ request: 'GET /ServiceProviderConfig', body: config() }),
    said({ request: 'GET /ResourceTypes', body: list([type(), GROUPS, ROLES]) }),
    said({ request: 'GET /Schemas', body: list(schemas()) }),
    said({
      request: `GET /Schemas/${TENANT}`,
      body: schemas().find(({ id }) => id === TENANT),
    }),
    said({
      request: 'POST /Users',
      status: 201,
      headers: { location: `${BASE}/Users/ada`, etag: 'W/"1"' },
      body: user({
        [TENANT]: { plan: 1.5, proof: 'c2NpbQ==', page: 'https://example.com/a' },
        schemas: [USER, TENANT],
      }),
    }),
    said({
      headers: { etag: 'W/"1"', 'content-location': `${BASE}/Users/ada` },
      body: user({
        [TENANT]: { plan: 1.5, proof: 'c2NpbQ==', page: 'https://example.com/a' },
        schemas: [USER, TENANT],
      }),
    }),
    said({
      request: 'GET /Users?attributes=userName',
      body: list([{ id: 'ada', userName: 'ada@example.com' }]),
    }),
    said({ request: 'GET /Groups/g', headers: { etag: 'W/"1"' }, body: group() }),
    said({ request: 'GET /Users/nobody', status: 404, body: refusal(404) }),
    said({ request: 'POST /Users', status: 400, body: refusal(400, { scimType: 'invalidValue' }) }),
    said({ request: 'GET /Users?cursor', body: list([], { nextCursor: 'a-b_c.~9' }) }),
    said({
      request: 'GET /Nowhere',
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<p>no',
    }),
    said({
      request: 'GET /Users',
      status: 401,
      headers: { 'content-type': 'text/plain' },
      body: 'no',
    }),
    said({ request: 'DELETE /Users/bob', status: 204 }),
  ]
}

export function group(more: Json = {}): Json {
  const own = { resourceType: 'Group', location: `${BASE}/Groups/g` }
  return { schemas: [GROUP], id: 'g', displayName: 'Finance', ...meta(own), ...more }
}
