import { extensionNamed, resolve } from './attribute-path.ts'
import { isObject, type Json } from './resource.ts'
import type { Attribute } from './schema/attribute.ts'
import type { ResourceType } from './schema/resource-type.ts'

/** Which attributes a client sees (RFC 7644 §3.9); made once a request, applied to each resource. */
export type Projection = (resource: Json) => Json

export interface Wanted {
  readonly attributes?: readonly string[]
  readonly excludedAttributes?: readonly string[]
}

/** Sub-attribute names asked for; `all` when the attribute was named as a whole. */
type Parts = 'all' | ReadonlySet<string>

/** Whether an attribute is shown, given which of its parts the client named. */
type Rule = (attribute: Attribute, parts: Parts | undefined) => boolean

/** The projection that a request asks for; undefined when everything that is stored is shown. */
export function projection(type: ResourceType, wanted: Wanted): Projection | undefined {
  const { attributes = [], excludedAttributes = [] } = wanted
  // Where both are given `attributes` wins (RFC7644-3.9-A01).
  if (attributes.length > 0) return walk(type, named(type, attributes), isChosen)
  if (excludedAttributes.length > 0) return walk(type, named(type, excludedAttributes), isLeft)
  return type.hides ? walk(type, new Map(), isLeft) : undefined
}

/** With `attributes`: what is always returned and what was named. */
function isChosen({ returned }: Attribute, parts: Parts | undefined): boolean {
  return returned !== 'never' && (returned === 'always' || parts !== undefined)
}

/** Without it: all but what was excluded and what must be asked for. */
function isLeft({ returned }: Attribute, parts: Parts | undefined): boolean {
  return returned === 'always' || (returned === 'default' && parts !== 'all')
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
    const parts = out.get(key)
    if (found.sub === undefined) out.set(key, 'all')
    else if (parts !== 'all') out.set(key, new Set([...(parts ?? []), found.sub.name]))
  }
  return out
}

function keyOf(extension: string | undefined, name: string): string {
  return extension === undefined ? name : `${extension} ${name}`
}

function walk(type: ResourceType, parts: ReadonlyMap<string, Parts>, rule: Rule): Projection {
  const shown = (
    attributes: ReadonlyMap<string, Attribute>,
    name: string,
    value: unknown,
    urn?: string,
  ): unknown => {
    const attribute = attributes.get(name.toLowerCase())
    if (attribute === undefined) return undefined
    const own = parts.get(keyOf(urn, attribute.name)) ?? (urn && parts.get(urn))
    return rule(attribute, own || undefined)
      ? inside(attribute, value, own || undefined, rule)
      : undefined
  }
  return (resource) => {
    const out: Json = {}
    for (const [name, value] of Object.entries(resource)) {
      const extension = type.extensionAttributes.get(name.toLowerCase())
      const chosen = extension
        ? members(value, (inner, member) =>
            shown(extension.attributes, inner, member, extension.urn),
          )
        : shown(type.attributes, name, value)
      if (chosen !== undefined) out[name] = chosen
    }
    return out
  }
}

/** A value with those of its sub-attributes that are shown. */
function inside(
  attribute: Attribute,
  value: unknown,
  parts: Parts | undefined,
  rule: Rule,
): unknown {
  const { subAttributes } = attribute
  if (subAttributes === undefined) return value
  if (Array.isArray(value))
    return value.map((element) => inside(attribute, element, parts, rule) ?? {})
  const byName = new Map(subAttributes.map((sub) => [sub.name, sub]))
  // Named as a whole, an attribute shows what it shows by default.
  const own = parts === undefined || parts === 'all' ? isLeft : rule
  return members(value, (name, member) => {
    const sub = byName.get(name)
    const asked = parts instanceof Set && parts.has(name) ? 'all' : undefined
    return sub === undefined || own(sub, asked) ? member : undefined
  })
}

function members(value: unknown, choose: (name: string, value: unknown) => unknown): unknown {
  if (!isObject(value)) return undefined
  const out = Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, choose(name, member)] as const)
      .filter(([, member]) => member !== undefined),
  )
  return Object.keys(out).length === 0 ? undefined : out
}

/** The same for the JSON of a resource; text that shows everything is left as it is. */
export function projectionOfText(type: ResourceType, wanted: Wanted): (text: string) => string {
  const project = projection(type, wanted)
  if (project === undefined) return (text) => text
  return (text) => JSON.stringify(project(JSON.parse(text) as Json))
}

/** Whether any of a core attribute will be shown: what is not need not be read from the store. */
export function isShown(type: ResourceType, name: string, wanted: Wanted = {}): boolean {
  const { attributes = [], excludedAttributes = [] } = wanted
  const key = name.toLowerCase()
  if (attributes.length > 0) return named(type, attributes).has(keyIn(type, key))
  return named(type, excludedAttributes).get(keyIn(type, key)) !== 'all'
}

function keyIn(type: ResourceType, name: string): string {
  return type.attributes.get(name)?.name ?? name
}
