import type { Capability } from '../support/run-parameters.ts'
import type { TargetAttribute, TargetSchema, UserShape } from '../support/target-schema.ts'

/** An answer of the target as far as a probe looks at it; status 0 means that it was not asked. */
export interface Probed {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** What was asked of the target before the first scenario. */
export interface Findings {
  readonly baseUrl: string
  readonly config: Probed
  readonly types: Probed
  readonly schemas: Probed
  readonly users: Probed
  readonly groups: Probed
  readonly anonymous: Probed
  readonly me: Probed
  readonly root: Probed
  readonly search: Probed
  readonly valuePath: Probed
  readonly patch: Probed
  /** How we authenticate, and whether a second credential was given. */
  readonly bearer: boolean
  readonly secondToken: boolean
}

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const ADVERTISED = ['patch', 'bulk', 'filter', 'sort', 'etag', 'changePassword']

/** Flags that scenarios may need as absent: `no-patch` where PATCH is not offered. */
const NEGATED = ['patch', 'filter', 'sort', 'etag', 'me', 'bulk', 'required-extension']

/** Attributes that scenarios use as examples; a target need not have them. */
const EXAMPLES = [
  ...['active', 'addresses', 'displayName', 'emails', 'name', 'nickName', 'phoneNumbers'],
  ...['password', 'title', 'userType', 'x509Certificates'],
]

/** Everything that scenarios may depend on, each with how it was found. */
export function capabilitiesFrom(findings: Findings): Capability[] {
  const found = [
    ...ADVERTISED.map((flag) => advertised(flag, findings)),
    ...paging(findings.config),
    ...resources(findings),
    ...schemaFlags(findings),
    ...probes(findings),
    ...access(findings),
  ]
  const negated = found
    .filter(({ flag }) => NEGATED.includes(flag))
    .map(({ flag, value, source }) => ({ flag: `no-${flag}`, value: !value, source }))
  return [...found, ...negated]
}

/** What the target's own schemas say of its users. */
export function userShape(findings: Findings): UserShape {
  const schemas = schemasIn(findings)
  const byId = (id: unknown) => schemas.find((one) => one.id === id)
  const required = extensionsOf(findings, 'User').filter((one) => one.required === true)
  return {
    core: byId(CORE_USER),
    required: required.flatMap(({ schema }) => byId(schema) ?? []),
  }
}

function advertised(flag: string, { config, patch }: Findings): Capability {
  const { status, body } = config
  if (status !== 200 && flag === 'patch' && (patch.status === 501 || patch.status === 405)) {
    return { flag, value: false, source: `PATCH of a user answered ${patch.status}` }
  }
  if (status !== 200) {
    return {
      flag,
      value: true,
      source: `GET /ServiceProviderConfig answered ${status}: taken as there`,
    }
  }
  const value = memberOf(body[flag], 'supported')
  const source = `ServiceProviderConfig: ${flag}.supported is ${String(value)}`
  return { flag, value: value === true, source }
}

/** Index paging is the default; cursors must be said (RFC 9865). */
function paging({ body }: Probed): Capability[] {
  const { pagination } = body
  const source =
    pagination === undefined
      ? 'ServiceProviderConfig has no pagination'
      : `ServiceProviderConfig: pagination is ${JSON.stringify(pagination).slice(0, 80)}`
  return [
    { flag: 'index', value: memberOf(pagination, 'index') !== false, source },
    { flag: 'cursor', value: memberOf(pagination, 'cursor') === true, source },
    { flag: 'pagination-config', value: pagination !== undefined, source },
  ]
}

function resources(findings: Findings): Capability[] {
  const names = typesIn(findings).map(({ name }) => String(name))
  const offered = (flag: string, name: string, { status }: Probed): Capability =>
    names.includes(name)
      ? { flag, value: true, source: `ResourceTypes lists ${name}` }
      : { flag, value: status === 200, source: `GET /${name}s answered ${status}` }
  const others = names.filter((name) => name !== 'User' && name !== 'Group')
  const source = `ResourceTypes lists ${names.join(', ') || 'nothing'}`
  const groups = offered('groups', 'Group', findings.groups)
  return [
    offered('users', 'User', findings.users),
    groups,
    writableGroups(findings, groups),
    { flag: 'custom-resource', value: others.length > 0, source },
    { flag: 'device', value: names.includes('Device'), source },
  ]
}

/** A target may show groups and let nobody change them: its schema says so. */
function writableGroups(findings: Findings, groups: Capability): Capability {
  const schema = schemasIn(findings).find(({ id }) => id === CORE_GROUP)
  const members = schema?.attributes.find(({ name }) => name === 'members')
  const closed = members?.mutability === 'readOnly'
  return {
    flag: 'writable-groups',
    value: groups.value && !closed,
    source: closed ? 'Schemas: members of Group is readOnly' : groups.source,
  }
}

function schemaFlags(findings: Findings): Capability[] {
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
  const writable = ({ mutability }: TargetAttribute) => mutability !== 'readOnly'
  return [
    { flag: 'enterprise', value: listed.includes(ENTERPRISE), source },
    { flag: 'custom-extension', value: listed.some((urn) => urn !== ENTERPRISE), source },
    {
      flag: 'required-extension',
      value: extensions.some(({ required }) => required === true),
      source,
    },
    has('immutable-attr', ({ mutability }) => mutability === 'immutable'),
    has('returned-request-attr', (one) => 'returned' in one && one.returned === 'request'),
    has('integer-attr', (one) => one.type === 'integer' && writable(one)),
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

function probes({ me, root, search, valuePath }: Findings): Capability[] {
  const answered = (flag: string, what: string, { status }: Probed, ...good: number[]) => ({
    flag,
    value: good.includes(status),
    source: status === 0 ? `${what} was not asked` : `${what} answered ${status}`,
  })
  return [
    answered('me', 'GET /Me', me, 200, 308),
    answered('root-query', 'GET on the base URL', root, 200),
    answered('search', 'POST /Users/.search', search, 200),
    answered('complex-filter', 'a value-path filter', valuePath, 200),
  ]
}

function access({ baseUrl, anonymous, bearer, secondToken }: Findings): Capability[] {
  const { protocol, pathname } = new URL(baseUrl)
  const refused = anonymous.status === 401 || anonymous.status === 403
  const asked = `GET /Users without a credential answered ${anonymous.status}`
  return [
    { flag: 'auth-required', value: refused, source: asked },
    { flag: 'anonymous', value: anonymous.status === 200, source: asked },
    {
      flag: 'bearer',
      value: bearer,
      source: bearer ? 'a bearer token was given' : 'no bearer token was given',
    },
    {
      flag: 'two-principals',
      value: secondToken,
      source: secondToken ? '--second-token' : 'no second token was given',
    },
    { flag: 'tls', value: protocol === 'https:', source: `the base URL is ${protocol}//` },
    {
      flag: 'versioned-url',
      value: /\/v\d+\/?$/.test(pathname),
      source: `the base URL's path is ${pathname}`,
    },
  ]
}

function typesIn({ types }: Findings): Readonly<Record<string, unknown>>[] {
  return resourcesOf(types)
}

function extensionsOf(findings: Findings, type: string): Readonly<Record<string, unknown>>[] {
  const found = typesIn(findings).find(({ name }) => name === type)
  return Array.isArray(found?.schemaExtensions) ? found.schemaExtensions.filter(isObject) : []
}

function schemasIn({ schemas }: Findings): TargetSchema[] {
  return resourcesOf(schemas).flatMap(({ id, attributes }) =>
    typeof id === 'string' && Array.isArray(attributes)
      ? [{ id, attributes: attributes.filter(isAttribute) }]
      : [],
  )
}

/** The resources of a list, or of a bare array, as some targets answer discovery. */
function resourcesOf({ status, body }: Probed): Readonly<Record<string, unknown>>[] {
  const list = Array.isArray(body) ? (body as unknown[]) : body.Resources
  return status === 200 && Array.isArray(list) ? list.filter(isObject) : []
}

function everyAttribute(attributes: readonly TargetAttribute[]): TargetAttribute[] {
  return attributes.flatMap((one) => [
    one,
    ...everyAttribute((one.subAttributes ?? []).filter(isAttribute)),
  ])
}

function isAttribute(value: unknown): value is TargetAttribute {
  return isObject(value) && typeof value.name === 'string'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined
}
