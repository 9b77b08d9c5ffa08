import type { Answer, Json } from '../altered-server.ts'

/** A list with one more resource. */
export function listed(answer: Answer, one: Json): Answer {
  const { Resources, totalResults } = answer.body ?? {}
  if (!Array.isArray(Resources)) return answer
  return {
    ...answer,
    body: {
      ...answer.body,
      Resources: [...Resources, one],
      totalResults: Number(totalResults) + 1,
    },
  }
}

/** The same JSON with the members of every object in reverse order. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  )
}

/** Alters every resource of an answer: the one it is, or those it lists. */
export function resources(answer: Answer, alter: (resource: Json) => Json): Answer {
  const { body } = answer
  if (body === undefined || answer.status >= 300) return answer
  if (Array.isArray(body.Resources)) {
    return {
      ...answer,
      body: { ...body, Resources: body.Resources.map((one: Json) => alter(one)) },
    }
  }
  return typeof body.id === 'string' ? { ...answer, body: alter(body) } : answer
}
