import { type Check, type Checks, each, type Fault, type Look } from './check.ts'
import { configDocuments as configs } from './documents.ts'
import { asObject, isObject, type Json, listOf, objectsIn, shown } from './json.ts'

const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'

const TYPES = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest']

/** What the service says of its features (RFC 7643 §5). */
export const CONFIG_CHECKS: Checks = {
  'RFC7643-5-01': each(configs, ({ body }) =>
    listOf(body.schemas).includes(CONFIG) ? undefined : `schemas is ${shown(body.schemas)}`,
  ),
  'RFC7643-5-05': each(configs, ({ body }) => noObject(body, 'patch')),
  'RFC7643-5-06': each(configs, ({ body }) => noSupported(body, 'patch')),
  'RFC7643-5-07': each(configs, ({ body }) => noObject(body, 'bulk')),
  'RFC7643-5-08': each(configs, ({ body }) => noSupported(body, 'bulk')),
  'RFC7643-5-09': integer('bulk', 'maxOperations'),
  'RFC7643-5-10': integer('bulk', 'maxPayloadSize'),
  'RFC7643-5-11': each(configs, ({ body }) => noObject(body, 'filter')),
  'RFC7643-5-12': each(configs, ({ body }) => noSupported(body, 'filter')),
  'RFC7643-5-13': integer('filter', 'maxResults'),
  'RFC7643-5-15': each(configs, ({ body }) => noSupported(body, 'changePassword')),
  'RFC7643-5-16': each(configs, ({ body }) => noSupported(body, 'sort')),
  'RFC7643-5-17': each(configs, ({ body }) => noSupported(body, 'etag')),
  'RFC7643-5-18': (run) =>
    configs(run).map(({ place, body: { authenticationSchemes: schemes } }) => ({
      place,
      fault: Array.isArray(schemes) ? undefined : `authenticationSchemes is ${shown(schemes)}`,
      observed: Array.isArray(schemes) && schemes.length === 0 ? seen('empty array') : undefined,
    })),
  'RFC7643-5-20': schemes(({ type }) => {
    if (typeof type !== 'string' || type === '') return { fault: `type is ${shown(type)}` }
    return TYPES.includes(type.toLowerCase()) ? {} : { observed: seen('other type') }
  }),
  'RFC7643-5-26': each(
    (run) => configs(run).filter(({ body }) => isObject(body.meta)),
    ({ body }) => metaFault(body),
  ),
  'RFC7643-5-21': schemes(({ name }) => ({ fault: noText(name, 'name') })),
  'RFC7643-5-22': schemes(({ description }) => ({ fault: noText(description, 'description') })),
}

/** What it says of itself, where it says anything (RFC7643-5-A02). */
function metaFault({ meta }: Json): Fault {
  const { resourceType, location } = asObject(meta) ?? {}
  const named = resourceType === 'ServiceProviderConfig' || resourceType === undefined
  const found = location === undefined || /\/ServiceProviderConfig\/?$/.test(String(location))
  return named && found ? undefined : `meta is ${shown(meta)}`
}

function noObject(body: Json, name: string): Fault {
  return isObject(body[name]) ? undefined : `${name} is ${shown(body[name])}`
}

function noSupported(body: Json, name: string): Fault {
  const supported = asObject(body[name])?.supported
  return typeof supported === 'boolean' ? undefined : `${name}.supported is ${shown(supported)}`
}

/** What is not offered has no limit to tell; leaving it out is a deviation (RFC7643-5-A01). */
function integer(feature: string, name: string): Check {
  return (run) =>
    configs(run).map(({ place, body }) => {
      const given = asObject(body[feature]) ?? {}
      const value = given[name]
      if (value === undefined && given.supported === false) {
        return { place, observed: { requirement: 'RFC7643-5-A01', observed: 'absent' } }
      }
      const good = Number.isInteger(value) && Number(value) >= 0
      return { place, fault: good ? undefined : `${feature}.${name} is ${shown(value)}` }
    })
}

function schemes(judge: (scheme: Json) => Omit<Look, 'place'>): Check {
  return (run) =>
    configs(run).flatMap(({ place, body }) =>
      objectsIn(body.authenticationSchemes).map((one) => ({ place, ...judge(one) })),
    )
}

function seen(observed: string): Look['observed'] {
  return { requirement: 'RFC7643-5-A03', observed }
}

function noText(value: unknown, name: string): Fault {
  return typeof value === 'string' && value !== '' ? undefined : `${name} is ${shown(value)}`
}
