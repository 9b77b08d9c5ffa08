import { type Check, type Checks, each, type Fault } from './check.ts'
import type { Definition } from './definitions.ts'
import { isObject, type Json, listOf, objectsIn, shown } from './json.ts'
import { namesIn, type Representation, type Run } from './run.ts'
import { STANDARD_SCHEMAS } from './standard-attributes.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

const whole = ({ resources }: Run) => resources.filter(({ projected }) => !projected)
const all = ({ resources }: Run) => resources
const ofType = (name: string) => (run: Run) => whole(run).filter(({ type }) => type?.name === name)

/** What every representation of a resource is made of (RFC 7643 §3). */
export const RESOURCE_CHECKS: Checks = {
  'RFC7643-3-07': each(whole, idAndMeta),
  'RFC7643-3.1-01': each(whole, idAndMeta),
  'RFC7643-3.1-04': each(all, ({ body: { id } }) =>
    typeof id === 'string' && id !== '' ? undefined : `id is ${shown(id)}`,
  ),
  'RFC7644-3.4.2-11': each(
    ({ resources }) => resources.filter(({ alone }) => !alone),
    ({ body }) => (body.id === undefined ? 'an item without id' : undefined),
  ),
  'RFC7643-3-04': (run) => (run.published.ownTypes ? schemasOfType(run) : []),
  'RFC7643-3-10': each(withExtension, ({ body }) => {
    const names = namesIn(body).map((urn) => urn.toLowerCase())
    const missing = extensionsIn(body).find((urn) => !names.includes(urn.toLowerCase()))
    return missing === undefined ? undefined : `data of ${missing} that schemas does not name`
  }),
  'RFC7643-3.3-06': each(withUrn, ({ body }) => {
    const odd = urnsIn(body).find((urn) => !isObject(body[urn]))
    return odd === undefined ? undefined : `${odd} holds ${shown(body[odd])}`
  }),
  'RFC7643-3.3-02': each(
    (run) => whole(run).filter(({ type }) => type !== undefined),
    ({ body, type }) => missingSchema(body, type?.schema ?? ''),
  ),
  'RFC7643-4.1-01': each(ofType('User'), ({ body }) => missingSchema(body, USER)),
  'RFC7643-4.2-01': each(ofType('Group'), ({ body }) => missingSchema(body, GROUP)),
  'RFC7643-4.1.1-01': each(ofType('User'), ({ body: { userName } }) =>
    typeof userName === 'string' && userName !== '' ? undefined : `userName is ${shown(userName)}`,
  ),
  'RFC7643-4.1.1-17': each(ofUsers, ({ body }) =>
    memberOf(body, 'password') === undefined ? undefined : 'a password in the answer',
  ),
  'RFC7643-7-29': hidden(({ mutability }) => mutability === 'writeOnly'),
  'RFC7643-7-32': hidden(({ returned }) => returned === 'never'),
  'RFC7643-6-13': each(ofExtendedTypes, requiredExtensions),
  'RFC7643-7-01': (run) => (run.published.schemas.size > 0 ? schemasPublished(run) : []),
  'RFC7643-5-14': (run) => (run.published.filterMaxResults === undefined ? [] : pages(run)),
}

function idAndMeta({ body: { id, meta } }: Representation): Fault {
  if (id === undefined) return 'no id'
  return isObject(meta) ? undefined : `meta is ${shown(meta)}`
}

function schemasOfType(run: Run): ReturnType<Check> {
  return run.resources
    .filter(({ type, body }) => type !== undefined && Array.isArray(body.schemas))
    .map(({ of, body, type }) => {
      const known = [type?.schema, ...(type?.extensions ?? []).map(({ urn }) => urn)]
      const lower = known.map((urn) => urn?.toLowerCase())
      const odd = namesIn(body).find((urn) => !lower.includes(urn.toLowerCase()))
      return {
        place: of.place,
        fault: odd === undefined ? undefined : `${odd} belongs to no ${type?.name}`,
      }
    })
}

/** What looks like the container of an extension. */
function urnsIn(body: Json): string[] {
  return Object.keys(body).filter((name) => /^urn:/i.test(name))
}

/** Extensions that hold data in this resource; an empty container holds none. */
function extensionsIn(body: Json): string[] {
  return urnsIn(body).filter((urn) => {
    const { [urn]: data } = body
    return isObject(data) && Object.values(data).some((value) => !isEmpty(value))
  })
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

function withUrn(run: Run): Representation[] {
  return whole(run).filter(({ body }) => urnsIn(body).some((urn) => body[urn] !== null))
}

function withExtension(run: Run): Representation[] {
  return whole(run).filter(({ body }) => extensionsIn(body).length > 0)
}

function missingSchema(body: Json, urn: string): Fault {
  const named = namesIn(body).some((name) => name.toLowerCase() === urn.toLowerCase())
  return named ? undefined : `schemas is ${shown(body.schemas)}`
}

/** Users whatever was asked for: what must never come may not come when it is asked for either. */
function ofUsers({ resources }: Run): Representation[] {
  return resources.filter(({ type }) => type?.name === 'User')
}

function memberOf(body: Json, name: string): unknown {
  return Object.entries(body).find(
    ([key, value]) => key.toLowerCase() === name.toLowerCase() && value !== null,
  )?.[1]
}

/** Attributes that must not come, as the target's own schemas or else the standard have them. */
function hidden(isHidden: (definition: Definition) => boolean): Check {
  return (run) =>
    run.resources.flatMap(({ of, body, type }) => {
      if (type === undefined) return []
      const core = shownOf(body, definitionsOf(run, type.schema), isHidden)
      const extensions = type.extensions.flatMap(({ urn }) => {
        const data = memberOf(body, urn)
        return isObject(data) ? shownOf(data, definitionsOf(run, urn), isHidden) : []
      })
      const faults = [...core, ...extensions].map((path) => `${path} in the answer`)
      return [{ place: of.place, fault: faults[0] }]
    })
}

function definitionsOf({ published }: Run, urn: string): readonly Definition[] {
  const lower = urn.toLowerCase()
  return published.schemas.get(lower) ?? STANDARD_SCHEMAS.get(lower) ?? []
}

function shownOf(
  body: Json,
  definitions: readonly Definition[],
  isHidden: (definition: Definition) => boolean,
): string[] {
  return definitions.flatMap((one) => {
    const value = memberOf(body, one.name)
    if (value === undefined) return []
    if (isHidden(one)) return [one.name]
    const parts = Array.isArray(value) ? objectsIn(value) : isObject(value) ? [value] : []
    return parts
      .flatMap((part) => shownOf(part, one.subAttributes, isHidden))
      .map((path) => `${one.name}.${path}`)
  })
}

function ofExtendedTypes(run: Run): Representation[] {
  return whole(run).filter(({ type }) => type?.extensions.some(({ required }) => required))
}

/** One that requires no value may have none: `schemas` alone says then that it is there (RFC 7643 §2.5). */
function requiredExtensions({ body, type }: Representation, { published }: Run): Fault {
  const named = namesIn(body).map(lower)
  for (const { urn } of type?.extensions.filter(({ required }) => required) ?? []) {
    const owed = published.schemas.get(lower(urn))?.filter(isShownAlways)
    const values = Object.entries(body).find(([name]) => lower(name) === lower(urn))
    if (values === undefined && !(owed?.length === 0 && named.includes(lower(urn)))) {
      return `without the required extension ${urn}`
    }
    const given = isObject(values?.[1]) ? Object.keys(values[1]).map(lower) : []
    const missing = owed?.find(({ name }) => !given.includes(lower(name)))
    if (missing !== undefined) return `without ${missing.name} of ${urn}, which is required`
  }
  return undefined
}

const lower = (text: string) => text.toLowerCase()

const isShownAlways = ({ required, returned, mutability }: Definition) =>
  required && ['always', 'default'].includes(returned) && mutability !== 'writeOnly'

function schemasPublished({ resources, published }: Run): ReturnType<Check> {
  return resources.flatMap(({ of, body }) =>
    namesIn(body).map((urn) => ({
      place: of.place,
      fault: published.schemas.has(urn.toLowerCase()) ? undefined : `${urn} is not at /Schemas`,
    })),
  )
}

function pages({ lists, published: { filterMaxResults = 0 }, resources }: Run): ReturnType<Check> {
  const shownHere = new Set(resources.map(({ of }) => of.place))
  return lists
    .filter(({ place }) => shownHere.has(place))
    .map(({ place, body }) => {
      const { length } = listOf(body.Resources)
      const over = length > filterMaxResults
      return {
        place,
        fault: over ? `${length} resources, maxResults ${filterMaxResults}` : undefined,
      }
    })
}
