import {
  amend,
  current,
  error,
  filterOf,
  GROUP,
  GROUPS,
  instead,
  items,
  list,
  on,
  part,
  pathOf,
  query,
  queryOf,
  restatus,
  tell,
  tellEach,
  USER,
  without,
} from '../alter.ts'
import type { Answer, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'
import { idOf, marked, opsOf } from '../patching.ts'

export const GROUPS_TOO_FAULTS = [
  mutant('members do not move the lastModified of a group', 'RFC7644-3.5.2-37', () =>
    frozenMeta('lastModified'),
  ),
  mutant('groups are of the type User', 'RFC7643-3.1-02', () =>
    tellEach(on('GET', GROUP), (one) => ({
      ...one,
      meta: { ...part(one.meta), resourceType: 'User' },
    })),
  ),
  mutant('the name of a group in a filter minds its letter case', 'RFC7644-3.4.2.2-48', () =>
    tell(on('GET', GROUPS), (answer, passing) => {
      const operand = /^displayName eq "(.*)"$/i.exec(filterOf(passing))?.[1]
      const all = items(answer.body?.Resources)
      return operand && all.some((g) => g.displayName !== operand)
        ? list(all.filter((g) => g.displayName === operand))
        : answer
    }),
  ),
  mutant('groups are not sorted', 'RFC7644-3.4.2.3-03', () =>
    query(
      (p) => on('GET', GROUPS)(p) && queryOf(p).has('sortBy'),
      (q) => q.delete('sortBy'),
    ),
  ),
  mutant('groups are not paged', 'RFC7644-3.4.2.4-06', () =>
    query(on('GET', GROUPS), (q) => q.delete('count')),
  ),
  mutant('groups have one page', 'RFC7644-3.4.2.4-03', () =>
    query(on('GET', GROUPS), (q) => q.delete('startIndex')),
  ),
  mutant('groups cannot be searched', 'RFC7644-3.2-12', () =>
    instead(on('POST', /^\/Groups\/\.search/), error(404)),
  ),
  mutant('a search of groups knows no excludedAttributes', 'RFC7644-3.4.3-06', () =>
    amend(on('POST', /^\/Groups\/\.search/), ({ body }) => {
      if (body) delete body.excludedAttributes
    }),
  ),
  mutant('a group of somebody who was deleted cannot be changed', 'RFC7644-3.6-07', () => {
    const broken = marked()
    return {
      ask: async (passing) => {
        if (on('DELETE', USER)(passing))
          for (const { value } of items((await current(passing)).groups))
            broken.set(String(value), '1')
        return on('PATCH PUT', GROUP)(passing) && broken.has(idOf(passing)) ? error(500) : undefined
      },
    }
  }),
  mutant('a group cannot get another externalId', 'RFC7643-3.1-16', () =>
    amend(on('PUT PATCH', GROUP), async (passing) => {
      const { externalId } = await current(passing)
      if (passing.body && passing.method === 'PUT' && externalId)
        passing.body.externalId = externalId
    }),
  ),
  mutant('errors of groups are pages of HTML', 'RFC7644-3.4.1-02', () =>
    tell(on('GET PUT PATCH DELETE POST', /^\/Groups/), (answer) =>
      answer.status >= 400
        ? {
            status: answer.status,
            text: '<html>No</html>',
            headers: { 'content-type': 'text/html' },
          }
        : answer,
    ),
  ),
  mutant('a group that is not there is a 500', 'RFC7644-3.4.1-02', () =>
    restatus(on('GET', GROUP), 404, 500),
  ),
  mutant('a patch of a group that is not there is a success', 'RFC7644-3.5.2-35', () =>
    tell(on('PATCH', GROUP), (a) => (a.status === 404 ? { status: 204 } : a)),
  ),
  mutant('a replace of a group that is not there makes one', 'RFC7644-3.5.1-16', () =>
    instead(on('PUT', GROUP), async (passing) =>
      (await current(passing)).id
        ? undefined
        : { ...(await passing.call('POST', '/Groups', passing.body)), status: 200 },
    ),
  ),
  mutant('a group that is no JSON is a 500', 'RFC7644-3.3-14', () =>
    instead((p) => on('POST', GROUPS)(p) && p.body === undefined, error(500)),
  ),
  mutant('a group may be given the id of the client', 'RFC7644-3.3-02', () =>
    tellEach(on('POST', GROUPS), (one, { body }) => (body?.id ? { ...one, id: body.id } : one)),
  ),
  mutant('the Location of a group is that of a user', 'RFC7644-3.3-09', () =>
    tell(on('POST', GROUPS), (a) => ({
      ...a,
      headers: {
        ...a.headers,
        location: String(a.headers?.location).replace('/Groups/', '/Users/'),
      },
    })),
  ),
  mutant('a group shows no meta.created', 'RFC7643-3.1-02', () =>
    tellEach(on('GET', GROUP), (one) => ({ ...one, meta: without(part(one.meta), 'created') })),
  ),
]

function frozenMeta(name: string) {
  const frozen = new Map<string, unknown>()
  return {
    async ask(passing: Passing) {
      if (!on('PATCH', GROUP)(passing)) return undefined
      const before = await current(passing)
      const all = opsOf(passing)
      if (
        all.every(
          ({ path, value }) =>
            /^members/.test(String(path)) || Object.keys(part(value)).join() === 'members',
        )
      )
        frozen.set(String(before.id), frozen.get(String(before.id)) ?? part(before.meta)[name])
      else frozen.delete(String(before.id))
      return undefined
    },
    ...(name === 'version'
      ? {
          tell: (passing: Passing, answer: Answer) => {
            const version = frozen.get(pathOf(passing).split('/')[2] ?? '')
            if (!version || !answer.body?.meta) return answer
            return {
              ...answer,
              headers: { ...answer.headers, etag: String(version) },
              body: { ...answer.body, meta: { ...part(answer.body.meta), version } },
            }
          },
        }
      : tellEach(on('GET PATCH', /./), (one) =>
          frozen.has(String(one.id))
            ? { ...one, meta: { ...part(one.meta), [name]: frozen.get(String(one.id)) } }
            : one,
        )),
  }
}
