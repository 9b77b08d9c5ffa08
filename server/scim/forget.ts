import { elementsOf } from './required.ts'
import { isObject, type Json } from './resource.ts'
import type { Attribute } from './schema/attribute.ts'
import type { ResourceType } from './schema/resource-type.ts'

/** Drops what is never returned, such as a password: nothing here reads it, so nothing keeps it. */
export function forgetSecrets(type: ResourceType, resource: Json): Json {
  forgetIn(type.schema.attributes, resource)
  for (const { schema } of type.extensions) {
    const container = resource[schema.id]
    if (!isObject(container)) continue
    forgetIn(schema.attributes, container)
    if (Object.keys(container).length === 0) delete resource[schema.id]
  }
  return resource
}

function forgetIn(attributes: readonly Attribute[], holder: Json): void {
  for (const { name, returned, subAttributes } of attributes) {
    if (!Object.hasOwn(holder, name)) continue
    if (returned === 'never') delete holder[name]
    else if (subAttributes !== undefined) {
      for (const element of elementsOf(holder[name])) forgetIn(subAttributes, element)
    }
  }
}
