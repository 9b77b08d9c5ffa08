import type { Attribute } from './attribute.ts'
import { COMMON, type Schema } from './schema.ts'

/** A kind of resource: its schema, its extensions, and all their attributes by name in any case. */
export interface ResourceType {
  readonly name: string
  readonly endpoint: string
  readonly description: string
  readonly schema: Schema
  readonly extensions: readonly ExtensionUse[]
  /** Core and common attributes by lower-case name. */
  readonly attributes: ReadonlyMap<string, Attribute>
  /** Attributes of each extension, by lower-case URN and then lower-case name. */
  readonly extensionAttributes: ReadonlyMap<string, Extension>
  /** Whether an attribute is shown only when it is asked for: then every answer is projected. */
  readonly hides: boolean
}

/** A schema that extends a type, and whether each resource of the type must have it (RFC 7643 §6). */
export interface ExtensionUse {
  readonly schema: Schema
  readonly required: boolean
}

export interface Extension {
  readonly urn: string
  readonly attributes: ReadonlyMap<string, Attribute>
}

export interface Naming {
  readonly name: string
  readonly endpoint: string
  readonly description?: string
}

export function resourceType(
  { name, endpoint, description }: Naming,
  schema: Schema,
  extensions: readonly ExtensionUse[],
): ResourceType {
  const all = [schema, ...extensions.map((use) => use.schema)].flatMap((one) => one.attributes)
  return {
    name,
    endpoint,
    description: description ?? schema.description,
    schema,
    extensions,
    attributes: byName([...COMMON, ...schema.attributes]),
    extensionAttributes: new Map(
      extensions.map(({ schema: { id, attributes } }) => [
        id.toLowerCase(),
        { urn: id, attributes: byName(attributes) },
      ]),
    ),
    hides: all.some(isHidden),
  }
}

function isHidden({ returned, subAttributes = [] }: Attribute): boolean {
  return returned === 'request' || subAttributes.some(isHidden)
}

function byName(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  return new Map(attributes.map((one) => [one.name.toLowerCase(), one]))
}

/** A sub-attribute by its name in any case. */
export function subAttribute(parent: Attribute, name: string): Attribute | undefined {
  const wanted = name.toLowerCase()
  return parent.subAttributes?.find((sub) => sub.name.toLowerCase() === wanted)
}
