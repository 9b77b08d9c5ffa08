import { toSchemaResource } from '../../../server/scim/discovery.ts'
import { groupSchema } from '../../../server/scim/schema/group.ts'
import { enterpriseUserSchema, userSchema } from '../../../server/scim/schema/user.ts'

export type Json = Record<string, unknown>

export const TENANT = 'urn:example:Tenant'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0'
const BASE = 'https://scim.example.com/v2'

function resource(kind: string, more: Json): Json {
  return { schemas: [`${CORE}:${kind}`], meta: { resourceType: kind }, ...more }
}

/** A configuration as the standard wants it, with what a case alters. */
export function config(more: Json = {}): Json {
  const scheme = { type: 'oauthbearertoken', name: 'Bearer', description: 'A token' }
  return resource('ServiceProviderConfig', {
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 10, maxPayloadSize: 1000 },
    filter: { supported: true, maxResults: 2 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [scheme],
    ...more,
  })
}

export function type(more: Json = {}): Json {
  return resource('ResourceType', {
    name: 'User',
    endpoint: '/Users',
    description: 'A person',
    schema: `${CORE}:User`,
    schemaExtensions: [{ schema: TENANT, required: true }],
    ...more,
  })
}

export function attribute(name: string, more: Json = {}): Json {
  return { name, type: 'string', multiValued: false, required: false, caseExact: false, ...more }
}

export function schema(id: string, attributes: unknown, more: Json = {}): Json {
  return resource('Schema', { id, name: 'Own', description: 'Own', attributes, ...more })
}

const PARTS = ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag', 'authenticationSchemes']

/** The schemas of the standard, as our own server has them, and one of somebody's own. */
export function schemas(): Json[] {
  return [
    ...[userSchema, groupSchema, enterpriseUserSchema].map(
      (one) => JSON.parse(JSON.stringify(toSchemaResource(one, BASE))) as Json,
    ),
    schema(TENANT, [
      attribute('plan', { type: 'decimal' }),
      attribute('proof', { type: 'binary' }),
      attribute('page', { type: 'reference', referenceTypes: ['external'] }),
    ]),
    schema(
      `${CORE}:ServiceProviderConfig`,
      PARTS.map((name) => attribute(name, { mutability: 'readOnly' })),
    ),
    schema(`${CORE}:ResourceType`, [attribute('schemaExtensions', { multiValued: true })]),
    schema(`${CORE}:Schema`, [attribute('attributes', { multiValued: true })]),
  ]
}

/** A schema of the standard in which one attribute is altered. */
export function altered(id: string, name: string, more: Json): Json {
  const attributes = attributesOf(id).map((one) => (one.name === name ? { ...one, ...more } : one))
  return { ...schemas().find((one) => one.id === id), attributes }
}

/** The names that a schema of the standard defines, in its order. */
export function namesOf(id: string): string[] {
  return attributesOf(id).map(({ name }) => String(name))
}

function attributesOf(id: string): Json[] {
  const found = schemas().find((one) => one.id === id)
  if (found === undefined) throw new Error(`no schema ${id}`)
  return found.attributes as Json[]
}
