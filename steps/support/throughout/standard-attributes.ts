import type { Definition } from './definitions.ts'

type Given = Partial<Omit<Definition, 'name'>>

function one(name: string, given: Given = {}): Definition {
  return {
    name,
    type: 'string',
    multiValued: false,
    returned: 'default',
    mutability: 'readWrite',
    required: false,
    subAttributes: [],
    ...given,
  }
}

function many(name: string, valueType = 'string'): Definition {
  return one(name, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      one('value', { type: valueType }),
      one('$ref', { type: 'reference' }),
      one('primary', { type: 'boolean' }),
    ],
  })
}

/** What every resource has, whether a schema lists it or not (RFC 7643 §3.1). */
export const COMMON: readonly Definition[] = [
  one('id'),
  one('externalId'),
  one('meta', {
    type: 'complex',
    subAttributes: [
      one('resourceType'),
      one('created', { type: 'dateTime' }),
      one('lastModified', { type: 'dateTime' }),
      one('location', { type: 'reference' }),
      one('version'),
    ],
  }),
]

/** The standard's own attributes, for a target that publishes no schema (RFC 7643 §4), by lower-case URN. */
export const STANDARD_SCHEMAS: ReadonlyMap<string, readonly Definition[]> = new Map([
  [
    'urn:ietf:params:scim:schemas:core:2.0:user',
    [
      one('userName'),
      one('name', { type: 'complex' }),
      one('active', { type: 'boolean' }),
      one('password', { mutability: 'writeOnly', returned: 'never' }),
      one('profileUrl', { type: 'reference' }),
      many('emails'),
      many('phoneNumbers'),
      many('ims'),
      many('photos', 'reference'),
      many('addresses'),
      many('groups'),
      many('entitlements'),
      many('roles'),
      many('x509Certificates', 'binary'),
    ],
  ],
  ['urn:ietf:params:scim:schemas:core:2.0:group', [one('displayName'), many('members')]],
])
