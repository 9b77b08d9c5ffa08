import {
  amend,
  filterOf,
  GROUP,
  GROUPS,
  instead,
  items,
  list,
  on,
  operations,
  part,
  pathOf,
  tell,
  tellBody,
  tellEach,
  USER,
  USERS,
} from '../alter.ts'
import type { Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const isActivation = (value: unknown) => (passing: Passing) => {
  if (!/^\/Users\/[^/?.]+/.test(passing.path)) return false
  if (passing.method === 'PUT') return passing.body?.active === value
  return items(passing.body?.Operations).some((one) => part(one.value).active === value)
}

/** Keeps the path of a user by the name that a replace takes away. */
async function rememberName(old: Map<string, string>, passing: Passing): Promise<void> {
  if (!USER.test(passing.path)) return
  const { body } = await passing.call('GET', pathOf(passing))
  const before = String(body?.userName).toLowerCase()
  if (before !== String(passing.body?.userName).toLowerCase()) old.set(before, pathOf(passing))
}

function soughtIn(passing: Passing): string {
  const [, name = ''] = /^userName eq "([^"]*)"$/.exec(filterOf(passing)) ?? []
  return name.toLowerCase()
}

/** How often each was there so far. */
function counter() {
  const counts = new Map<string, number>()
  return (key: string): number => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count
  }
}

/**
 * Faults that only a history shows: each answer by itself is right until something else has happened. No
 * scenario of the suite was written for them; random rehearsals are tried on them.
 */
export const HISTORY_FAULTS = [
  mutant('who was renamed is still found by the old name', 'OKTA-1.2-10', () => {
    const old = new Map<string, string>()
    return {
      ask: async (passing) => {
        if (passing.method === 'PUT') await rememberName(old, passing)
        const path = old.get(soughtIn(passing))
        if (passing.method !== 'GET' || path === undefined) return undefined
        const { body } = await passing.call('GET', path)
        return body?.id === undefined ? undefined : list([body])
      },
    }
  }),
  mutant('the second rename of a user is forgotten', 'OKTA-1.3-09', () => {
    const count = counter()
    return amend(on('PUT', USER), async (passing) => {
      const { body } = await passing.call('GET', pathOf(passing))
      if (!passing.body || body?.userName === passing.body.userName) return
      if (count(pathOf(passing)) > 1) passing.body.userName = body?.userName
    })
  }),
  mutant('who comes back has lost the title', 'OKTA-1.5-01', () =>
    tell(isActivation(true), async (answer, passing) => {
      const { body } = await passing.call('GET', pathOf(passing))
      if (body?.title === undefined) return answer
      const { title: _, ...rest } = body
      const { status, body: changed } = await passing.call('PUT', pathOf(passing), rest)
      return passing.method === 'PUT' ? { ...answer, status, body: changed } : answer
    }),
  ),
  mutant('a second deactivation does nothing', 'OKTA-1.4-01 OKTA-1.4-02', () => {
    const count = counter()
    return instead(isActivation(false), (passing) =>
      count(pathOf(passing)) > 1 ? passing.call('GET', pathOf(passing)) : undefined,
    )
  }),
  mutant('a second reactivation does nothing', 'OKTA-1.5-01 OKTA-1.5-02', () => {
    const gone = new Set<string>()
    const count = counter()
    return {
      ask: (passing) => {
        if (isActivation(false)(passing)) gone.add(pathOf(passing))
        if (!isActivation(true)(passing) || !gone.delete(pathOf(passing))) return undefined
        return count(pathOf(passing)) > 1 ? passing.call('GET', pathOf(passing)) : undefined
      },
    }
  }),
  mutant('a renamed group takes no members', 'OKTA-1.9-02 OKTA-1.9-03', () => {
    const renamed = new Set<string>()
    return {
      ask: async (passing) => {
        if (!GROUP.test(passing.path) || passing.method === 'GET') return undefined
        const { body } = await passing.call('GET', pathOf(passing))
        const name = [
          passing.body,
          ...items(passing.body?.Operations).map(({ value }) => part(value)),
        ]
        const now = name.map((one) => one?.displayName).find((one) => one !== undefined)
        if (now !== undefined && now !== body?.displayName) renamed.add(pathOf(passing))
        else if (renamed.has(pathOf(passing)) && passing.body) {
          if (passing.method === 'PUT') passing.body.members = body?.members
          passing.body.Operations = items(passing.body.Operations).filter(({ op }) => op !== 'add')
        }
        return undefined
      },
    }
  }),
  mutant('a group of three loses the first', 'OKTA-1.9-02 OKTA-1.9-03', () =>
    tellEach(on('GET', /^\/Groups/), (one) =>
      items(one.members).length > 2 ? { ...one, members: items(one.members).slice(1) } : one,
    ),
  ),
  mutant('a group may not be emptied', 'OKTA-1.9-07', () =>
    operations(GROUP, (one) =>
      one.op === 'replace' && Array.isArray(one.value) && one.value.length === 0 ? [] : one,
    ),
  ),
  mutant('a deleted group is still in lists', 'OKTA-1.9-05', () => {
    const deleted: Json[] = []
    return {
      ask: async (passing) => {
        if (passing.method !== 'DELETE' || !GROUP.test(passing.path)) return undefined
        const { body } = await passing.call('GET', pathOf(passing))
        if (body?.id !== undefined) deleted.push(body)
        return undefined
      },
      tell: ({ method, path }, answer) => {
        if (method !== 'GET' || !GROUPS.test(path) || path.includes('filter')) return answer
        const all = [...items(answer.body?.Resources), ...deleted]
        return { ...answer, body: { ...answer.body, Resources: all, totalResults: all.length } }
      },
    }
  }),
  mutant('a group whose name was deleted cannot be made again', 'OKTA-1.9-01', () => {
    const gone = new Set<string>()
    return {
      ask: async (passing) => {
        if (passing.method === 'DELETE' && GROUP.test(passing.path)) {
          const { body } = await passing.call('GET', pathOf(passing))
          gone.add(String(body?.displayName))
        }
        const isAgain = passing.method === 'POST' && gone.has(String(passing.body?.displayName))
        if (!isAgain) return undefined
        const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
        return { status: 409, body: { schemas, status: '409', scimType: 'uniqueness' } }
      },
    }
  }),
  mutant('a password that is set makes the user inactive', 'OKTA-1.7-01 OKTA-1.7-02', () =>
    amend(on('PUT PATCH', USER), ({ body }) => {
      if (!body) return
      if (body.password !== undefined && body.id !== undefined) body.active = false
      for (const one of items(body.Operations)) {
        if (part(one.value).password !== undefined)
          one.value = { ...part(one.value), active: false }
      }
    }),
  ),
  mutant('a user is made twice when two ask at once', 'OKTA-1.2-05', () => {
    const made = new Map<string, number>()
    return {
      ask: async (passing) => {
        if (passing.method !== 'POST' || !USERS.test(passing.path) || !passing.body)
          return undefined
        const name = String(passing.body.userName)
        const under = made.get(name) ?? 0
        made.set(name, under + 1)
        await new Promise((resolve) => setTimeout(resolve, 15))
        made.set(name, (made.get(name) ?? 1) - 1)
        if (under > 0) passing.body.userName = `${name}.2`
        return undefined
      },
      tell: (passing, answer) => {
        const sent = passing.body?.userName
        if (passing.method !== 'POST' || answer.status !== 201 || sent === undefined) return answer
        return { ...answer, body: { ...answer.body, userName: sent } }
      },
    }
  }),
  mutant('what was changed is shown with the next change only', 'OKTA-1.3-05', () => {
    const before = new Map<string, Json>()
    return tellBody(on('GET PUT', USER), (body, passing) => {
      if (passing.method === 'GET') return before.get(pathOf(passing)) ?? body
      before.set(pathOf(passing), before.get(pathOf(passing)) ?? body)
      return body
    })
  }),
]
