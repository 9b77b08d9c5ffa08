import type { Capability } from '../support/run-parameters.ts'
import {
  extensionAttribute,
  type Sought,
  type TargetAttribute,
  type TargetSchema,
} from '../support/target-schema.ts'
import { everyAttribute, extensionsOf, type Findings, schemasIn } from './published.ts'

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Attributes that scenarios use as examples; a target need not have them. */
const EXAMPLES = [
  ...['active', 'addresses', 'displayName', 'emails', 'name', 'nickName', 'phoneNumbers'],
  ...['locale', 'password', 'preferredLanguage', 'profileUrl', 'roles', 'timezone', 'title'],
  ...['userType', 'x509Certificates'],
]

/** Parts of them, and attributes of the enterprise extension, that are examples as well. */
const PARTS = [
  ...['addresses.country', 'addresses.type', 'emails.primary', 'emails.type', 'name.middleName'],
  ...['name.honorificPrefix', 'phoneNumbers.type'],
]
const OF_ENTERPRISE = [
  ...['costCenter', 'department', 'division', 'employeeNumber', 'manager', 'organization'],
]

/** What schemas and resource types say that a target has. */
export function schemaFlags(findings: Findings): Capability[] {
  const schemas = schemasIn(findings)
  const extensions = extensionsOf(findings, 'User')
  const has = (flag: string, test: (attribute: TargetAttribute) => boolean): Capability => {
    const found = schemas.flatMap(({ attributes }) => everyAttribute(attributes)).find(test)
    return {
      flag,
      value: found !== undefined,
      source: found ? `Schemas: ${found.name}` : 'Schemas lists no such attribute',
    }
  }
  const listed = extensions.map(({ schema }) => String(schema))
  const source = `ResourceTypes: User has ${listed.join(', ') || 'no extension'}`
  const own = schemas.filter(({ id }) => listed.includes(id))
  const inExtension = (flag: string, sought: Sought): Capability => {
    const found = extensionAttribute(own, sought)
    const what = found ? `${found.name} of ${found.schema}` : 'none in an extension of User'
    return { flag, value: found !== undefined, source: `Schemas: ${what}` }
  }
  return [
    { flag: 'enterprise', value: listed.includes(ENTERPRISE), source },
    { flag: 'custom-extension', value: listed.some((urn) => urn !== ENTERPRISE), source },
    {
      flag: 'required-extension',
      value: extensions.some(({ required }) => required === true),
      source,
    },
    inExtension('immutable-attr', 'immutable'),
    inExtension('integer-attr', 'integer'),
    inExtension('returned-request-attr', 'requested'),
    has('decimal-attr', ({ type }) => type === 'decimal'),
    has('binary-attr', ({ type }) => type === 'binary'),
    has('global-unique-attr', (one) => 'uniqueness' in one && one.uniqueness === 'global'),
    ...[...EXAMPLES, ...PARTS].map((name) => example(name, schemas, CORE_USER)),
    ...OF_ENTERPRISE.map((name) => example(name, schemas, ENTERPRISE)),
    caseExactExternalId(schemas),
    ...listedFlags(schemas),
  ]
}

/** What a published schema has to say for itself before a scenario holds the target to it. */
function listedFlags(schemas: readonly TargetSchema[]): Capability[] {
  const sub = (urn: string, path: readonly string[]) =>
    path.reduce<TargetAttribute | undefined>(
      (found, name) => found?.subAttributes?.find((one) => one.name === name),
      { name: urn, subAttributes: schemas.find(({ id }) => id === urn)?.attributes ?? [] },
    )
  const changeable = (flag: string, urn: string, name: string): Capability => {
    const mutability = sub(urn, [name])?.mutability
    const source = `Schemas: mutability of ${name} is ${mutability ?? 'not given'}`
    return { flag, value: mutability !== 'immutable' && mutability !== 'readOnly', source }
  }
  const groups = sub(CORE_USER, ['groups'])
  const member = sub(CORE_GROUP, ['members', 'value'])
  const caseless = (flag: string, found: TargetAttribute | undefined) => ({
    flag,
    value: found?.caseExact !== true,
    source: `Schemas: ${found?.name ?? 'no such attribute'}, caseExact is ${found?.caseExact ?? 'not given'}`,
  })
  return [
    changeable('changeable-userName', CORE_USER, 'userName'),
    changeable('changeable-group-name', CORE_GROUP, 'displayName'),
    {
      flag: 'attribute-groups',
      value: groups !== undefined,
      source: `Schemas: User has ${groups ? 'groups' : 'no groups'}`,
    },
    {
      flag: 'immutable-member-value',
      value: member?.mutability === 'immutable',
      source: `Schemas: mutability of members.value is ${member?.mutability ?? 'not given'}`,
    },
    caseless('caseless-family-name', sub(CORE_USER, ['name', 'familyName'])),
    caseless('caseless-group-name', sub(CORE_GROUP, ['displayName'])),
  ]
}

/** externalId is case-exact by definition (RFC 7643 §3.1); a published schema may say otherwise. */
function caseExactExternalId(schemas: readonly TargetSchema[]): Capability {
  const found = schemas
    .filter(({ id }) => id === CORE_USER)
    .flatMap(({ attributes }) => attributes)
    .find(({ name }) => name === 'externalId')
  const said = found && 'caseExact' in found ? found.caseExact : undefined
  const source =
    said === undefined ? 'RFC 7643 §3.1' : `Schemas: externalId.caseExact is ${String(said)}`
  return { flag: 'case-exact-externalId', value: said !== false, source }
}

/** What scenarios use as an example; without a schema, or one that tells no parts, it is taken to be there. */
function example(path: string, schemas: readonly TargetSchema[], urn: string): Capability {
  const flag = `attribute-${path}`
  const type = urn === CORE_USER ? 'User' : 'the enterprise extension'
  const schema = schemas.find(({ id }) => id === urn)
  if (schema === undefined)
    return { flag, value: true, source: `no schema of ${type} is published` }
  const value = hasWritable(schema.attributes, path.toLowerCase().split('.'))
  const source = `Schemas: ${type} ${value ? 'has a writable' : 'has no writable'} ${path}`
  return { flag, value, source }
}

function hasWritable(
  attributes: readonly TargetAttribute[],
  [name, ...rest]: readonly string[],
): boolean {
  const found = attributes.find((one) => one.name.toLowerCase() === name)
  if (found === undefined || found.mutability === 'readOnly') return false
  const { subAttributes = [] } = found
  return rest.length === 0 || subAttributes.length === 0 || hasWritable(subAttributes, rest)
}
