import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { DataTable } from '@cucumber/cucumber'
import { codeOf } from './bulk-status.ts'
import { type Fill, filledJson, valueAt } from './table.ts'

/**
 * What a cell of a feature expects of the value at a path:
 * JSON, which it holds · `unassigned` (absent, null or empty) · `assigned` · `!= JSON` · `>= JSON` · `<= JSON` ·
 * `~ expression` · `= path`, the value at another path of the same answer · `any of JSON`, a list ·
 * `says 400 or 409`, the status of a bulk's operation, as RFC 7644 §3.7 writes it in one place or another.
 */
export function expectAll(table: DataTable, fill: Fill, source: unknown, of = ''): void {
  for (const [path = '', cell = ''] of table.raw()) {
    expectCell(cell, fill, source, path, of)
  }
}

export function expectCell(cell: string, fill: Fill, source: unknown, path: string, of = ''): void {
  const actual = valueAt(source, fill(path))
  const place = `${path}${of}`
  const [, operator = '', operand = ''] = /^(!=|>=|<=|=|~|any of|says) (.*)$/.exec(cell) ?? []
  const json = () => filledJson(operand, fill, place)
  const shown = `${place} is ${JSON.stringify(actual)}`
  switch (operator) {
    case '!=':
      assert.ok(!isDeepStrictEqual(actual, json()), `${shown}, expected it another`)
      return
    case '>=':
      assert.ok(order(actual, json()) >= 0, `${shown}, expected no less than ${operand}`)
      return
    case '<=':
      assert.ok(order(actual, json()) <= 0, `${shown}, expected no more than ${operand}`)
      return
    case '=':
      assert.deepEqual(actual, valueAt(source, operand), `${place} beside ${operand}`)
      return
    case '~':
      assert.ok(
        new RegExp(fill(operand)).test(written(actual)),
        `${shown}, expected it to match ${fill(operand)}`,
      )
      return
    case 'any of':
      assert.ok(
        (json() as unknown[]).some((one) => isOne(actual, one)),
        `${shown}, expected any of ${operand}`,
      )
      return
    case 'says':
      assert.ok(operand.split(' or ').includes(codeOf(actual)), `${shown}, expected ${operand}`)
      return
    default:
      expectValue(cell, fill, actual, place)
  }
}

/** A value as an expression reads it: an object is JSON. */
function written(value: unknown): string {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? JSON.stringify(value) : String(value ?? null)
}

function expectValue(cell: string, fill: Fill, actual: unknown, place: string): void {
  if (cell === 'unassigned' || cell === 'assigned') {
    const shown = `${place} is ${JSON.stringify(actual)}, expected it ${cell}`
    assert.equal(isUnassigned(actual), cell === 'unassigned', shown)
    return
  }
  const expected = filledJson(cell, fill, place)
  if (holds(actual, expected)) return
  // Of two values that look alike, false and "false", a difference of texts shows nothing.
  const shown = `${place} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`
  assert.deepEqual(actual, expected, typeof actual === typeof expected ? place : shown)
}

function isOne(actual: unknown, one: unknown): boolean {
  return one === 'unassigned' ? isUnassigned(actual) : holds(actual, one)
}

/** Absent, null and empty mean the same (RFC 7643 §2.5). */
function isUnassigned(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** A server may know more about a value than was sent: every member expected is there, in lists in any order. */
export function holds(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) return Array.isArray(actual) && samePairs(actual, expected)
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected)
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false
  const members = new Map(Object.entries(actual))
  return Object.entries(expected).every(([name, value]) => holds(members.get(name), value))
}

function samePairs(actual: readonly unknown[], expected: readonly unknown[]): boolean {
  if (actual.length !== expected.length) return false
  const left = [...actual]
  return expected.every((one) => {
    const at = left.findIndex((item) => holds(item, one))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/** Numbers by size, instants by time. A text is no number, whatever it spells: then nothing holds. */
function order(actual: unknown, expected: unknown): number {
  if (typeof actual === 'number') return actual - Number(expected)
  if (typeof expected === 'number') return Number.NaN
  return Date.parse(String(actual)) - Date.parse(String(expected))
}
