import { isObject } from './throughout/json.ts'
/** An attribute as a target's own /Schemas describes it; what it leaves out has the RFC's defaults. */
export interface TargetAttribute {
  readonly name: string
  readonly type?: string
  readonly multiValued?: boolean
  readonly required?: boolean
  readonly mutability?: string
  readonly returned?: string
  readonly caseExact?: boolean
  readonly canonicalValues?: readonly string[]
  readonly subAttributes?: readonly TargetAttribute[]
}

export interface TargetSchema {
  readonly id: string
  readonly attributes: readonly TargetAttribute[]
}

/** What a target says that its users are made of. */
export interface UserShape {
  readonly core: TargetSchema | undefined
  /** The attribute of a group that names them. */
  readonly members: TargetAttribute | undefined
  /** Extensions that every user must have. */
  readonly required: readonly TargetSchema[]
  /** Extensions that a user may have, those included. */
  readonly extensions: readonly TargetSchema[]
}

export const UNKNOWN_SHAPE: UserShape = {
  ...{ core: undefined, members: undefined },
  ...{ required: [], extensions: [] },
}

type Json = Record<string, unknown>

/**
 * Fits a new user to the target: attributes that its schema does not list are left out, those that it
 * requires beside ours are filled, and canonical values are kept to. Without a published schema the user
 * goes as it is.
 */
export function fitted(user: Json, { core, required }: UserShape): Json {
  if (core === undefined) return user
  const listed = new Map(core.attributes.map((one) => [one.name.toLowerCase(), one]))
  const out: Json = {}
  for (const [name, value] of Object.entries(user)) {
    const attribute = listed.get(name.toLowerCase())
    if (attribute === undefined) {
      if (name === 'schemas' || name === 'externalId' || name.startsWith('urn:')) out[name] = value
    } else if (attribute.mutability !== 'readOnly') {
      out[name] = listedParts(withCanonicalTypes(value, attribute), attribute)
    }
  }
  for (const { id, attributes } of required) {
    out[id] = filled({ ...(out[id] as Json | undefined) }, attributes)
    out.schemas = [...new Set([...(out.schemas as string[]), id])]
  }
  return filled(out, core.attributes)
}

/**
 * Gives what is complex in a new user, and was written by a scenario, the sub-attributes that the target requires.
 * What the scenario left out or made `null` on purpose stays so.
 */
export function completed(user: Json, { core, extensions }: UserShape): Json {
  const out = { ...user }
  completeParts(out, core?.attributes ?? [])
  for (const { id, attributes } of extensions) {
    if (isObject(out[id])) {
      out[id] = { ...out[id] }
      completeParts(out[id] as Json, attributes)
    }
  }
  return out
}

function completeParts(target: Json, attributes: readonly TargetAttribute[]): void {
  for (const { name, subAttributes = [] } of attributes) {
    const whole = (element: unknown) =>
      isObject(element) ? filled(element, subAttributes) : element
    const given = target[name]
    if (given === undefined || !subAttributes.some(isOwed)) continue
    target[name] = Array.isArray(given) ? given.map(whole) : whole(given)
  }
}

const isOwed = ({ required, mutability }: TargetAttribute) =>
  required === true && mutability !== 'readOnly'

/** With a value of its type for every required attribute that is not there. */
function filled(target: Json, attributes: readonly TargetAttribute[]): Json {
  const absent = attributes.filter((one) => isOwed(one) && target[one.name] === undefined)
  return { ...target, ...Object.fromEntries(absent.map((one) => [one.name, invented(one)])) }
}

function invented(attribute: TargetAttribute): unknown {
  const one = inventedOne(attribute)
  return attribute.multiValued ? [one] : one
}

function inventedOne({ type, canonicalValues, subAttributes, name }: TargetAttribute): unknown {
  if (canonicalValues?.[0] !== undefined) return canonicalValues[0]
  switch (type) {
    case 'boolean':
      return true
    case 'integer':
    case 'decimal':
      return 1
    case 'dateTime':
      return '2026-01-31T12:00:00Z'
    case 'binary':
      return 'c2NpbXVsYXRl'
    case 'reference':
      return 'https://example.com/'
    case 'complex':
      return filled({}, subAttributes ?? [])
    default:
      return `scimulate ${name}`
  }
}

/** Without the sub-attributes that the target's schema does not list. */
function listedParts(value: unknown, { subAttributes = [] }: TargetAttribute): unknown {
  if (subAttributes.length === 0) return value
  const listed = new Set(subAttributes.map(({ name }) => name.toLowerCase()))
  const part = (element: unknown) =>
    isObject(element)
      ? Object.fromEntries(
          Object.entries(element).filter(([name]) => listed.has(name.toLowerCase())),
        )
      : element
  return Array.isArray(value) ? value.map(part) : part(value)
}

/** `type` outside the values that the target knows is swapped for one that it does. */
function withCanonicalTypes(value: unknown, attribute: TargetAttribute): unknown {
  if (!Array.isArray(value)) return value
  const known = attribute.subAttributes?.find(({ name }) => name === 'type')?.canonicalValues ?? []
  return value.map((element: Json) => {
    if (known.length === 0 || element.type === undefined) return element
    return known.includes(String(element.type)) ? element : { ...element, type: known[0] }
  })
}

/** Attributes that the standard's own schemas have not: a scenario takes the first that an extension has. */
const SOUGHT = {
  integer: { type: 'integer', mutability: 'readWrite', returned: 'default' },
  immutable: { type: 'string', mutability: 'immutable', returned: 'default' },
  requested: { type: 'string', mutability: 'readWrite', returned: 'request' },
} as const

export type Sought = keyof typeof SOUGHT

export const isSought = (word: string): word is Sought => word in SOUGHT

/** An attribute of an extension, and the extension's URN. */
export function extensionAttribute(
  extensions: readonly TargetSchema[],
  sought: Sought,
): { readonly schema: string; readonly name: string } | undefined {
  const wanted = SOUGHT[sought]
  for (const { id, attributes } of extensions) {
    const found = attributes.find(
      ({ type = 'string', mutability = 'readWrite', returned = 'default', multiValued = false }) =>
        !multiValued &&
        type === wanted.type &&
        mutability === wanted.mutability &&
        returned === wanted.returned,
    )
    if (found !== undefined) return { schema: id, name: found.name }
  }
  return undefined
}
