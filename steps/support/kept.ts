import assert from 'node:assert/strict'
import type { DataTable } from '@cucumber/cucumber'
import { Blocked } from './blocked.ts'
import { expectCell } from './expectation.ts'
import type { Answer } from './http.ts'
import type { OktaExchange } from './okta-client.ts'
import { type Fill, valueAt, valuesAt } from './table.ts'
import { isObject } from './throughout/json.ts'

type Json = Readonly<Record<string, unknown>>
type Before = { readonly made: Made | undefined; readonly of: string }

/** A resource of the scenario: what its create sent, and the body that was answered. */
export interface Made {
  readonly sent: unknown
  readonly told: unknown
}

/** Whether the request changed something that was there already. */
export function changes(answer: Answer | undefined): boolean {
  const method = answer?.method
  return method === 'PUT' || method === 'PATCH' || method === 'DELETE'
}

/** The requirements that a create keeps what a client may write, and a group's members. */
const KEEPS = 'RFC7643-7-34'
const KEEPS_MEMBERS = 'RFC7643-4.2-05'

/**
 * What a change has left of a resource, compared as `expectAll` does. A value that the create already did not keep
 * is no matter of the change: it cannot be judged by it.
 */
export function expectLeft(table: DataTable, fill: Fill, now: Json, { made, of }: Before): void {
  for (const [path = '', cell = ''] of table.raw()) {
    const inside = (source: unknown) => valueAt(source, fill(path))
    const never = (one: Made) => isNeverKept(inside(one.sent), inside(one.told), inside(now))
    const suits = (source: unknown) => passes(() => expectCell(cell, fill, source, path))
    const lost = (one: Made) =>
      inside(one.sent) !== undefined && suits(one.sent) && !suits(one.told)
    if (suits(now)) continue
    if (made !== undefined && (lost(made) || never(made)) && tells(made.told, now, inside)) {
      throw new Blocked(KEEPS, `the create did not keep ${path}${of}`)
    }
    expectCell(cell, fill, now, path, of)
  }
}

/** Whether a value, or a part of it, was sent with a create and shown neither by its answer nor later. */
function isNeverKept(sent: unknown, told: unknown, now: unknown): boolean {
  if (sent === undefined) return false
  if (told === undefined) return now === undefined
  if (!isObject(sent) || !isObject(told)) return false
  const later = isObject(now) ? now : {}
  return Object.keys(sent).some((part) => isNeverKept(sent[part], told[part], later[part]))
}

/** How a user was made by an app of Okta's, where it has changed them since. */
export function madeByApp(
  sent: readonly OktaExchange[],
  { id }: { readonly id: string },
): Made | undefined {
  const first = sent.findIndex(
    ({ request, response }) =>
      request.method === 'POST' && valueAt(json(response?.body), 'id') === id,
  )
  const change = sent.slice(first + 1).some(({ request }) => /PUT|PATCH/.test(request.method))
  const made = sent[first]
  return made && change
    ? { sent: json(made.request.body), told: json(made.response?.body) }
    : undefined
}

function json(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown
  } catch {
    return undefined
  }
}

/** The members that a change has left a group. */
export function expectMembersLeft(
  now: Json,
  expected: readonly string[],
  { made, of }: Before,
): void {
  const inside = (source: unknown) => valueAt(source, 'members')
  const ids = idsOf(now)
  const sent = new Set(made ? idsOf(made.sent) : [])
  const told = new Set(made ? idsOf(made.told) : [])
  const missing = expected.filter((id) => !ids.includes(id))
  const unmade = missing.filter((id) => sent.has(id) && !told.has(id))
  if (made !== undefined && unmade.length > 0 && tells(made.told, now, inside)) {
    throw new Blocked(KEEPS_MEMBERS, `the create did not keep members${of}`)
  }
  assert.deepEqual(ids.sort(), [...expected].sort(), `members${of}`)
}

/** Whether the answer to a create says what it kept: it may have shown less than a read does. */
function tells(told: unknown, now: Json, inside: (source: unknown) => unknown): boolean {
  const whole = () => Object.keys(now).every((name) => valueAt(told, name) !== undefined)
  return inside(told) !== undefined || whole()
}

function idsOf(group: unknown): string[] {
  return valuesAt(group, 'members[]').map((member) => String(valueAt(member, 'value')))
}

function passes(expectation: () => void): boolean {
  try {
    expectation()
    return true
  } catch (error) {
    if (error instanceof assert.AssertionError) return false
    throw error
  }
}
