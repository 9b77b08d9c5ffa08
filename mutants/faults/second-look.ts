import {
  amend,
  current,
  ENTERPRISE,
  error,
  filter,
  filterOf,
  GROUP,
  GROUPS,
  instead,
  items,
  LISTS,
  list,
  on,
  operations,
  part,
  query,
  queryOf,
  tell,
  tellBody,
  tellEach,
  USER,
  without,
} from '../alter.ts'
import type { Json } from '../altered-server.ts'
import { mutant } from '../mutant.ts'
import { idOf, marked, ON_EMPTY } from '../patching.ts'

const isOp = (one: Json, name: string) => String(one.op).toLowerCase() === name
const caseMinded = (path: RegExp, at: (one: Json) => unknown[]) =>
  tell(on('GET', LISTS), (answer, passing) => {
    const found = path.exec(filterOf(passing))
    if (!found) return answer
    const operand = found[1] ?? ''
    const all = items(answer.body?.Resources)
    const left = all.filter((one) => at(one).some((v) => String(v).includes(operand)))
    return left.length === all.length ? answer : list(left)
  })
const gone = (answer: (path: string) => number | undefined) => {
  const ids = marked()
  return instead(on('DELETE PATCH', GROUP), async (passing) => {
    const had = ids.has(idOf(passing))
    if (passing.method === 'DELETE' && (await current(passing)).id) ids.set(idOf(passing), '1')
    const status = had ? answer(passing.method) : undefined
    return status ? { status } : undefined
  })
}

export const SECOND_LOOK_FAULTS = [
  mutant('a list of groups shows no members where they are chosen', 'RFC7644-3.4.2.5-08', () =>
    tellEach(
      (p) => on('GET', GROUPS)(p) && /members/.test(queryOf(p).get('attributes') ?? ''),
      (one) => without(one, 'members'),
    ),
  ),
  mutant('groups of a user cannot be chosen', 'RFC7644-3.9-05', () =>
    tellEach(
      (p) => on('GET', USER)(p) && /groups/.test(queryOf(p).get('attributes') ?? ''),
      (one) => without(one, 'groups'),
    ),
  ),
  mutant('a part of meta cannot be chosen', 'RFC7644-3.9-05', () =>
    tellEach(
      (p) => /meta\./.test(queryOf(p).get('attributes') ?? ''),
      (one) => without(one, 'meta'),
    ),
  ),
  mutant('a family name in a filter minds its letter case', 'RFC7644-3.4.2.2-48', () =>
    caseMinded(/^name\.familyName eq "(.*)"$/i, (one) => [part(one.name).familyName]),
  ),
  mutant('co on an externalId does not mind the letter case', 'RFC7644-3.4.2.2-49', () =>
    filter((t) =>
      t.replace(
        /externalId (co|sw|ew) "([^"]*)"/gi,
        (_, op, v) =>
          `(externalId ${op} "${v}" or externalId ${op} "${String(v).toLowerCase()}" or externalId ${op} "${String(v).replace(/ADA/, 'Ada')}")`,
      ),
    ),
  ),
  mutant('sorting minds the letter case of a family name', 'RFC7644-3.4.2.3-12', () =>
    tellBody(
      (p) => /^(name\.familyName|displayName|nickName|title)$/.test(queryOf(p).get('sortBy') ?? ''),
      (body, p) => {
        const by = queryOf(p).get('sortBy') ?? ''
        const of = (one: Json) => String(by.includes('.') ? part(one.name).familyName : one[by])
        const missing = items(body.Resources).some((one) => of(one) === 'undefined')
        const order = queryOf(p).get('sortOrder') === 'descending' ? -1 : 1
        return missing
          ? body
          : {
              ...body,
              Resources: items(body.Resources).sort((a, b) =>
                of(a) < of(b) ? -order : of(a) > of(b) ? order : 0,
              ),
            }
      },
    ),
  ),
  mutant('the answer to a patch of a group is the group from before', 'RFC7644-3.5.2-32', () =>
    instead(on('PATCH', GROUP), async (passing) => {
      const before = await passing.call('GET', passing.path)
      const answer = await passing.call('PATCH', passing.path, passing.body)
      return answer.status < 300 ? { status: 200, body: before.body } : answer
    }),
  ),
  mutant('If-Match means nothing to a group', 'RFC7644-3.14-12', () => ({
    ask: (p) =>
      on('PUT PATCH DELETE', GROUP)(p) && p.headers['if-match']
        ? p.call(p.method, p.path, p.body)
        : undefined,
  })),
  mutant('who has the current version of a group gets it again', 'RFC7644-3.14-08', () => ({
    ask: (p) =>
      on('GET', GROUP)(p) && p.headers['if-none-match'] ? p.call(p.method, p.path) : undefined,
  })),
  mutant('a group can be deleted twice', 'RFC7644-3.6-06', () =>
    gone((m) => (m === 'DELETE' ? 204 : undefined)),
  ),
  mutant('a deleted group can be patched', 'RFC7644-3.6-03', () =>
    gone((m) => (m === 'PATCH' ? 204 : undefined)),
  ),
  mutant('a deleted group is still found', 'RFC7644-3.6-04', () => {
    const old = new Map<string, Json>()
    return {
      ask: async (p) => {
        if (on('DELETE', GROUP)(p)) old.set(idOf(p), await current(p))
        return undefined
      },
      ...tell(on('GET', GROUPS), (answer, p) => {
        const found = [...old.values()].filter(
          (g) => g.id && filterOf(p).includes(`"${String(g.displayName)}"`),
        )
        return found.length > 0 ? list([...items(answer.body?.Resources), ...found]) : answer
      }),
    }
  }),
  mutant('a name of a group that is a number is taken', 'RFC7644-3.3-16', () =>
    amend(on('POST', GROUPS), ({ body }) => {
      if (typeof body?.displayName === 'number' || typeof body?.displayName === 'object')
        body.displayName = String(body.displayName)
    }),
  ),
  mutant('members that are no list are a 500', 'RFC7644-3.3-16', () =>
    instead(
      (p) =>
        on('POST', GROUPS)(p) && p.body?.members !== undefined && !Array.isArray(p.body.members),
      error(500),
    ),
  ),
  mutant('names of parts in a create mind their letter case', 'RFC7643-2.1-01', () =>
    amend(on('POST PUT', /^\/Users/), ({ body }) => {
      if (body?.name)
        body.name = Object.fromEntries(
          Object.entries(part(body.name)).filter(([n]) => /^[a-z]/.test(n)),
        )
    }),
  ),
  mutant('a search for none is one for all', 'RFC7644-3.4.3-11', () =>
    amend(on('POST', /\.search/), ({ body }) => {
      if (body?.count === 0) delete body.count
    }),
  ),
  mutant('a search for everything is a 500', 'RFC7644-3.4.3-12', () =>
    instead(
      (p) => on('POST', /\.search/)(p) && p.body !== undefined && p.body.filter === undefined,
      error(500),
    ),
  ),
  mutant('a complex attribute cannot be removed', 'RFC7644-3.5.2.2-02', () =>
    operations(USER, (one) => (isOp(one, 'remove') && one.path === 'name' ? ON_EMPTY : one)),
  ),
  mutant('a manager cannot be removed', 'RFC7644-3.5.2.2-12', () =>
    operations(USER, (one) =>
      isOp(one, 'remove') && one.path === `${ENTERPRISE}:manager` ? ON_EMPTY : one,
    ),
  ),
  mutant('a replace does not move the lastModified of a group', 'RFC7644-3.5.1-15', () => {
    const first = marked()
    return tellEach(on('GET POST PUT', /^\/Groups/), (one) => {
      const m = part(one.meta)
      first.set(String(one.id), first.get(String(one.id)) ?? String(m.lastModified))
      return { ...one, meta: { ...m, lastModified: first.get(String(one.id)) } }
    })
  }),
  mutant('groups ignore what is excluded from a list', 'RFC7644-3.4.2.5-08', () =>
    query(
      (p) => on('GET', GROUPS)(p),
      (q) => q.delete('excludedAttributes'),
    ),
  ),
]
