import { invalidPath } from '../error.ts'
import { requireFew } from '../limits.ts'
import { valueFor } from '../normalize.ts'
import { isObject, isUnassigned, type Json } from '../resource.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { Operation } from './operation.ts'
import { listIn, listOf, merged, unassign } from './values.ts'

/** One operation on an attribute as a whole. */
export function onAttribute(holder: Json, operation: Operation, attribute: Attribute): void {
  const { op, value, place, path } = operation
  if (op === 'remove') {
    // Entra ID removes members by value: {op: remove, path: members, value: [{value: id}]}.
    if (attribute.multiValued && !isUnassigned(value)) removeValues(holder, attribute, value, place)
    else unassign(holder, attribute, place)
    return
  }
  const given = valueFor(attribute, value, path ?? attribute.name)
  if (given !== undefined)
    holder[attribute.name] = next(holder[attribute.name], given, op, attribute)
  else if (op === 'replace') unassign(holder, attribute, place)
}

/** The value after an add or a replace: a complex one keeps the parts that are not named. */
function next(
  before: unknown,
  given: unknown,
  op: 'add' | 'replace',
  attribute: Attribute,
): unknown {
  if (attribute.multiValued) {
    if (op === 'replace') return given
    const list = merged(listOf(before), given)
    requireFew(attribute, list.length)
    return list
  }
  return isObject(given) && isObject(before) ? { ...before, ...given } : given
}

function removeValues(holder: Json, attribute: Attribute, value: unknown, place: number): void {
  const doomed = listOf(valueFor(attribute, value, attribute.name))
  const values = new Set(doomed.map((one) => (isObject(one) ? one.value : one)))
  if (values.has(undefined)) {
    throw invalidPath(`operation ${place}: to remove some of ${attribute.name}, name them by value`)
  }
  holder[attribute.name] = listIn(holder, attribute.name).filter(
    (one) => !values.has(isObject(one) ? one.value : one),
  )
}
