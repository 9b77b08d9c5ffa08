import { type Checks, each, type Fault, type Look, once } from './check.ts'
import type { Definition } from './definitions.ts'
import { isObject, type Json, objectsIn, shown } from './json.ts'
import type { Run } from './run.ts'
import { COMMON, STANDARD_SCHEMAS } from './standard-attributes.ts'

/** One value of an attribute somewhere in an answer. */
interface Value {
  /** Of a resource that this run made: what others stored long ago proves nothing. */
  readonly own: boolean
  readonly place: string
  readonly path: string
  readonly value: unknown
  readonly definition: Definition
}

/** Attributes with a value; what is null or empty has none (RFC 7643 §2.5). */
const attributesIn = once(attributesOf)
const valuesByType = once(valuesOf)
const multi = once((run) => attributesIn(run).filter(({ definition }) => definition.multiValued))

const ofType = (type: string) => (run: Run) => valuesByType(run).get(type) ?? []
const own = (type: string) => (run: Run) => ofType(type)(run).filter((one) => one.own)

/** What holds of every value by the type of its attribute (RFC 7643 §2.3 and §2.4). */
export const VALUE_CHECKS: Checks = {
  'RFC7643-2.3.2-01': each(ofType('boolean'), (one) => unless(typeof one.value === 'boolean', one)),
  'RFC7643-2.3.3-01': each(ofType('decimal'), (one) => unless(typeof one.value === 'number', one)),
  'RFC7643-2.3.5-01': dateTimes,
  'RFC7643-2.3.5-02': each(ofType('dateTime'), (one) =>
    unless(/^-?\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(String(one.value)), one),
  ),
  'RFC7643-2.3.6-01': each(own('binary'), (one) => unless(isBase64(one.value), one)),
  'RFC7643-2.3.7-01': each(own('reference'), (one) => unless(isReference(one.value), one)),
  'RFC7643-2.4-01': each(multi, (one) => unless(Array.isArray(one.value), one)),
  'RFC7643-2.4-02': each(complexElements, (one) => unless(isObject(one.value), one)),
  'RFC7643-2.4-04': each(multi, ({ value, path }) => {
    const primary = objectsIn(value).filter((one) => one.primary === true)
    return primary.length > 1 ? `${primary.length} primary values in ${path}` : undefined
  }),
  'RFC7643-2.4-11': each(ownMulti, ({ value, path }) => {
    const pairs = objectsIn(value).filter(
      (one) => one.value !== undefined && one.type !== undefined,
    )
    const keys = pairs.map((one) => JSON.stringify([one.type, one.value]))
    const twice = keys.find((key, i) => keys.indexOf(key) !== i)
    return twice === undefined ? undefined : `${twice} twice in ${path}`
  }),
}

function unless(good: boolean, { path, value }: Value): Fault {
  return good ? undefined : `${path} is ${shown(value)}`
}

function attributesOf({ resources, published }: Run): Value[] {
  const made = new Set(
    resources.filter(({ of }) => of.status === 201).map(({ of, body }) => keyOf(of.base, body)),
  )
  return resources.flatMap(({ of, body, type }) => {
    if (type === undefined) return []
    const definitions = (urn: string) =>
      published.schemas.get(urn.toLowerCase()) ?? STANDARD_SCHEMAS.get(urn.toLowerCase()) ?? []
    const found = [
      ...membersIn(body, [...COMMON, ...definitions(type.schema)], ''),
      ...type.extensions.flatMap(({ urn }) =>
        isObject(body[urn]) ? membersIn(body[urn], definitions(urn), `${urn}:`) : [],
      ),
    ]
    const own = made.has(keyOf(of.base, body))
    return found.map((one) => ({ ...one, place: of.place, own }))
  })
}

function keyOf(base: string, { id }: Json): string {
  return `${base} ${String(id)}`
}

type Found = Omit<Value, 'place' | 'own'>

const byNames = new WeakMap<readonly Definition[], ReadonlyMap<string, Definition>>()

function byName(definitions: readonly Definition[]): ReadonlyMap<string, Definition> {
  const known =
    byNames.get(definitions) ?? new Map(definitions.map((one) => [one.name.toLowerCase(), one]))
  byNames.set(definitions, known)
  return known
}

function membersIn(body: Json, definitions: readonly Definition[], prefix: string): Found[] {
  const names = byName(definitions)
  return Object.entries(body).flatMap(([name, value]) => {
    const definition = names.get(name.toLowerCase())
    const empty = value === null || (Array.isArray(value) && value.length === 0)
    if (definition === undefined || empty) return []
    const path = prefix + name
    const parts = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []
    return [
      { path, value, definition },
      ...parts.flatMap((part) => membersIn(part, definition.subAttributes, `${path}.`)),
    ]
  })
}

/** Each single value by the type of its attribute; those of a simple multi-valued one one by one. */
function valuesOf(run: Run): ReadonlyMap<string, readonly Value[]> {
  const byType = new Map<string, Value[]>()
  for (const one of attributesIn(run)) {
    const { type } = one.definition
    const values = byType.get(type) ?? []
    byType.set(type, values)
    if (!Array.isArray(one.value) || type === 'complex') values.push(one)
    else for (const value of one.value as unknown[]) values.push({ ...one, value })
  }
  return byType
}

/** Elements of multi-valued attributes that are complex by their definition. */
function complexElements(run: Run): Value[] {
  return multi(run)
    .filter(({ definition }) => definition.type === 'complex')
    .flatMap((one) =>
      Array.isArray(one.value) ? one.value.map((value: unknown) => ({ ...one, value })) : [],
    )
}

function ownMulti(run: Run): Value[] {
  return multi(run).filter((one) => one.own)
}

const DATE_TIME = /^-?\d{4,}-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/

const NO_OFFSET = { requirement: 'RFC7643-2.3.5-A01', observed: 'no offset' } as const

function dateTimes(run: Run): Look[] {
  return ofType('dateTime')(run).map((one) => {
    const match = DATE_TIME.exec(String(one.value))
    const day = String(one.value).slice(0, 10)
    const real = match !== null && isDay(day) && isTime(match.slice(3, 6).map(Number))
    if (!real || typeof one.value !== 'string') {
      return { place: one.place, fault: `${one.path} is ${shown(one.value)}` }
    }
    return { place: one.place, observed: match[6] === undefined ? NO_OFFSET : undefined }
  })
}

/** A day that the calendar has: 30 February is none. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** xsd:dateTime has the end of a day as 24:00:00, and no leap seconds. */
function isTime([hour = 99, minute = 99, second = 99]: readonly number[]): boolean {
  const ends = hour === 24 && minute === 0 && second === 0
  return ends || (hour < 24 && minute < 60 && second < 60)
}

/** In either alphabet, with or without padding. */
function isBase64(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(value.replace(/\s/g, ''))
}

/** An absolute or a relative URI: no spaces, no characters that a URI cannot hold. */
function isReference(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    !/[\s<>"{}|\\^`]/.test(value) &&
    URL.canParse(value, 'https://example.com/')
  )
}
