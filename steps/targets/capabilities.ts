import { isLoopback } from '../support/recorder/loopback.ts'
import type { Capability } from '../support/run-parameters.ts'
import type { UserShape } from '../support/target-schema.ts'
import {
  extensionsOf,
  type Findings,
  memberOf,
  type Probed,
  schemasIn,
  typesIn,
} from './published.ts'
import { schemaFlags } from './schema-flags.ts'

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ADVERTISED = ['patch', 'bulk', 'filter', 'sort', 'etag', 'changePassword']

/** What nearly everybody has, and whoever says nothing of themselves is taken to have. */
const ASSUMED = ['patch', 'filter']

/** Flags that scenarios may need as absent: `no-patch` where PATCH is not offered. */
const NEGATED = ['patch', 'filter', 'sort', 'etag', 'me', 'bulk', 'required-extension']

/** Everything that scenarios may depend on, each with how it was found. */
export function capabilitiesFrom(findings: Findings): Capability[] {
  const found = [
    ...ADVERTISED.map((flag) => advertised(flag, findings)),
    ...paging(findings.config),
    ...published(findings),
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

/** What the target's own schemas say of its users, and of the members of a group. */
export function userShape(findings: Findings): UserShape {
  const schemas = schemasIn(findings)
  const byId = (id: unknown) => schemas.find((one) => one.id === id)
  const extensions = extensionsOf(findings, 'User')
  const required = extensions.filter((one) => one.required === true)
  return {
    core: byId(CORE_USER),
    members: byId(CORE_GROUP)?.attributes.find(({ name }) => name === 'members'),
    required: required.flatMap(({ schema }) => byId(schema) ?? []),
    extensions: extensions.flatMap(({ schema }) => byId(schema) ?? []),
  }
}

function advertised(flag: string, { config, patch }: Findings): Capability {
  const { status, body } = config
  if (status !== 200 && flag === 'patch' && (patch.status === 501 || patch.status === 405)) {
    return { flag, value: false, source: `PATCH of a user answered ${patch.status}` }
  }
  if (status !== 200) {
    const value = ASSUMED.includes(flag)
    const source = `GET /ServiceProviderConfig answered ${status}: taken as ${value ? '' : 'not '}there`
    return { flag, value, source }
  }
  const value = memberOf(body[flag], 'supported')
  const source = `ServiceProviderConfig: ${flag}.supported is ${String(value)}`
  return { flag, value: value === true, source }
}

/** What of discovery is there to be looked into. */
function published({ config, types, schemas }: Findings): Capability[] {
  const most = memberOf(config.body.bulk, 'maxOperations')
  const flag = (name: string, { status }: Probed, what: string): Capability => ({
    flag: `published-${name}`,
    value: status === 200,
    source: `GET ${what} answered ${status}`,
  })
  return [
    flag('config', config, '/ServiceProviderConfig'),
    flag('types', types, '/ResourceTypes'),
    flag('schemas', schemas, '/Schemas'),
    {
      flag: 'bulk-limits',
      value: typeof most === 'number' && most > 0,
      source: `ServiceProviderConfig: bulk.maxOperations is ${String(most)}`,
    },
  ]
}

/** Index paging is the default; cursors must be said (RFC 9865). */
function paging({ body }: Probed): Capability[] {
  const { pagination } = body
  const by = (member: string) =>
    pagination === undefined
      ? 'ServiceProviderConfig has no pagination'
      : `ServiceProviderConfig: pagination.${member} is ${JSON.stringify(memberOf(pagination, member)) ?? 'left out'}`
  return [
    { flag: 'index', value: memberOf(pagination, 'index') !== false, source: by('index') },
    { flag: 'cursor', value: memberOf(pagination, 'cursor') === true, source: by('cursor') },
    { flag: 'cursor-prev', value: memberOf(pagination, 'cursor') === true, source: by('cursor') },
    {
      flag: 'index-default',
      value:
        memberOf(pagination, 'index') !== false &&
        memberOf(pagination, 'defaultPaginationMethod') !== 'cursor',
      source: by('defaultPaginationMethod'),
    },
    { flag: 'pagination-config', value: pagination !== undefined, source: by('index') },
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
    ...writableGroups(findings, groups),
    { flag: 'custom-resource', value: others.length > 0, source },
    { flag: 'device', value: names.includes('Device'), source },
  ]
}

/** A target may show groups and let nobody change them, or have no empty ones: its schema says so. */
function writableGroups(findings: Findings, groups: Capability): Capability[] {
  const schema = schemasIn(findings).find(({ id }) => id === CORE_GROUP)
  const members = schema?.attributes.find(({ name }) => name === 'members')
  const closed = members?.mutability === 'readOnly'
  const required = members?.required === true
  return [
    {
      flag: 'writable-groups',
      value: groups.value && !closed,
      source: closed ? 'Schemas: members of Group is readOnly' : groups.source,
    },
    {
      flag: 'optional-members',
      value: !required,
      source: `Schemas: members of Group is ${required ? '' : 'not '}required`,
    },
  ]
}

function probes({ users, me, root, search, valuePath, everybody, secret }: Findings): Capability[] {
  const answered = (flag: string, what: string, { status }: Probed, ...good: number[]) => ({
    flag,
    value: good.includes(status),
    source: status === 0 ? `${what} was not asked` : `${what} answered ${status}`,
  })
  return [
    answered('first-page', 'GET /Users?startIndex=1&count=1', users, 200),
    answered('me', 'GET /Me', me, 200, 308),
    answered('root-query', 'GET on the base URL', root, 200),
    answered('search', 'POST /Users/.search', search, 200, 201, 202, 203, 204, 500),
    answered('complex-filter', 'a value-path filter', valuePath, 200),
    answered('sensitive-filter', 'a filter on password', secret, 403),
    {
      flag: 'too-many',
      value: isTooMuch(everybody),
      source: `GET /Users answered ${everybody.status}`,
    },
  ]
}

/** Refused because there are so many, in whatever way that is said. */
function isTooMuch({ status, body }: Probed): boolean {
  if (status === 413) return true
  const said = `${String(body.scimType)} ${String(body.detail)}`
  return status === 400 && /too ?(many|much|large)|exceed|more than/i.test(said)
}

function access({
  baseUrl,
  config,
  anonymous,
  bearer,
  secondToken,
  tenants,
}: Findings): Capability[] {
  const { protocol, pathname, hostname } = new URL(baseUrl)
  // With whatever status: that it is the right one is for a Rule to say.
  const refused = anonymous.status >= 400
  const asked = `GET /Users without a credential answered ${anonymous.status}`
  const { authenticationSchemes: schemes } = config.body
  const announced = Array.isArray(schemes) && schemes.length > 0
  return [
    { flag: 'auth-required', value: refused, source: asked },
    {
      flag: 'auth-announced',
      value: refused || announced,
      source: announced ? 'ServiceProviderConfig lists authenticationSchemes' : asked,
    },
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
    {
      flag: 'multi-tenant',
      value: tenants,
      source: tenants
        ? 'the reference server gives each tenant an address of its own'
        : 'nobody says that the second token has an address of its own (--assume multi-tenant)',
    },
    { flag: 'tls', value: protocol === 'https:', source: `the base URL is ${protocol}//` },
    {
      flag: 'loopback',
      value: isLoopback(new URL(baseUrl)),
      source: `the host of the base URL is ${hostname}`,
    },
    {
      flag: 'versioned-url',
      value: /\/v\d+\/?$/.test(pathname),
      source: `the base URL's path is ${pathname}`,
    },
  ]
}
