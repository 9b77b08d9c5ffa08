import { invalidValue } from './error.ts'
import { isObject, isUnassigned, type Json } from './resource.ts'
import type { Attribute } from './schema/attribute.ts'
import type { ResourceType } from './schema/resource-type.ts'

/** Throws unless every required attribute has a value, in the core schema and in extensions alike. */
export function requirePresent(type: ResourceType, resource: Json): void {
  requireIn(type.schema.attributes, resource, '')
  for (const { schema, required } of type.extensions) {
    const container = resource[schema.id]
    if (isObject(container)) requireIn(schema.attributes, container, `${schema.id}:`)
    else if (required) throw invalidValue(`the extension ${schema.id} is required`)
  }
}

function requireIn(attributes: readonly Attribute[], holder: Json, path: string): void {
  for (const attribute of attributes) {
    const { name, required, mutability, subAttributes } = attribute
    const value = holder[name]
    const isMissing = isUnassigned(value) || value === ''
    if (required && mutability !== 'readOnly' && isMissing) {
      throw invalidValue(`${path}${name} is required`)
    }
    for (const element of subAttributes ? elementsOf(value) : []) {
      requireIn(subAttributes ?? [], element, `${path}${name}.`)
    }
  }
}

/** The objects that a complex attribute holds, one or many. */
export function elementsOf(value: unknown): Json[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject)
}
