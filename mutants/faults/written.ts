import {
  amend,
  current,
  ENTERPRISE,
  error,
  instead,
  items,
  on,
  part,
  queryOf,
  tellBody,
  tellEach,
  USER,
  USERS,
  without,
} from '../alter.ts'
import type { Json } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const BULK = on('POST', /^\/Bulk/)

const bulk = (change: (one: Json) => Json) =>
  amend(BULK, ({ body }) => {
    if (Array.isArray(body?.Operations)) body.Operations = items(body.Operations).map(change)
  })

const each = (body: Json, change: (one: Json) => Json) =>
  Array.isArray(body.Operations)
    ? { ...body, Operations: items(body.Operations).map(change) }
    : body

export const WRITTEN_FAULTS = [
  mutant('who became a member in a bulk does not show it', 'RFC7644-3.7-29', () => {
    const made = new Set<string>()
    return {
      tell(passing, answer) {
        for (const { location } of BULK(passing) ? items(answer.body?.Operations) : [])
          made.add(String(location).split('/Groups/')[1] ?? '')
        const groups = items(answer.body?.groups).filter(({ value }) => !made.has(String(value)))
        return on('GET', USER)(passing) && answer.body?.groups
          ? { ...answer, body: { ...answer.body, groups } }
          : answer
      },
    }
  }),
  mutant('a bulkId in a patch stays what it is', 'RFC7644-3.7.2-02', () =>
    bulk((one) =>
      one.method === 'PATCH'
        ? {
            ...one,
            data: JSON.parse(JSON.stringify(one.data ?? {}).replaceAll('bulkId:', 'bulk-')),
          }
        : one,
    ),
  ),
  mutant('a bulk deletes who is not there', 'RFC7644-3.7.3-03', () =>
    tellBody(BULK, (body) =>
      each(body, (one) =>
        one.method === 'DELETE' && String(one.status) === '404'
          ? { ...without(one, 'response'), status: '204' }
          : one,
      ),
    ),
  ),
  mutant('a bulk is done in the order of its methods', 'RFC7644-3.7-28', () =>
    amend(BULK, ({ body }) => {
      if (Array.isArray(body?.Operations))
        body.Operations.sort((a: Json, b: Json) => String(a.method).localeCompare(String(b.method)))
    }),
  ),
  mutant('a projected replace stores what it shows', 'RFC7644-3.5.1-04', () =>
    amend(on('PUT', USER), (passing) => {
      const names = queryOf(passing).get('attributes')?.split(',')
      if (names && passing.body)
        passing.body = Object.fromEntries(
          Object.entries(passing.body).filter(([n]) =>
            ['schemas', 'userName', ...names].includes(n),
          ),
        )
    }),
  ),
  mutant('null in an extension leaves it as it is', 'RFC7643-2.5-02', () =>
    amend(on('PUT', USER), async (passing) => {
      const old = part((await current(passing))[ENTERPRISE])
      const sent = passing.body?.[ENTERPRISE]
      if (passing.body && sent)
        passing.body[ENTERPRISE] = Object.fromEntries(
          Object.entries(part(sent)).map(([n, v]) => [n, v ?? old[n]]),
        )
    }),
  ),
  mutant('a replace loses what is primary', 'RFC7644-3.5.1-04', () =>
    amend(on('PUT', USER), ({ body }) => {
      for (const [name, value] of Object.entries(body ?? {}))
        if (Array.isArray(value) && body && typeof value[0] === 'object')
          body[name] = items(value).map((v) => without(v, 'primary'))
    }),
  ),
  mutant('a user made inactive is active', 'RFC7644-3.3-01', () =>
    amend(on('POST', USERS), ({ body }) => {
      if (body?.active === false) body.active = true
    }),
  ),
  mutant('the schema of an extension cannot be read alone', 'RFC7644-4-04', () =>
    instead(on('GET', /^\/Schemas\/urn:ietf:params:scim:schemas:extension/i), error(404)),
  ),
  mutant('a schema alone tells less than among the others', 'RFC7644-3.4.1-03', () =>
    tellEach(on('GET', /^\/Schemas\/./), (one) => ({
      ...one,
      attributes: items(one.attributes).slice(0, 2),
    })),
  ),
]
