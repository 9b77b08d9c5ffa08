import { resolve } from '../attribute-path.ts'
import { invalidFilter } from '../error.ts'
import { isObject, isUnassigned, type Json } from '../resource.ts'
import type { Attribute } from '../schema/attribute.ts'
import { type ResourceType, subAttribute } from '../schema/resource-type.ts'
import type { Comparison, Filter, Literal } from './ast.ts'
import { comparer } from './compare.ts'

export type Matcher = (resource: Json) => boolean

/** Turns a filter into a function, looking every attribute up once. */
export function compile(filter: Filter, type: ResourceType): Matcher {
  return compileWith(filter, (path) => locate(type, path))
}

/** The same inside a value path: names are sub-attributes of one element (RFC 7644 §3.4.2.2). */
export function compileForElement(filter: Filter, parent: Attribute): Matcher {
  return compileWith(filter, (path) => {
    const sub = subAttribute(parent, path)
    return sub && { attribute: sub, read: (element) => valuesOf(element[sub.name]) }
  })
}

/** An attribute that a filter speaks of, and how to read its values from a resource. */
interface Located {
  readonly attribute: Attribute
  readonly read: (resource: Json) => readonly unknown[]
  /** For a path without sub-attribute to a complex attribute: the elements themselves. */
  readonly elements?: (resource: Json) => readonly Json[]
}

type Locate = (path: string) => Located | undefined

function compileWith(filter: Filter, locate: Locate): Matcher {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = [compileWith(filter.left, locate), compileWith(filter.right, locate)]
      return (resource) => left(resource) && right(resource)
    }
    case 'or': {
      const [left, right] = [compileWith(filter.left, locate), compileWith(filter.right, locate)]
      return (resource) => left(resource) || right(resource)
    }
    case 'not': {
      const inner = compileWith(filter.filter, locate)
      return (resource) => !inner(resource)
    }
    case 'present':
      return present(locate(filter.path))
    case 'value':
      return anyElement(filter.path, filter.filter, locate(filter.path))
    case 'compare':
      return comparison(filter.op, filter.value, locate(filter.path))
  }
}

function present(found: Located | undefined): Matcher {
  if (found === undefined) return () => false
  return (resource) => (found.elements ?? found.read)(resource).some(isPresent)
}

function isPresent(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).some(isPresent)
  return !isUnassigned(value) && value !== ''
}

function anyElement(path: string, filter: Filter, found: Located | undefined): Matcher {
  if (found === undefined) return () => false
  const { attribute, elements } = found
  if (elements === undefined)
    throw invalidFilter(`${path} has no parts that a filter could look at`)
  const inner = compileForElement(filter, attribute)
  return (resource) => elements(resource).some(inner)
}

function comparison(op: Comparison, literal: Literal, found: Located | undefined): Matcher {
  // An attribute that no schema defines has no value anywhere (RFC7644-3.4.2.2-A01).
  if (found === undefined) return () => op === 'ne' && literal !== null
  const { read } = found
  if (literal === null) return nothing(op, read)
  const holds = comparer(op === 'ne' ? 'eq' : op, found.attribute, literal)
  // A multi-valued attribute matches when any one of its values does; `ne` is then "none is equal".
  if (op === 'ne') return (resource) => !read(resource).some(holds)
  return (resource) => read(resource).some(holds)
}

/** `eq null` asks for absence, `ne null` for presence; nothing is greater or less than null. */
function nothing(op: Comparison, read: Located['read']): Matcher {
  if (op === 'eq') return (resource) => !read(resource).some(isPresent)
  if (op === 'ne') return (resource) => read(resource).some(isPresent)
  throw invalidFilter(`${op} cannot compare with null`)
}

function locate(type: ResourceType, path: string): Located | undefined {
  const found = resolve(type, path)
  if (found === undefined) return undefined
  const { extension, attribute, sub } = found
  const top = (resource: Json): unknown => {
    const container = extension === undefined ? resource : resource[extension]
    return isObject(container) ? container[attribute.name] : undefined
  }
  if (sub !== undefined)
    return { attribute: sub, read: (resource) => partsOf(top(resource), sub.name) }
  if (attribute.type !== 'complex')
    return { attribute, read: (resource) => valuesOf(top(resource)) }
  // `emails co "x"` is read as `emails.value co "x"` (RFC7644-3.4.2.2-A05).
  const value = subAttribute(attribute, 'value') ?? attribute
  return {
    attribute:
      value === attribute ? attribute : { ...value, subAttributes: attribute.subAttributes ?? [] },
    read: (resource) => partsOf(top(resource), value.name),
    elements: (resource) => valuesOf(top(resource)).filter(isObject),
  }
}

function partsOf(value: unknown, name: string): readonly unknown[] {
  return valuesOf(value).flatMap((element) => (isObject(element) ? valuesOf(element[name]) : []))
}

function valuesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isUnassigned(value) ? [] : [value]
}
