import type { Alteration, Answer, Json, Passing } from '../altered-server.ts'
import { OWN_SCHEMAS } from '../own-schemas.ts'
import { listed, reversed } from './answers.ts'
import { CUSTOMS } from './customs.ts'
import { FEWER_PARTS } from './fewer-parts.ts'
import { HABITS } from './habits.ts'
import { LESS_AND_MORE } from './less-and-more.ts'
import { MANNERS } from './manners.ts'
import { ODD_IDS } from './odd-ids.ts'
import type { Variant } from './variant.ts'

const NOT_THERE: Answer = {
  status: 404,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' },
}
const NOT_IMPLEMENTED: Answer = {
  status: 501,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '501' },
}

/** A config that says of itself what this server can do. */
function config(change: Json): Alteration['tell'] {
  return ({ path }, answer) =>
    path.startsWith('/ServiceProviderConfig')
      ? { ...answer, body: { ...answer.body, ...change } }
      : answer
}

function withoutPatch({ method }: Passing): Answer | undefined {
  return method === 'PATCH' ? NOT_IMPLEMENTED : undefined
}

function isList({ path }: Passing, endpoint: string): boolean {
  return path === endpoint || path.startsWith(`${endpoint}?`)
}

const TENANT = 'urn:example:Tenant'
const ROLE = 'urn:example:Role'

/** Every user may have a plan, or must. */
function tenants(required: boolean): NonNullable<Alteration['scim']> {
  return {
    schemas: [{ id: TENANT, name: 'Tenant', attributes: [PLAN] }],
    resourceTypes: [{ name: 'User', schemaExtensions: [{ schema: TENANT, required }] }],
  }
}

function schema(id: string): Json {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id,
    name: 'Own',
    attributes: [PLAN],
    meta: { resourceType: 'Schema', location: `/Schemas/${id}` },
  }
}

const PLAN = {
  name: 'plan',
  type: 'string',
  multiValued: false,
  required: true,
  canonicalValues: ['gold', 'silver'],
} as const

const NO_ROLES: Json = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: 0,
  Resources: [],
}

let counted = 0

export const VARIANTS: readonly Variant[] = [
  { name: 'ours as it is', alteration: {} },
  {
    name: 'says nothing of itself, and has no PATCH and no groups',
    alteration: {
      ask: (passing) => {
        if (/^\/(ServiceProviderConfig|Schemas|ResourceTypes|Groups)/.test(passing.path))
          return NOT_THERE
        return withoutPatch(passing)
      },
    },
    warned: [
      'OKTA-2.5-06',
      'OKTA-6-01',
      'RFC7644-3.2-08',
      'RFC7644-3.2-09',
      'RFC7644-3.2-10',
      'RFC7644-3.5-02',
      'RFC9865-4-01',
    ],
  },
  {
    name: 'no PATCH, and it says so',
    alteration: {
      ask: withoutPatch,
      tell: config({ patch: { supported: false } }) ?? ((_, a) => a),
    },
    warned: ['OKTA-2.5-06', 'OKTA-6-01', 'RFC7644-3.5-02'],
  },
  {
    name: 'no filter, and it says so',
    alteration: {
      ask: ({ path }) =>
        path.includes('filter=')
          ? {
              status: 403,
              body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '403' },
            }
          : undefined,
      tell: config({ filter: { supported: false, maxResults: 0 } }) ?? ((_, a) => a),
    },
  },
  {
    name: 'answers a PATCH with 204',
    alteration: {
      tell: ({ method, path }, answer) =>
        method === 'PATCH' && answer.status === 200 && !path.includes('attributes=')
          ? { status: 204 }
          : answer,
    },
  },
  {
    name: 'leaves out what a list may leave out',
    alteration: {
      tell: (_passing, answer) => {
        const { Resources, startIndex, itemsPerPage, ...rest } = answer.body ?? {}
        if (!Array.isArray(Resources)) return answer
        if (Resources.length === 0) return { ...answer, body: rest }
        const whole = Resources.length === rest.totalResults
        return {
          ...answer,
          body: whole ? { ...rest, Resources } : { ...rest, Resources, startIndex, itemsPerPage },
        }
      },
    },
  },
  {
    name: 'at most 25 on a page',
    alteration: {
      ask: (passing) => {
        passing.path = passing.path.replace(
          /count=(\d+)/,
          (_, n) => `count=${Math.min(Number(n), 25)}`,
        )
        return undefined
      },
    },
  },
  { name: 'ids that must be quoted in a path', alteration: ODD_IDS },
  {
    name: 'members of every object in another order',
    alteration: {
      tell: (_passing, answer) =>
        answer.body ? { ...answer, body: reversed(answer.body) as Json } : answer,
    },
  },
  {
    name: 'attributes, schemas and resource types of its own',
    alteration: {
      scim: tenants(false),
      ask: ({ path }) => {
        if (path === '/Schemas/urn:example:Role') return { status: 200, body: schema(ROLE) }
        return path.startsWith('/Roles?') ? { status: 200, body: NO_ROLES } : undefined
      },
      tell: (passing, answer) => {
        if (isList(passing, '/Schemas')) return listed(answer, schema(ROLE))
        return isList(passing, '/ResourceTypes')
          ? listed(answer, {
              schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
              id: 'Role',
              name: 'Role',
              endpoint: '/Roles',
              schema: ROLE,
            })
          : answer
      },
    },
  },
  {
    name: 'refuses attributes that no schema defines',
    alteration: {
      ask: ({ method, path, body }) => {
        const unknown =
          method !== 'PATCH' &&
          path.startsWith('/Users') &&
          Object.keys(body ?? {}).find((name) => !KNOWN.has(name.toLowerCase()))
        return unknown
          ? {
              status: 400,
              body: {
                schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
                status: '400',
                scimType: 'invalidSyntax',
                detail: `unknown ${unknown}`,
              },
            }
          : undefined
      },
    },
  },
  {
    name: 'demands an extension',
    alteration: { scim: tenants(true) },
  },
  { name: 'slow', alteration: { delayMs: 15 } },
  {
    name: 'asks to wait now and then',
    alteration: {
      ask: () => {
        counted += 1
        return counted % 60 === 0 ? { status: 429, headers: { 'retry-after': '1' } } : undefined
      },
    },
  },
  {
    name: 'wants HTTP Basic',
    alteration: {
      ask: (passing) => {
        const encoded = /^Basic (.+)$/.exec(passing.authorization ?? '')?.[1] ?? ''
        const [user, ...token] = Buffer.from(encoded, 'base64').toString().split(':')
        passing.authorization = user === 'okta' ? `Bearer ${token.join(':')}` : undefined
        return undefined
      },
    },
    args: ['--basic', 'okta:$TOKEN'],
  },
  ...FEWER_PARTS,
  ...LESS_AND_MORE,
  ...HABITS,
  ...MANNERS,
  ...CUSTOMS,
]

/** All that our schemas list, in lower case. */
const KNOWN = new Set([
  ...['schemas', 'id', 'externalid', 'meta', 'username', 'name', 'displayname', 'nickname'],
  ...['profileurl', 'title', 'usertype', 'preferredlanguage', 'locale', 'timezone', 'active'],
  ...['password', 'emails', 'phonenumbers', 'ims', 'photos', 'addresses', 'groups'],
  ...['entitlements', 'roles', 'x509certificates'],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user',
  ...OWN_SCHEMAS.schemas.map(({ id }) => id.toLowerCase()),
])
