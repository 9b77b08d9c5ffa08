import { extensionNamed, resolve } from '../attribute-path.ts'
import { invalidPath, mutability, ScimError } from '../error.ts'
import type { Filter } from '../filter/ast.ts'
import { compileForElement, type Matcher } from '../filter/compile.ts'
import { parseFilter } from '../filter/parse.ts'
import type { Attribute } from '../schema/attribute.ts'
import { type ResourceType, subAttribute } from '../schema/resource-type.ts'

/** What a PATCH path addresses (RFC 7644 §3.5.2, figure 7). */
export interface Target {
  /** The URN of the extension that holds the attribute; undefined for core attributes. */
  readonly extension: string | undefined
  readonly attribute: Attribute
  readonly sub: Attribute | undefined
  /** For `emails[type eq "work"]`: which elements are meant. */
  readonly filter: { readonly matches: Matcher; readonly source: Filter } | undefined
}

/** A path that names a whole extension. */
export interface ExtensionTarget {
  readonly wholeExtension: string
}

/** Reads a path; throws invalidPath or invalidFilter that names the operation. */
export function targetOf(
  type: ResourceType,
  path: string,
  place: number,
): Target | ExtensionTarget {
  const wholeExtension = extensionNamed(type, path)
  if (wholeExtension !== undefined) return { wholeExtension }
  const open = path.indexOf('[')
  if (open < 0) return plain(type, path, place)
  const close = path.lastIndexOf(']')
  if (close < open) throw invalidPath(`operation ${place}: path "${path}" has no closing bracket`)
  const { extension, attribute, sub } = plain(type, path.slice(0, open), place)
  if (sub !== undefined || !attribute.multiValued) {
    throw invalidPath(
      `operation ${place}: "${path}" filters an attribute that has no list of values`,
    )
  }
  const source = filterIn(path.slice(open + 1, close), place)
  const part = path.slice(close + 1)
  return {
    extension,
    attribute,
    sub: part === '' ? undefined : partOf(attribute, part, path, place),
    filter: { matches: compileForElement(source, attribute), source },
  }
}

function plain(type: ResourceType, path: string, place: number): Target {
  const found = resolve(type, path)
  if (found === undefined) {
    throw invalidPath(`operation ${place}: no schema of ${type.name} has an attribute "${path}"`)
  }
  const { extension, attribute, sub } = found
  if (attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly') {
    throw mutability(`operation ${place}: ${path} is readOnly`)
  }
  return { extension, attribute, sub, filter: undefined }
}

function partOf(attribute: Attribute, part: string, path: string, place: number): Attribute {
  const sub = part.startsWith('.') ? subAttribute(attribute, part.slice(1)) : undefined
  if (sub === undefined) {
    throw invalidPath(
      `operation ${place}: "${path}" ends in "${part}", which ${attribute.name} has not`,
    )
  }
  return sub
}

function filterIn(text: string, place: number): Filter {
  try {
    return parseFilter(text)
  } catch (error) {
    if (!(error instanceof ScimError)) throw error
    throw new ScimError(error.status, error.scimType, `operation ${place}: ${error.message}`)
  }
}
