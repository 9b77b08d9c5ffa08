import { uniqueness } from '../scim/error.ts'
import { fold } from '../scim/fold.ts'
import { isObject, type Json } from '../scim/resource.ts'
import type { Attribute } from '../scim/schema/attribute.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import { type Store, Taken } from '../store/store.ts'

/** Attributes that keep their own column with a unique index. */
const BY_COLUMN = new Set(['id', 'userName'])

/** Makes a resource the one that has its values of unique attributes; 409 when another has one of them. */
export async function keepUnique(
  store: Store,
  connectionId: string,
  type: ResourceType,
  id: string,
  resource: Json,
): Promise<void> {
  if (!hasUnique(type)) return
  try {
    await store.uniqueValues.keep(connectionId, type.name, id, keysOf(type, resource))
  } catch (error) {
    if (!(error instanceof Taken)) throw error
    // The value is not repeated: what it is of may be a secret.
    throw uniqueness(`another ${type.name} has this value of ${error.attribute}, which is unique`)
  }
}

/** Frees the values of a resource that goes. */
export async function forgetUnique(store: Store, type: ResourceType, id: string): Promise<void> {
  if (hasUnique(type)) await store.uniqueValues.forget(id)
}

function hasUnique(type: ResourceType): boolean {
  return [type.schema, ...type.extensions.map(({ schema }) => schema)].some(({ attributes }) =>
    attributes.some(isUnique),
  )
}

function isUnique({ name, uniqueness: level, multiValued, type }: Attribute): boolean {
  return level !== 'none' && !multiValued && type !== 'complex' && !BY_COLUMN.has(name)
}

function keysOf(type: ResourceType, resource: Json): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  const take = (attributes: readonly Attribute[], holder: unknown, prefix: string) => {
    if (!isObject(holder)) return
    for (const attribute of attributes.filter(isUnique)) {
      const value = holder[attribute.name]
      if (value === undefined) continue
      const text = String(value)
      keys.set(`${prefix}${attribute.name}`, attribute.caseExact ? text : fold(text))
    }
  }
  take(type.schema.attributes, resource, '')
  for (const { schema } of type.extensions) {
    take(schema.attributes, resource[schema.id], `${schema.id}:`)
  }
  return keys
}
