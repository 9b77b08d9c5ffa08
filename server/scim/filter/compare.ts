import { invalidFilter } from '../error.ts'
import { compareText, fold } from '../fold.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { Comparison, Literal } from './ast.ts'

/** Operators that look at a value's characters, whatever its type. */
const TEXTUAL: ReadonlySet<Comparison> = new Set(['co', 'sw', 'ew'])

export type Ordered = string | number

/** A test of one value against a literal, by the attribute's type and letter case. */
export function comparer(
  op: Comparison,
  attribute: Attribute,
  literal: Exclude<Literal, null>,
): (value: unknown) => boolean {
  if (attribute.type === 'boolean' || typeof literal === 'boolean') {
    if (op !== 'eq') throw invalidFilter(`${op} cannot compare ${attribute.name} with a boolean`)
    return (value) => value === literal
  }
  if (attribute.type === 'binary' && op !== 'eq' && op !== 'co' && op !== 'sw' && op !== 'ew') {
    throw invalidFilter(`${op} cannot compare ${attribute.name}: binary values have no order`)
  }
  const key = TEXTUAL.has(op) ? textKey(attribute) : keyOf(attribute)
  const expected = key(literal)
  if (expected === undefined) return () => false
  return (value) => {
    const actual = key(value)
    return actual !== undefined && holds(op, actual, expected)
  }
}

/** Which of two keys comes first: below zero for the left one. */
export function order(left: Ordered, right: Ordered): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  return Number(left) - Number(right)
}

/** What is compared in place of the value: an instant, a number, a text in the attribute's case. */
export function keyOf(attribute: Attribute): (value: unknown) => Ordered | undefined {
  switch (attribute.type) {
    case 'dateTime':
      return (value) => {
        const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
        return Number.isNaN(at) ? undefined : at
      }
    case 'integer':
    case 'decimal':
      return (value) => (typeof value === 'number' ? value : undefined)
    default:
      return textKey(attribute)
  }
}

function textKey({ caseExact }: Attribute): (value: unknown) => Ordered | undefined {
  return (value) => {
    if (typeof value !== 'string') return undefined
    return caseExact ? value : fold(value)
  }
}

function holds(op: Comparison, actual: Ordered, expected: Ordered): boolean {
  switch (op) {
    case 'eq':
      return actual === expected
    case 'ne':
      return actual !== expected
    case 'gt':
      return order(actual, expected) > 0
    case 'ge':
      return order(actual, expected) >= 0
    case 'lt':
      return order(actual, expected) < 0
    case 'le':
      return order(actual, expected) <= 0
    case 'co':
      return String(actual).includes(String(expected))
    case 'sw':
      return String(actual).startsWith(String(expected))
    case 'ew':
      return String(actual).endsWith(String(expected))
  }
}
