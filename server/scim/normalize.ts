import { invalidSyntax, invalidValue } from './error.ts'
import { requireFew } from './limits.ts'
import { requirePresent } from './required.ts'
import { isObject, isUnassigned, type Json } from './resource.ts'
import { scalar } from './scalar.ts'
import type { Attribute } from './schema/attribute.ts'
import type { ResourceType } from './schema/resource-type.ts'

/**
 * Brings what a client sent into the one form that is stored: names in the schema's case, readOnly and
 * unknown attributes left out, unassigned ones too, every value of its attribute's type.
 * Throws invalidValue naming the attribute.
 */
export function normalize(type: ResourceType, body: unknown): Json {
  if (!isObject(body)) throw invalidSyntax('the body must be a JSON object')
  requireSchema(type, body)
  const resource: Json = {}
  for (const [name, value] of Object.entries(body)) {
    const extension = type.extensionAttributes.get(name.toLowerCase())
    if (extension !== undefined) {
      const container = members(value, extension.attributes, extension.urn)
      if (container !== undefined) resource[extension.urn] = container
      continue
    }
    const attribute = type.attributes.get(name.toLowerCase())
    if (attribute === undefined || attribute.mutability === 'readOnly') continue
    if (attribute.name === 'schemas') continue
    assign(resource, attribute, valueFor(attribute, value, attribute.name))
  }
  requirePresent(type, resource)
  return resource
}

/** A value as the attribute stores it; undefined when it unassigns the attribute. */
export function valueFor(attribute: Attribute, value: unknown, path: string): unknown {
  if (isUnassigned(value)) return undefined
  if (!attribute.multiValued) return single(attribute, value, path)
  // A lone value where a list belongs is taken as a list of one: many clients send it.
  const list = Array.isArray(value) ? value : [value]
  requireFew(attribute, list.length)
  const values = list
    .map((item, i) => single(attribute, item, `${path}[${i}]`))
    .filter((item) => item !== undefined)
  if (values.length === 0) return undefined
  requireOnePrimary(values, path)
  return distinct(values)
}

/** One value of an attribute as it is stored; undefined when it says nothing. */
export function single(attribute: Attribute, value: unknown, path: string): unknown {
  if (isUnassigned(value)) return undefined
  if (attribute.type !== 'complex') return scalar(attribute, value, path)
  if (!isObject(value)) throw invalidValue(`${path} must be an object`)
  return members(value, subAttributesOf(attribute), path)
}

const SUB_ATTRIBUTES = new WeakMap<Attribute, ReadonlyMap<string, Attribute>>()

/** By their names in lower case; made once, for lists have many elements. */
function subAttributesOf(attribute: Attribute): ReadonlyMap<string, Attribute> {
  const known = SUB_ATTRIBUTES.get(attribute)
  if (known !== undefined) return known
  const made = new Map(attribute.subAttributes?.map((sub) => [sub.name.toLowerCase(), sub]))
  SUB_ATTRIBUTES.set(attribute, made)
  return made
}

/** The known members of an object, each in its stored form; undefined when none is left. */
function members(
  value: unknown,
  attributes: ReadonlyMap<string, Attribute>,
  path: string,
): Json | undefined {
  if (isUnassigned(value)) return undefined
  if (!isObject(value)) throw invalidValue(`${path} must be an object`)
  const out: Json = {}
  for (const [name, member] of Object.entries(value)) {
    const attribute = attributes.get(name.toLowerCase())
    if (attribute === undefined || attribute.mutability === 'readOnly') continue
    assign(out, attribute, valueFor(attribute, member, `${path}.${attribute.name}`))
  }
  return Object.keys(out).length === 0 ? undefined : out
}

function assign(target: Json, attribute: Attribute, value: unknown): void {
  if (value !== undefined) target[attribute.name] = value
}

function requireSchema(type: ResourceType, body: Json): void {
  const schemas = Object.entries(body).find(([name]) => name.toLowerCase() === 'schemas')?.[1]
  const wanted = type.schema.id.toLowerCase()
  if (!Array.isArray(schemas)) {
    throw invalidSyntax(`schemas must be a list that names ${type.schema.id}`)
  }
  if (!schemas.some((urn) => typeof urn === 'string' && urn.toLowerCase() === wanted)) {
    throw invalidValue(`schemas must name ${type.schema.id}`)
  }
}

function requireOnePrimary(values: readonly unknown[], path: string): void {
  if (values.filter((value) => isObject(value) && value.primary === true).length > 1) {
    throw invalidValue(`${path} has more than one primary value`)
  }
}

/** The same element twice says nothing more than once (RFC 7643 §2.4). */
function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>()
  return values.filter((value) => {
    const key = JSON.stringify(value)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
