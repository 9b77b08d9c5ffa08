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
    ...EXAMPLES.map((name) => example(name, schemas)),
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
  const groups = sub(CORE_USER, ['groups'])
  const member = sub(CORE_GROUP, ['members', 'value'])
  const caseless = (flag: string, found: TargetAttribute | undefined) => ({
    flag,
    value: found?.caseExact !== true,
    source: `Schemas: ${found?.name ?? 'no such attribute'}, caseExact is ${found?.caseExact ?? 'not given'}`,
  })
  return [
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

/** An attribute that scenarios use as an example; without a schema it is taken to be there. */
function example(name: string, schemas: readonly TargetSchema[]): Capability {
  const flag = `attribute-${name}`
  const core = schemas.find(({ id }) => id === CORE_USER)
  if (core === undefined) return { flag, value: true, source: 'no schema of User is published' }
  const found = core.attributes.find((one) => one.name.toLowerCase() === name.toLowerCase())
  const value = found !== undefined && found.mutability !== 'readOnly'
  return {
    flag,
    value,
    source: `Schemas: User ${value ? 'has a writable' : 'has no writable'} ${name}`,
  }
}
