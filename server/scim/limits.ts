import { ScimError } from './error.ts'
import type { Attribute } from './schema/attribute.ts'

/** Longest filter, PATCH path or attribute name that is looked at, in characters. */
export const LONGEST_NOTATION = 8_192

/** Most names in `attributes` or `excludedAttributes`. */
export const MOST_NAMES = 1_000

/** Most values of a multi-valued attribute that is no list of resources. */
const MOST_VALUES = 1_000

/** What is kept of one resource at most, as characters of JSON; a group's members do not count. */
const LARGEST_RESOURCE = 131_072

/** Throws 413 for more values than an attribute may have: work done value by value stays short. */
export function requireFew(attribute: Attribute, count: number): void {
  if (count <= MOST_VALUES || holdsResources(attribute)) return
  throw new ScimError(
    413,
    undefined,
    `${attribute.name} has ${count} values; at most ${MOST_VALUES} are kept`,
  )
}

/** Throws 413 for a resource that is larger than what is kept of one. */
export function requireSmall(text: string): void {
  if (text.length <= LARGEST_RESOURCE) return
  throw new ScimError(
    413,
    undefined,
    `the resource has ${text.length} characters as JSON; at most ${LARGEST_RESOURCE} are kept`,
  )
}

/** A list of resources, as a group's members are, may be as long as a directory. */
function holdsResources({ subAttributes = [] }: Attribute): boolean {
  return subAttributes.some(({ name, type }) => name === '$ref' && type === 'reference')
}
