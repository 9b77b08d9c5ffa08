import {
  amend,
  current,
  error,
  GROUP,
  GROUPS,
  instead,
  items,
  on,
  operations,
  part,
  restatus,
  tell,
  tellBody,
} from '../alter.ts'
import type { Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const PATCH = on('PATCH', GROUP)
const PUT = on('PUT', GROUP)
const isMembers = (one: Json) => /^members(\[|$)/.test(String(one.path ?? ''))
const op = (one: Json) => String(one.op ?? '').toLowerCase()

async function membersOf(passing: Passing): Promise<Json[]> {
  return items((await current(passing)).members)
}

export const GROUP_FAULTS = [
  mutant('a filtered remove empties the group', 'RFC7644-3.5.2.2-04', () =>
    operations(GROUP, (one) =>
      op(one) === 'remove' && isMembers(one) ? { ...one, path: 'members' } : one,
    ),
  ),
  mutant('a filtered remove takes nobody out', 'RFC7644-3.5.2.2-04', () =>
    instead(PATCH, (passing) =>
      items(passing.body?.Operations).every((one) => op(one) === 'remove' && isMembers(one))
        ? passing.call('GET', passing.path)
        : undefined,
    ),
  ),
  mutant('members are removed by their ids alone', 'RFC7644-3.5.2.2-04', () =>
    instead(PATCH, (passing) =>
      items(passing.body?.Operations).some((one) => /^members\[type /.test(String(one.path)))
        ? passing.call('GET', passing.path)
        : undefined,
    ),
  ),
  mutant('an add of a member replaces the members', 'RFC7644-3.5.2.1-06', () =>
    operations(GROUP, (one) =>
      op(one) === 'add' && isMembers(one) ? { ...one, op: 'replace' } : one,
    ),
  ),
  mutant('of several members added at once one is there', 'ENTRA-3-06 RFC7644-3.5.2.1-06', () => {
    const before = new Map<string, Json[]>()
    return {
      ask: async (passing) => {
        if (!PATCH(passing)) return undefined
        before.set(passing.path, await membersOf(passing))
        await new Promise((resolve) => setTimeout(resolve, 20))
        const read = before.get(passing.path) ?? []
        for (const one of items(passing.body?.Operations)) {
          if (op(one) === 'add' && isMembers(one)) {
            one.op = 'replace'
            one.value = [...read, ...items(one.value)]
          }
        }
        return undefined
      },
    }
  }),
  mutant('a rename loses the members', 'OKTA-1.9-04', () =>
    amend(PATCH, ({ body }) => {
      const all = items(body?.Operations)
      const renames = all.some((one) => one.path === 'displayName' || part(one.value).displayName)
      if (body && renames) body.Operations = [...all, { op: 'remove', path: 'members' }]
    }),
  ),
  mutant('a rename is ignored', 'OKTA-1.9-04 ENTRA-3-07', () =>
    operations(GROUP, (one) => {
      if (one.path === 'displayName') return []
      const { displayName, ...rest } = part(one.value)
      return displayName === undefined ? one : { ...one, value: rest }
    }),
  ),
  mutant('a replaced group keeps its old members', 'OKTA-1.9-02', () =>
    amend(PUT, async (passing) => {
      const old = await membersOf(passing)
      if (passing.body) passing.body.members = [...old, ...items(passing.body.members)]
    }),
  ),
  mutant('a replaced group has no members', 'OKTA-1.9-02', () =>
    amend(PUT, ({ body }) => {
      if (body) body.members = []
    }),
  ),
  mutant('a new group has no members', 'OKTA-1.9-01', () =>
    amend(on('POST', GROUPS), ({ body }) => {
      if (body) body.members = []
    }),
  ),
  mutant('members show no value', 'RFC7643-4.2-05', () =>
    tellBody(on('GET POST PUT PATCH', /^\/Groups/), (body) =>
      body.members
        ? { ...body, members: items(body.members).map(({ display, type }) => ({ display, type })) }
        : body,
    ),
  ),
  mutant("members' values are userNames", 'RFC7643-4.2-05', () =>
    tellBody(on('GET POST PUT PATCH', /^\/Groups/), (body) =>
      body.members
        ? {
            ...body,
            members: items(body.members).map((one) => ({
              ...one,
              value: `user-${String(one.value)}`,
            })),
          }
        : body,
    ),
  ),
  mutant('removing somebody who is no member is a 500', 'RFC7644-3.5.2.2-11', () =>
    instead(PATCH, async (passing) => {
      const there = (await membersOf(passing)).map(({ value }) => value)
      const named = items(passing.body?.Operations)
        .filter((one) => op(one) === 'remove')
        .flatMap((one) => /"([^"]+)"/.exec(String(one.path))?.[1] ?? [])
      return named.some((id) => !there.includes(id)) ? error(500) : undefined
    }),
  ),
  mutant('a delete of a group does nothing', 'OKTA-1.9-05', () =>
    instead(on('DELETE', GROUP), { status: 204 }),
  ),
  mutant('groups cannot be deleted', 'OKTA-1.9-05 RFC7644-3.2-06', () =>
    instead(on('DELETE', GROUP), error(405)),
  ),
  mutant('groups cannot be replaced', 'RFC7644-3.2-06', () => instead(PUT, error(405))),
  mutant('groups cannot be patched', 'RFC7644-3.2-06 OKTA-1.9-03', () =>
    instead(PATCH, error(405)),
  ),
  mutant('a new group is answered with 200', 'RFC7644-3.3-07', () =>
    restatus(on('POST', GROUPS), 201, 200),
  ),
  mutant('a remove that names members in its value empties the group', 'ENTRA-3-02', () =>
    operations(GROUP, (one) =>
      op(one) === 'remove' && one.path === 'members' ? { op: 'remove', path: 'members' } : one,
    ),
  ),
  mutant('a group is not found by its name', 'ENTRA-3-04 OKTA-1.9-08', () =>
    tell(on('GET', /^\/Groups\?.*filter=/), (answer) => ({
      ...answer,
      body: { ...answer.body, Resources: [], totalResults: 0 },
    })),
  ),
  mutant('excludedAttributes=members is ignored', 'ENTRA-3-04 ENTRA-3-05', () =>
    amend(on('GET', /^\/Groups/), (passing) => {
      passing.path = passing.path.replace(/excludedAttributes=members/i, '')
    }),
  ),
]
