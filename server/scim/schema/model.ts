import { type Attribute, attribute } from './attribute.ts'
import { groupSchema } from './group.ts'
import { type ExtensionUse, type ResourceType, resourceType } from './resource-type.ts'
import type { Schema } from './schema.ts'
import { enterpriseUserSchema, userSchema } from './user.ts'

/** What kinds of resources a service has: the one definition that validation, filters and /Schemas obey. */
export interface ScimModel {
  readonly user: ResourceType
  readonly group: ResourceType
  /** Kinds that the configuration adds. */
  readonly others: readonly ResourceType[]
  readonly types: readonly ResourceType[]
  readonly schemas: readonly Schema[]
}

/** A schema that extends a built-in type or makes one of its own. */
export interface ModelAdditions {
  readonly schemas?: readonly SchemaAddition[]
  readonly resourceTypes?: readonly TypeAddition[]
}

/** A schema as RFC 7643 §7 writes it; characteristics left out have their defaults (§2.2). */
export interface SchemaAddition {
  readonly id: string
  readonly name?: string
  readonly description?: string
  readonly attributes: readonly AttributeAddition[]
}

export interface AttributeAddition extends Partial<Omit<Attribute, 'name' | 'subAttributes'>> {
  readonly name: string
  readonly subAttributes?: readonly AttributeAddition[]
}

/** A resource type as RFC 7643 §6 writes it; named User or Group it only adds extensions to that type. */
export interface TypeAddition {
  readonly name: string
  readonly endpoint?: string
  readonly description?: string
  readonly schema?: string
  readonly schemaExtensions?: readonly { readonly schema: string; readonly required?: boolean }[]
}

/** The built-in types with what a configuration adds; throws an Error that names what does not fit. */
export function scimModel(additions: ModelAdditions = {}): ScimModel {
  const { schemas: added = [], resourceTypes = [] } = additions
  const schemas = [userSchema, enterpriseUserSchema, groupSchema, ...added.map(completed)]
  requireDistinct(schemas.map(({ id }) => id))
  requireDistinct(['/Users', '/Groups', ...resourceTypes.flatMap(({ endpoint = [] }) => endpoint)])
  const named = (urn: string): Schema => {
    const found = schemas.find(({ id }) => id.toLowerCase() === urn.toLowerCase())
    if (found === undefined) throw new RangeError(`no schema has the id ${urn}`)
    return found
  }
  const extensionsOf = (name: string): ExtensionUse[] =>
    resourceTypes
      .filter((type) => type.name === name)
      .flatMap(({ schemaExtensions = [] }) => schemaExtensions)
      .map(({ schema, required = false }) => ({ schema: named(schema), required }))
  const user = resourceType({ name: 'User', endpoint: '/Users' }, userSchema, [
    { schema: enterpriseUserSchema, required: false },
    ...extensionsOf('User'),
  ])
  const group = resourceType(
    { name: 'Group', endpoint: '/Groups' },
    groupSchema,
    extensionsOf('Group'),
  )
  const others = resourceTypes
    .filter(({ name }) => name !== 'User' && name !== 'Group')
    .map(({ name, endpoint, schema, ...rest }) => {
      if (!endpoint || !schema)
        throw new RangeError(`resource type ${name} needs endpoint and schema`)
      return resourceType({ name, endpoint, ...rest }, named(schema), extensionsOf(name))
    })
  return { user, group, others, types: [user, group, ...others], schemas }
}

function completed({ id, name = id, description = '', attributes }: SchemaAddition): Schema {
  return { id, name, description, attributes: attributes.map(completedAttribute) }
}

function completedAttribute(given: AttributeAddition): Attribute {
  const { name, description = '', subAttributes, ...rest } = given
  const parts = subAttributes?.map(completedAttribute)
  return attribute(name, description, { ...rest, ...(parts && { subAttributes: parts }) })
}

function requireDistinct(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names.map((one) => one.toLowerCase())) {
    if (seen.has(name)) throw new RangeError(`${name} is defined twice`)
    seen.add(name)
  }
}
