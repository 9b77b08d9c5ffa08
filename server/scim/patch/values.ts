import { mutability } from '../error.ts'
import { isObject, isUnassigned, type Json, same } from '../resource.ts'
import type { Attribute } from '../schema/attribute.ts'

/** Adds what is not there yet; a new primary takes the mark from the old one (RFC 7644 §3.5.2). */
export function merged(before: readonly unknown[], given: unknown): unknown[] {
  const added = Array.isArray(given) ? given : [given]
  // Members come by the hundred thousand: look them up by their text, never one by one.
  const known = new Set(before.map((value) => JSON.stringify(value)))
  const fresh = added.filter(
    (value) => !known.has(JSON.stringify(value)) && !isKnown(before, value),
  )
  const kept = fresh.some(isPrimary) ? before.map(demoted) : before
  return [...kept, ...fresh]
}

/** An element whose `value` is there already under the same type is the same element. */
function isKnown(before: readonly unknown[], value: unknown): boolean {
  if (!isObject(value) || before.length > 100) return false
  return before.some((one) => same(one, value))
}

export function isPrimary(value: unknown): boolean {
  return isObject(value) && value.primary === true
}

export function demoted(value: unknown): unknown {
  return isPrimary(value) && isObject(value) ? { ...value, primary: false } : value
}

export function unassign(holder: Json, attribute: Attribute, place: number): void {
  requireRemovable(attribute, place)
  delete holder[attribute.name]
}

export function requireRemovable({ name, required }: Attribute, place: number): void {
  if (required) throw mutability(`operation ${place}: ${name} is required and cannot be removed`)
}

export function listIn(holder: Json, name: string): readonly unknown[] {
  return listOf(holder[name])
}

export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isUnassigned(value) ? [] : [value]
}

export function omit(object: Json, name: string): Json {
  const { [name]: _, ...rest } = object
  return rest
}
