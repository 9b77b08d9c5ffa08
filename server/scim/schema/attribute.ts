export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex'

/** One attribute with all its characteristics (RFC 7643 §7): what /Schemas tells and everything obeys. */
export interface Attribute {
  readonly name: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly canonicalValues?: readonly string[]
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness: 'none' | 'server' | 'global'
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: readonly Attribute[]
  /** The one spelling of values that mean the same; no characteristic, so /Schemas does not tell it. */
  readonly canonical?: (text: string) => string
}

type Given = Partial<Omit<Attribute, 'name' | 'description'>>

/** An attribute whose unnamed characteristics are the defaults of RFC 7643 §2.2. */
export function attribute(name: string, description: string, given: Given = {}): Attribute {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...given,
  }
}

export function complex(
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  given: Given = {},
): Attribute {
  return attribute(name, description, { type: 'complex', subAttributes, ...given })
}

/** A multi-valued attribute with the usual value, display, type and primary (RFC 7643 §2.4). */
export function plural(
  name: string,
  description: string,
  value: Given = {},
  types?: readonly string[],
): Attribute {
  return complex(
    name,
    description,
    [
      attribute('value', `The value itself.`, value),
      attribute('display', 'A label for people to read.'),
      attribute('type', 'What the value is for.', types ? { canonicalValues: types } : {}),
      attribute('primary', 'Whether this is the preferred value; at most one is.', {
        type: 'boolean',
      }),
    ],
    { multiValued: true },
  )
}
