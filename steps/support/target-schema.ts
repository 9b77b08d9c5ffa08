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
  /** Extensions that every user must have. */
  readonly required: readonly TargetSchema[]
  /** Extensions that a user may have, those included. */
  readonly extensions: readonly TargetSchema[]
}

export const UNKNOWN_SHAPE: UserShape = { core: undefined, required: [], extensions: [] }

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
      out[name] = withCanonicalTypes(value, attribute)
    }
  }
  fill(out, core.attributes)
  for (const { id, attributes } of required) {
    const extension: Json = { ...(out[id] as Json | undefined) }
    fill(extension, attributes)
    out[id] = extension
    out.schemas = [...new Set([...(out.schemas as string[]), id])]
  }
  return out
}

/** Gives every required attribute that has no value one of its type. */
function fill(target: Json, attributes: readonly TargetAttribute[]): void {
  for (const attribute of attributes) {
    if (!attribute.required || attribute.mutability === 'readOnly') continue
    target[attribute.name] ??= invented(attribute)
  }
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
    case 'complex': {
      const parts: Json = {}
      fill(parts, subAttributes ?? [])
      return parts
    }
    default:
      return `scimulate ${name}`
  }
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
