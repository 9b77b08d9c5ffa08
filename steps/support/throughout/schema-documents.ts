import { type Check, type Checks, each, type Fault, type Look, once } from './check.ts'
import { type Document, schemaDocuments as schemas } from './documents.ts'
import { asObject, isObject, type Json, listOf, objectsIn, shown } from './json.ts'
import type { Run } from './run.ts'

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:'
const REGISTERED = ['User', 'Group', 'ServiceProviderConfig', 'ResourceType', 'Schema']
/** Registered, or about to be, by later documents. */
const LATER = ['Device', 'EndpointApp', 'Role', 'Entitlement']

/** One definition of an attribute or sub-attribute, wherever it stands. */
interface Definition {
  readonly place: string
  readonly given: Json
  readonly schema: string
  readonly parent: Json | undefined
}

const TYPES = [
  ...['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'],
]
const NAME = /^[A-Za-z][A-Za-z0-9$_-]*$/
const SERVICES = ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo', 'other']
const PREDEFINED: Readonly<Record<string, string>> = {
  type: 'string',
  primary: 'boolean',
  display: 'string',
  $ref: 'reference',
}

const definitions = once(definitionsOf)

/** What the service says of its schemas (RFC 7643 §7). */
export const SCHEMA_CHECKS: Checks = {
  'RFC7643-1.2-01': each(definitions, ({ given: { name, type, subAttributes } }) =>
    is(type, 'complex') || listOf(subAttributes).length === 0
      ? undefined
      : `${shown(name)} is no complex attribute and has sub-attributes`,
  ),
  'RFC7643-2.1-03': each(definitions, ({ given: { name } }) =>
    name === '$ref' || NAME.test(String(name)) ? undefined : `the name ${shown(name)}`,
  ),
  'RFC7643-2.3-01': each(definitions, typeFault),
  'RFC7643-2.3.8-02': each(subDefinitions, ({ given, schema, parent }) =>
    is(given.type, 'complex') && schema !== SCHEMA
      ? `${parent?.name}.${given.name} is complex inside a complex attribute`
      : undefined,
  ),
  'RFC7643-2.4-03': each(predefined, ({ given: { name, type = 'string' }, parent }) =>
    is(type, PREDEFINED[String(name)] ?? '') ? undefined : `${parent?.name}.${name} is a ${type}`,
  ),
  'RFC7643-3.3-05': each(
    (run) => definitions(run).filter(({ schema }) => !schema.startsWith('urn:ietf:')),
    (one) =>
      NAME.test(String(one.given.name)) || one.given.name === '$ref'
        ? typeFault(one)
        : `the name ${shown(one.given.name)}`,
  ),
  'RFC7643-4.1.1-03': each(ofUser('userName'), ({ given: { required } }) =>
    required === true ? undefined : `required is ${shown(required)}`,
  ),
  'RFC7643-4.1.1-25': each(ofUser('password'), ({ given: { mutability, returned } }) =>
    is(mutability, 'writeOnly') && is(returned, 'never')
      ? undefined
      : `mutability is ${shown(mutability)}, returned ${shown(returned)}`,
  ),
  'RFC7643-4.1.2-09': each(typesOf('ims'), ({ given }) => {
    const known = canonical(given).filter((one) => SERVICES.includes(one.toLowerCase()))
    return known.length > 0 ? undefined : `none of the services: ${canonical(given).join()}`
  }),
  'RFC7643-4.1.2-14': each(typesOf('photos'), ({ given }) => {
    const missing = ['photo', 'thumbnail'].find((one) => !canonical(given).includes(one))
    return missing === undefined ? undefined : `no ${missing}`
  }),
  'RFC7643-7-03': each(
    (run) => schemas(run).filter(({ listed }) => !listed),
    ({ body: { id, attributes } }) =>
      id !== undefined && attributes !== undefined ? undefined : 'without id or attributes',
  ),
  'RFC7643-7-04': each(schemas, ({ body }) =>
    listOf(body.schemas).includes(SCHEMA) ? undefined : `schemas is ${shown(body.schemas)}`,
  ),
  'RFC7643-7-06': each(schemas, idFault),
  'RFC7643-7-07': each(schemas, ({ body: { name } }) => noString(name, 'name')),
  'RFC7643-7-08': each(schemas, ({ body: { description } }) =>
    noString(description, 'description'),
  ),
  'RFC7643-7-09': each(schemas, ({ body: { attributes } }) =>
    listOf(attributes).length > 0 ? undefined : `attributes is ${shown(attributes)}`,
  ),
  'RFC7643-7-10': each(definitions, ({ given: { name } }) =>
    typeof name === 'string' && name !== '' ? undefined : `name is ${shown(name)}`,
  ),
  'RFC7643-7-11': keyword('type', TYPES),
  'RFC7643-7-12': each(
    (run) => definitions(run).filter(({ given }) => is(given.type, 'complex')),
    ({ given: { name, subAttributes } }) =>
      listOf(subAttributes).length > 0 ? undefined : `${name} has no sub-attributes`,
  ),
  'RFC7643-7-13': each(subDefinitions, (one) =>
    typeof one.given.name === 'string' ? typeFault(one) : `name is ${shown(one.given.name)}`,
  ),
  'RFC7643-7-14': each(definitions, ({ given: { name, multiValued } }) =>
    typeof multiValued === 'boolean' ? undefined : `multiValued of ${name}: ${shown(multiValued)}`,
  ),
  'RFC7643-7-15': each(definitions, ({ given: { description } }) =>
    noString(description, 'description'),
  ),
  'RFC7643-7-16': each(definitions, ({ given }) => noBoolean(given, 'required')),
  'RFC7643-7-19': each(
    (run) =>
      definitions(run).filter(({ given: { type = 'string' } }) =>
        ['string', 'reference'].includes(String(type).toLowerCase()),
      ),
    ({ given }) => noBoolean(given, 'caseExact'),
  ),
  'RFC7643-7-23': keyword('mutability', ['readOnly', 'readWrite', 'immutable', 'writeOnly']),
  'RFC7643-7-30': keyword('returned', ['always', 'never', 'default', 'request']),
  'RFC7643-7-36': keyword('uniqueness', ['none', 'server', 'global']),
  'RFC7643-7-41': each(referencing, ({ given: { referenceTypes } }, { published }) => {
    const known = ['User', 'Group', 'external', 'uri', ...published.types.map(({ name }) => name)]
    const odd = listOf(referenceTypes).find((one) => !known.includes(String(one)))
    return odd === undefined ? undefined : `referenceTypes holds ${shown(odd)}`
  }),
  'RFC7643-7-42': each(referencing, ({ given: { name, type } }) =>
    is(type, 'reference') ? undefined : `${name} has referenceTypes and is a ${type}`,
  ),
  'RFC7643-8.7.2-04': each(schemas, ({ body: { id, schemas: urns, meta } }) => {
    const type = asObject(meta)?.resourceType
    return Array.isArray(urns) && type === 'Schema'
      ? undefined
      : `${shown(id)}: schemas is ${shown(urns)}, meta.resourceType ${shown(type)}`
  }),
  'RFC7643-10.2.1-02': each(
    (run) => schemas(run).filter(({ body }) => String(body.id).startsWith(CORE)),
    ({ body: { id } }) =>
      [...REGISTERED, ...LATER].includes(String(id).slice(CORE.length))
        ? undefined
        : `${id} is not registered`,
  ),
}

function definitionsOf(run: Run): readonly Definition[] {
  return schemas(run).flatMap(({ place, body }) =>
    below({ place, schema: String(body.id), parent: undefined }, body.attributes),
  )
}

function below(at: Omit<Definition, 'given'>, attributes: unknown): Definition[] {
  return objectsIn(attributes).flatMap((given) => [
    { ...at, given },
    ...below({ ...at, parent: given }, given.subAttributes),
  ])
}

function subDefinitions(run: Run): Definition[] {
  return definitions(run).filter(({ parent }) => parent !== undefined)
}

/** Sub-attributes of multi-valued attributes that have a meaning of their own (RFC 7643 §2.4). */
function predefined(run: Run): Definition[] {
  return subDefinitions(run).filter(
    ({ given, parent }) => parent?.multiValued === true && String(given.name) in PREDEFINED,
  )
}

function ofUser(name: string): (run: Run) => Definition[] {
  return (run) =>
    definitions(run).filter(
      ({ given, schema, parent }) =>
        schema === USER && parent === undefined && is(given.name, name),
    )
}

/** The definition of `type` of an attribute of users, where it lists canonical values. */
function typesOf(name: string): (run: Run) => Definition[] {
  return (run) =>
    subDefinitions(run).filter(
      ({ given, schema, parent }) =>
        schema === USER &&
        is(parent?.name, name) &&
        given.name === 'type' &&
        canonical(given).length > 0,
    )
}

function referencing(run: Run): Definition[] {
  return definitions(run).filter(({ given }) => listOf(given.referenceTypes).length > 0)
}

function canonical({ canonicalValues }: Json): string[] {
  return listOf(canonicalValues).map((one) => String(isObject(one) ? one.value : one))
}

function is(value: unknown, word: string): boolean {
  return String(value).toLowerCase() === word.toLowerCase()
}

/** A keyword of the list; one left out has its default, one in another letter case is doubtful. */
function keyword(name: string, words: readonly string[]): Check {
  return (run) =>
    definitions(run)
      .filter(({ given }) => given[name] !== undefined)
      .map(({ place, given }): Look => {
        const value = String(given[name])
        if (words.includes(value)) return { place }
        if (words.some((word) => is(value, word))) {
          return { place, observed: { requirement: 'RFC7643-7-A01', observed: 'other case' } }
        }
        return { place, fault: `${name} of ${given.name} is ${shown(given[name])}` }
      })
}

function typeFault({ given: { name, type } }: Definition): Fault {
  return type === undefined || TYPES.some((known) => is(type, known))
    ? undefined
    : `${name} is of the type ${shown(type)}`
}

function idFault({ body: { id }, of, listed }: Document): Fault {
  if (typeof id !== 'string' || !/^[a-z][a-z0-9+.-]*:./i.test(id)) return `id is ${shown(id)}`
  const asked = decodeURIComponent(of.segments[1] ?? '')
  return listed || asked.toLowerCase() === id.toLowerCase() ? undefined : `${id} at ${asked}`
}

function noString(value: unknown, name: string): Fault {
  return value === undefined || value === null || typeof value === 'string'
    ? undefined
    : `${name} is ${shown(value)}`
}

function noBoolean(given: Json, name: string): Fault {
  const value = given[name]
  return value === undefined || typeof value === 'boolean'
    ? undefined
    : `${name} of ${given.name} is ${shown(value)}`
}
