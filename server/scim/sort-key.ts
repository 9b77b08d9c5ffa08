import { resolve } from './attribute-path.ts'
import { invalidPath } from './error.ts'
import { keyOf, type Ordered } from './filter/compare.ts'
import { isObject, type Json } from './resource.ts'
import { type ResourceType, subAttribute } from './schema/resource-type.ts'

/** What a resource is sorted by; null when it has no value there (RFC 7644 §3.4.2.3). */
export type SortKey = (resource: Json) => Ordered | null

/** The key of an attribute: the primary value of many, else the first; undefined when no schema knows it. */
export function sortKey(type: ResourceType, path: string): SortKey | undefined {
  const found = resolve(type, path)
  if (found === undefined) return undefined
  const { extension, attribute } = found
  const sub = found.sub ?? subAttribute(attribute, 'value')
  if (attribute.type === 'complex' && sub === undefined) {
    throw invalidPath(`sortBy must name a part of ${path}, such as ${path}.${anyPartOf(attribute)}`)
  }
  const sorted = attribute.type === 'complex' && sub ? sub : attribute
  const key = sorted.type === 'boolean' ? truth : keyOf(sorted)
  return (resource) => {
    const holder = extension === undefined ? resource : resource[extension]
    const value = isObject(holder) ? preferred(holder[attribute.name]) : undefined
    const part = attribute.type === 'complex' && isObject(value) ? value[sorted.name] : value
    return key(part) ?? null
  }
}

function anyPartOf({ subAttributes = [] }: { subAttributes?: readonly { name: string }[] }) {
  return subAttributes[0]?.name ?? 'value'
}

function truth(value: unknown): number | undefined {
  return typeof value === 'boolean' ? Number(value) : undefined
}

function preferred(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.find((one) => isObject(one) && one.primary === true) ?? value[0]
}
