import type { Attribute } from './attribute.ts'
import { groupSchema } from './group.ts'
import { COMMON, type Schema } from './schema.ts'
import { enterpriseUserSchema, userSchema } from './user.ts'

/** A kind of resource: its schema, its extensions, and all their attributes by name in any case. */
export interface ResourceType {
  readonly name: string
  readonly endpoint: string
  readonly description: string
  readonly schema: Schema
  readonly extensions: readonly Schema[]
  /** Core and common attributes by lower-case name. */
  readonly attributes: ReadonlyMap<string, Attribute>
  /** Attributes of each extension, by lower-case URN and then lower-case name. */
  readonly extensionAttributes: ReadonlyMap<string, Extension>
}

export interface Extension {
  readonly urn: string
  readonly attributes: ReadonlyMap<string, Attribute>
}

export const userType: ResourceType = resourceType('User', '/Users', userSchema, [
  enterpriseUserSchema,
])
export const groupType: ResourceType = resourceType('Group', '/Groups', groupSchema, [])
export const RESOURCE_TYPES: readonly ResourceType[] = [userType, groupType]
export const SCHEMAS: readonly Schema[] = [userSchema, enterpriseUserSchema, groupSchema]

function resourceType(
  name: string,
  endpoint: string,
  schema: Schema,
  extensions: readonly Schema[],
): ResourceType {
  return {
    name,
    endpoint,
    description: schema.description,
    schema,
    extensions,
    attributes: byName([...COMMON, ...schema.attributes]),
    extensionAttributes: new Map(
      extensions.map(({ id, attributes }) => [
        id.toLowerCase(),
        { urn: id, attributes: byName(attributes) },
      ]),
    ),
  }
}

function byName(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  return new Map(attributes.map((one) => [one.name.toLowerCase(), one]))
}

/** A sub-attribute by its name in any case. */
export function subAttribute(parent: Attribute, name: string): Attribute | undefined {
  const wanted = name.toLowerCase()
  return parent.subAttributes?.find((sub) => sub.name.toLowerCase() === wanted)
}
