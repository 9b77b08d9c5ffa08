import { current, instead, items, pathOf, type When } from './alter.ts'
import type { Alteration, Json, Passing } from './altered-server.ts'

/** An operation in the place of one that gets lost. */
export const ON_EMPTY = { op: 'replace', path: 'timezone', value: 'Europe/Paris' }

/** The operations of a patch; none of anything else. */
export const opsOf = ({ method, body }: Passing) =>
  method === 'PATCH' ? items(body?.Operations) : []

/** A patch of these operations. */
export const patchBody = (Operations: Json[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})

/** What is known of some, by their ids. */
export const marked = () => new Map<string, string>()
/** The id in the path. */
export const idOf = (passing: Passing) => pathOf(passing).split('/')[2] ?? ''

/** Lets a patch be done, and then does something more of its own. */
export function afterwards(
  when: When,
  more: (before: Json, after: Json, passing: Passing) => Json[],
): Alteration {
  return instead(when, async (passing) => {
    const before = await current(passing)
    const answer = await passing.call(passing.method, passing.path, passing.body)
    const extra = answer.status < 300 ? more(before, await current(passing), passing) : []
    if (extra.length === 0) return answer
    return passing.call('PATCH', passing.path, patchBody(extra))
  })
}

/** The same JSON with each text in it changed. */
export function texts<T>(value: T, change: (text: string) => unknown): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((one) => texts(one, change)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, texts(v, change)])) as T
}
