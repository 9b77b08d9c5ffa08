import { extensionNamed, resolve } from './attribute-path.ts'
import { isObject, type Json } from './resource.ts'
import type { Attribute } from './schema/attribute.ts'
import type { ResourceType } from './schema/resource-type.ts'

/** Which attributes a client wants (RFC 7644 §3.9); made once a request, applied to each resource. */
export type Projection = (resource: Json) => Json

export interface Wanted {
  readonly attributes?: readonly string[]
  readonly excludedAttributes?: readonly string[]
}

/** Sub-attribute names asked for; `all` when the attribute was named as a whole. */
type Parts = 'all' | Set<string>

/** The projection that a request asks for; undefined when it asks for everything. */
export function projection(type: ResourceType, wanted: Wanted): Projection | undefined {
  const { attributes = [], excludedAttributes = [] } = wanted
  // Where both are given `attributes` wins (RFC7644-3.9-A01).
  if (attributes.length > 0) return only(type, named(type, attributes))
  if (excludedAttributes.length > 0) return without(type, named(type, excludedAttributes))
  return undefined
}

/** What each notation names, by the path of the attribute: `name`, or `urn:… name` in an extension. */
function named(type: ResourceType, notations: readonly string[]): Map<string, Parts> {
  const out = new Map<string, Parts>()
  for (const notation of notations) {
    const urn = extensionNamed(type, notation)
    if (urn !== undefined) {
      out.set(urn, 'all')
      continue
    }
    const found = resolve(type, notation)
    if (found === undefined) continue
    const key = keyOf(found.extension, found.attribute.name)
    if (found.sub === undefined) out.set(key, 'all')
    else if (out.get(key) !== 'all') {
      out.set(key, new Set([...(out.get(key) ?? []), found.sub.name]))
    }
  }
  return out
}

function keyOf(extension: string | undefined, name: string): string {
  return extension === undefined ? name : `${extension} ${name}`
}

function only(type: ResourceType, parts: ReadonlyMap<string, Parts>): Projection {
  return walk(type, (attribute, value, key) => {
    if (attribute.returned === 'always') return value
    const wanted =
      parts.get(key) ?? (parts.get(key.split(' ')[0] ?? '') === 'all' ? 'all' : undefined)
    if (wanted === undefined) return undefined
    return wanted === 'all' ? value : keep(value, (name) => wanted.has(name))
  })
}

function without(type: ResourceType, parts: ReadonlyMap<string, Parts>): Projection {
  return walk(type, (attribute, value, key) => {
    if (attribute.returned === 'always') return value
    const left =
      parts.get(key) ?? (parts.get(key.split(' ')[0] ?? '') === 'all' ? 'all' : undefined)
    if (left === undefined) return value
    return left === 'all' ? undefined : keep(value, (name) => !left.has(name))
  })
}

type Choose = (attribute: Attribute, value: unknown, key: string) => unknown

function walk(type: ResourceType, choose: Choose): Projection {
  return (resource) => {
    const out: Json = {}
    for (const [name, value] of Object.entries(resource)) {
      const extension = type.extensionAttributes.get(name.toLowerCase())
      const chosen =
        extension === undefined
          ? chosenOf(type.attributes, name, value, undefined, choose)
          : container(value, (inner, member) =>
              chosenOf(extension.attributes, inner, member, extension.urn, choose),
            )
      if (chosen !== undefined) out[name] = chosen
    }
    return out
  }
}

function chosenOf(
  attributes: ReadonlyMap<string, Attribute>,
  name: string,
  value: unknown,
  extension: string | undefined,
  choose: Choose,
): unknown {
  const attribute = attributes.get(name.toLowerCase())
  return attribute && choose(attribute, value, keyOf(extension, attribute.name))
}

function container(value: unknown, choose: (name: string, value: unknown) => unknown): unknown {
  if (!isObject(value)) return undefined
  const out = Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, choose(name, member)] as const)
      .filter(([, member]) => member !== undefined),
  )
  return Object.keys(out).length === 0 ? undefined : out
}

/** A complex value with just the parts that are wanted. */
function keep(value: unknown, wanted: (name: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((element) => keep(element, wanted))
  return container(value, (name, member) => (wanted(name) ? member : undefined))
}
