import type { Attribute } from './schema/attribute.ts'
import { type ResourceType, subAttribute } from './schema/resource-type.ts'

/** Where an attribute notation leads (RFC 7644 §3.10): `urn:…:User:name.familyName`. */
export interface AttributePath {
  /** The URN under which an extension's attributes lie; undefined for core and common ones. */
  readonly extension: string | undefined
  readonly attribute: Attribute
  readonly sub: Attribute | undefined
}

/** The notation's words alone, before any schema is asked. */
interface Words {
  readonly urn: string | undefined
  readonly name: string
  readonly sub: string | undefined
}

const NAME = /^[A-Za-z$][\w$-]*$/

/** Splits a notation into URN, name and sub-name; undefined when it is not one. */
export function wordsOf(notation: string): Words | undefined {
  const colon = notation.lastIndexOf(':')
  const urn = colon < 0 ? undefined : notation.slice(0, colon)
  if (urn !== undefined && !/^urn:[^\s"[\]()]+$/i.test(urn)) return undefined
  const [name = '', sub, ...rest] = notation.slice(colon + 1).split('.')
  if (!NAME.test(name) || rest.length > 0) return undefined
  if (sub !== undefined && !NAME.test(sub)) return undefined
  return { urn, name, sub }
}

/** Looks a notation up in a type's schemas, in any letter case; undefined when no schema defines it. */
export function resolve(type: ResourceType, notation: string): AttributePath | undefined {
  const words = wordsOf(notation)
  if (words === undefined) return undefined
  const extension = words.urn && type.extensionAttributes.get(words.urn.toLowerCase())
  if (words.urn && !extension && words.urn.toLowerCase() !== type.schema.id.toLowerCase()) {
    return undefined
  }
  const attribute = (extension ? extension.attributes : type.attributes).get(
    words.name.toLowerCase(),
  )
  if (attribute === undefined) return undefined
  const sub = words.sub === undefined ? undefined : subAttribute(attribute, words.sub)
  if (words.sub !== undefined && sub === undefined) return undefined
  return { extension: extension ? extension.urn : undefined, attribute, sub }
}

/** Whether a notation is the URN of one of the type's extensions: then it names the whole container. */
export function extensionNamed(type: ResourceType, notation: string): string | undefined {
  return type.extensionAttributes.get(notation.toLowerCase())?.urn
}
