import { invalidValue, mutability, noTarget } from '../error.ts'
import type { Filter } from '../filter/ast.ts'
import { requireFew } from '../limits.ts'
import { valueFor } from '../normalize.ts'
import { isObject, isUnassigned, type Json, same } from '../resource.ts'
import type { Attribute } from '../schema/attribute.ts'
import { subAttribute } from '../schema/resource-type.ts'
import type { Operation } from './operation.ts'
import type { Target } from './target.ts'
import { demoted, isPrimary, listIn, listOf, merged, omit, requireRemovable } from './values.ts'

/** One operation on a sub-attribute. */
export function onPart(
  holder: Json,
  operation: Operation,
  attribute: Attribute,
  sub: Attribute,
): void {
  const { op, place } = operation
  if (attribute.multiValued) {
    // `emails.value` without a filter means that part of every element.
    const list = listIn(holder, attribute.name)
    if (list.length === 0 && op !== 'remove') {
      throw noTarget(`operation ${place}: ${attribute.name} has no value to change`)
    }
    holder[attribute.name] = list.map((element) => withPart(element, operation, attribute, sub))
    return
  }
  if (op === 'remove') requireRemovable(sub, place)
  holder[attribute.name] = withPart(holder[attribute.name], operation, attribute, sub)
}

/** One operation on the elements that a value filter picks. */
export function filtered(
  holder: Json,
  operation: Operation,
  { attribute, sub }: Target,
  filter: NonNullable<Target['filter']>,
): void {
  const { op } = operation
  const list = listIn(holder, attribute.name)
  const hit = list.map((element) => isObject(element) && filter.matches(element))
  if (!hit.includes(true)) {
    if (op !== 'remove')
      holder[attribute.name] = withNew(list, operation, attribute, sub, filter.source)
    return
  }
  if (op === 'remove' && sub === undefined) {
    holder[attribute.name] = list.filter((_, i) => !hit[i])
    return
  }
  const changed = list.map((element, i) =>
    hit[i] ? changedElement(element, operation, attribute, sub) : element,
  )
  const newPrimary = changed.some(
    (element, i) => hit[i] && isPrimary(element) && !isPrimary(list[i]),
  )
  holder[attribute.name] = newPrimary
    ? changed.map((element, i) => (hit[i] ? element : demoted(element)))
    : changed
}

/** Nothing matched: an add makes the element, a replace has no target (RFC 7644 §3.5.2.3). */
function withNew(
  list: readonly unknown[],
  operation: Operation,
  attribute: Attribute,
  sub: Attribute | undefined,
  filter: Filter,
): unknown[] {
  const { op, place, path } = operation
  if (op === 'replace') throw noTarget(`operation ${place}: nothing matches ${path ?? ''}`)
  const more = merged(list, [madeFor(filter, operation, attribute, sub)])
  requireFew(attribute, more.length)
  return more
}

function changedElement(
  element: unknown,
  operation: Operation,
  attribute: Attribute,
  sub: Attribute | undefined,
): unknown {
  const { op, value, place, path } = operation
  if (sub !== undefined) {
    if (op !== 'remove') return withPart(element, operation, attribute, sub)
    requireRemovable(sub, place)
    return isObject(element) ? omit(element, sub.name) : element
  }
  const [given] = listOf(valueFor(attribute, value, path ?? attribute.name))
  if (!isObject(given)) throw invalidValue(`operation ${place}: ${attribute.name} takes an object`)
  refuseImmutable(element, given, attribute, place)
  return { ...(isObject(element) ? element : {}), ...given }
}

function withPart(
  element: unknown,
  operation: Operation,
  parent: Attribute,
  sub: Attribute,
): unknown {
  const { value, place, path } = operation
  const before = isObject(element) ? element : {}
  if (operation.op === 'remove') return omit(before, sub.name)
  const given = valueFor(sub, value, path ?? sub.name)
  if (given === undefined) return omit(before, sub.name)
  refuseImmutable(before, { [sub.name]: given }, parent, place)
  return { ...before, [sub.name]: given }
}

/** An immutable part that has a value keeps it (RFC 7644 §3.5.2). */
function refuseImmutable(element: unknown, given: Json, parent: Attribute, place: number): void {
  if (!isObject(element)) return
  for (const [name, value] of Object.entries(given)) {
    const sub = subAttribute(parent, name)
    if (sub?.mutability !== 'immutable') continue
    if (!isUnassigned(element[name]) && !same(element[name], value)) {
      throw mutability(
        `operation ${place}: ${parent.name}.${name} cannot be changed once it is set`,
      )
    }
  }
}

/** An add whose filter finds nothing makes the element that the filter describes, as Entra ID expects. */
function madeFor(
  filter: Filter,
  operation: Operation,
  attribute: Attribute,
  sub: Attribute | undefined,
): unknown {
  const described = describedBy(filter)
  if (described === undefined) {
    throw noTarget(`operation ${operation.place}: nothing matches ${operation.path ?? ''}`)
  }
  const value = sub === undefined ? operation.value : { [sub.name]: operation.value }
  if (!isObject(value))
    throw invalidValue(`operation ${operation.place}: the value must be an object`)
  const [element] = listOf(valueFor(attribute, { ...described, ...value }, operation.path ?? ''))
  return element
}

/** The members that a filter of only `eq` and `and` fixes. */
function describedBy(filter: Filter): Json | undefined {
  if (filter.kind === 'compare' && filter.op === 'eq') return { [filter.path]: filter.value }
  if (filter.kind !== 'and') return undefined
  const left = describedBy(filter.left)
  const right = describedBy(filter.right)
  return left && right && { ...left, ...right }
}
