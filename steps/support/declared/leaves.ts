import type { TargetAttribute } from '../target-schema.ts'
import type { Kind } from './kinds.ts'

/** One value of a resource that a client may set and read again, and where it is. */
export interface Leaf {
  /** As a PATCH and a filter name it. */
  readonly path: string
  /** The members on the way to it, from the resource down. */
  readonly way: readonly string[]
  readonly attribute: TargetAttribute & { readonly caseExact?: boolean }
}

/** What says who somebody is, or has a meaning of its own, has Rules of its own. */
const APART = new Set([
  ...['schemas', 'id', 'meta', 'externalid', 'username', 'password', 'active', 'groups', 'manager'],
])

const SIMPLE = new Set(['string', 'boolean', 'integer', 'decimal', 'dateTime', 'reference'])

/** All single values that a kind declares as free to be set, changed and read. */
export function leavesOf(kind: Kind): Leaf[] {
  return everyLeaf(kind).filter(({ path, attribute }) => !isApart(path) && isWritten(attribute))
}

/** All single values that a kind declares as set once, and read; a userName is one where it is so declared. */
export function fixedOf(kind: Kind): Leaf[] {
  const isName = ({ path }: Leaf) => path.toLowerCase() === 'username'
  return everyLeaf(kind).filter(
    (leaf) => (isName(leaf) || !isApart(leaf.path)) && leaf.attribute.mutability === 'immutable',
  )
}

function everyLeaf({ base, extensions }: Kind): Leaf[] {
  return [
    ...base.attributes.flatMap((one) => leavesIn(one, '', [])),
    ...extensions.flatMap(({ id, attributes }) =>
      attributes.flatMap((one) => leavesIn(one, `${id}:`, [id])),
    ),
  ]
}

function leavesIn(attribute: TargetAttribute, prefix: string, way: readonly string[]): Leaf[] {
  const { name, type = 'string', subAttributes = [] } = attribute
  if (!isSeen(attribute)) return []
  const path = prefix + name
  if (type === 'complex') {
    if (!isWritten(attribute)) return []
    return subAttributes.flatMap((one) => leavesIn(one, `${path}.`, [...way, name]))
  }
  return SIMPLE.has(type) && isFree(attribute) ? [{ path, way: [...way, name], attribute }] : []
}

/** Whether any name on the way is one that has Rules of its own. */
function isApart(path: string): boolean {
  const [, own = path] = /^urn:.*:([^:]*)$/i.exec(path) ?? []
  return own.split('.').some((name) => APART.has(name.toLowerCase()))
}

const isWritten = ({ mutability = 'readWrite' }: TargetAttribute) => mutability === 'readWrite'

const isSeen = ({ multiValued = false, returned = 'default' }: TargetAttribute) =>
  !multiValued && /^(default|always)$/i.test(returned)

/** A reference to a resource needs one that is there. */
function isFree({ type, name, ...rest }: TargetAttribute): boolean {
  const { referenceTypes = [] } = rest as { readonly referenceTypes?: readonly string[] }
  if (type !== 'reference') return !name.startsWith('$')
  return referenceTypes.every((one) => one === 'external' || one === 'uri')
}

/** Two values of each, where the standard says what one must look like. */
const KNOWN: Readonly<Record<string, readonly [string, string]>> = {
  preferredLanguage: ['en-US', 'fr-CA'],
  locale: ['en-US', 'fr-CA'],
  timezone: ['Europe/London', 'America/New_York'],
}

/** The first or the second value that a client might give; `mark` makes a text unlike any other. */
export function sampleOf(
  { attribute: { name, type = 'string', canonicalValues = [] } }: Leaf,
  which: 0 | 1,
  mark: string,
): unknown {
  const listed = KNOWN[name] ?? canonicalValues
  if (listed.length > 0) return listed[which] ?? listed[0]
  switch (type) {
    case 'boolean':
      return which === 0
    case 'integer':
      return 7 + which
    case 'decimal':
      return 1.5 + which
    case 'dateTime':
      return `202${which}-01-31T12:00:00Z`
    case 'reference':
      return `https://example.com/${mark}/${which}`
    default:
      return `${mark} ${name} ${which}`
  }
}

export function valueIn(resource: unknown, { way }: Leaf): unknown {
  return way.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? new Map(Object.entries(at)).get(name) : undefined,
    resource,
  )
}

/** The body with the value set, and whatever is on the way to it. */
export function withValue(
  body: Readonly<Record<string, unknown>>,
  way: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const [name = '', ...rest] = way
  if (rest.length === 0) return { ...body, [name]: value }
  return { ...body, [name]: withValue((body[name] ?? {}) as typeof body, rest, value) }
}

/** Instants by time; texts to the letter only where letter case matters. */
export function isSame(actual: unknown, expected: unknown, { attribute }: Leaf): boolean {
  if (attribute.type === 'dateTime')
    return Date.parse(String(actual)) === Date.parse(String(expected))
  if (typeof expected !== 'string' || attribute.caseExact === true) return actual === expected
  return typeof actual === 'string' && actual.toLowerCase() === expected.toLowerCase()
}
