import type { Alteration, Json } from '../altered-server.ts'
import { resources } from './answers.ts'

/** Every id wears a coat that must be quoted in a path; on the way in it is taken off. */
const COAT = 'ä b/+'
export const ODD_IDS: Alteration = {
  ask(passing) {
    passing.path = passing.path
      .replaceAll(encodeURIComponent(COAT), '')
      .replaceAll(encodeURIComponent(encodeURIComponent(COAT)), '')
    if (passing.body !== undefined) {
      passing.body = JSON.parse(
        JSON.stringify(passing.body).replaceAll(COAT, '').replaceAll(encodeURIComponent(COAT), ''),
      ) as Json
    }
    return undefined
  },
  tell: ({ path }, answer) => {
    if (path === '/Bulk' && answer.body) return { ...answer, body: locationsIn(answer.body) }
    const coated = resources(answer, (one) =>
      locationsIn(
        JSON.parse(
          JSON.stringify(one).replace(/"(id|value)":"([0-9a-f-]{36})"/g, `"$1":"${COAT}$2"`),
        ) as Json,
      ),
    )
    return { ...coated, headers: locationsIn(coated.headers ?? {}) as Record<string, string> }
  },
}

/** The same coat on the ids of all addresses. */
function locationsIn(body: Json): Json {
  const coat = encodeURIComponent(COAT)
  return JSON.parse(
    JSON.stringify(body).replace(/\/(Users|Groups|Rooms)\/([0-9a-f-]{36})/g, `/$1/${coat}$2`),
  ) as Json
}
