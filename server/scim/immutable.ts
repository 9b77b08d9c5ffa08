import { mutability } from './error.ts'
import { isObject, isUnassigned, type Json, same } from './resource.ts'
import type { Attribute } from './schema/attribute.ts'
import type { ResourceType } from './schema/resource-type.ts'

/** Immutable attributes keep the value they have once been given (RFC 7644 §3.5.1, §3.5.2). */
export function keepImmutable(type: ResourceType, before: Json, after: Json): void {
  keepIn(type.schema.attributes, before, after)
  for (const { schema } of type.extensions) {
    const [old, next] = [before[schema.id], after[schema.id]]
    if (!isObject(old)) continue
    const container = isObject(next) ? next : {}
    keepIn(schema.attributes, old, container)
    if (Object.keys(container).length > 0) after[schema.id] = container
  }
}

function keepIn(attributes: readonly Attribute[], before: Json, after: Json): void {
  for (const attribute of attributes) {
    const [old, next] = [before[attribute.name], after[attribute.name]]
    if (isUnassigned(old)) continue
    if (attribute.mutability === 'immutable') keepValue(attribute, after, old)
    else if (!attribute.multiValued && isObject(old) && isObject(next)) {
      keepIn(attribute.subAttributes ?? [], old, next)
    }
  }
}

function keepValue({ name }: Attribute, after: Json, old: unknown): void {
  const next = after[name]
  if (isUnassigned(next)) after[name] = old
  else if (!same(old, next)) throw mutability(`${name} cannot be changed once it is set`)
}
