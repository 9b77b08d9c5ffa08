import {
  amend,
  current,
  ENTERPRISE,
  error,
  GROUP,
  instead,
  items,
  list,
  on,
  operations,
  part,
  pathOf,
  tell,
  tellEach,
  USER,
  without,
} from '../alter.ts'
import type { Json } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const PATCH = on('PATCH', USER)
const PUT = on('PUT', USER)
const path = (one: Json) => String(one.path ?? '')
const reads = on('GET POST PUT PATCH', /^\/Users/)
const names = (body: Json) => Object.keys(body)

/** What a replace, a patch or a delete makes of what was there. */
export const KEPT_FAULTS = [
  mutant('a replace adds to lists', 'RFC7644-3.5.1-04 RFC7644-3.5.1-19', () => {
    const counted = new Map<string, number>()
    return {
      ask: async (passing) => {
        if (!PUT(passing) || !passing.body?.emails) return undefined
        const old = items((await current(passing)).emails)
        const round = (counted.get(pathOf(passing)) ?? 0) + 1
        counted.set(pathOf(passing), round)
        const again = items(passing.body.emails).map((one) => ({ ...one, display: `${round}` }))
        passing.body.emails = [...old.map((one) => without(one, 'primary')), ...again]
        return undefined
      },
    }
  }),
  mutant('a replace keeps the old list', 'RFC7644-3.5.1-04', () =>
    amend(PUT, async (passing) => {
      const { emails } = await current(passing)
      if (passing.body && emails) passing.body.emails = emails
    }),
  ),
  mutant('a replace keeps the old extension', 'RFC7644-3.5.1-04', () =>
    amend(PUT, async (passing) => {
      const old = (await current(passing))[ENTERPRISE]
      if (passing.body && old) passing.body[ENTERPRISE] = old
    }),
  ),
  mutant('a replace keeps the old userName', 'RFC7644-3.5.1-04', () =>
    amend(PUT, async (passing) => {
      const { userName } = await current(passing)
      if (passing.body && userName) passing.body.userName = userName
    }),
  ),
  mutant('who keeps the userName in another letter case is a conflict', 'RFC7644-3.5.1-04', () =>
    instead(PUT, async (passing) => {
      const { userName } = await current(passing)
      const [old, now] = [String(userName), String(passing.body?.userName)]
      return old !== now && old.toLowerCase() === now.toLowerCase()
        ? error(409, 'uniqueness')
        : undefined
    }),
  ),
  mutant('a replaced group keeps its name', 'RFC7644-3.5.1-04', () =>
    amend(on('PUT', GROUP), async (passing) => {
      if (passing.body) passing.body.displayName = (await current(passing)).displayName
    }),
  ),
  mutant('names in a replace mind their letter case', 'RFC7643-2.1-01', () =>
    amend(PUT, ({ body }) => {
      for (const name of names(body ?? {})) {
        if (body && /^[A-Z]/.test(name)) delete body[name]
      }
    }),
  ),
  mutant('names in the value of a patch mind their letter case', 'RFC7644-3.5.2.3-01', () =>
    operations(USER, (one) =>
      names(part(one.value)).some((name) => /^[A-Z]{2}/.test(name)) ? [] : one,
    ),
  ),
  mutant('an extension in a patch replaces all of it', 'RFC7644-3.5.2.3-01', () =>
    amend(PATCH, ({ body }) => {
      if (!body) return
      body.Operations = items(body.Operations).flatMap((one) =>
        one.path === undefined && part(one.value)[ENTERPRISE] && one.op === 'replace'
          ? [{ op: 'remove', path: `${ENTERPRISE}:costCenter` }, one]
          : [one],
      )
    }),
  ),
  mutant('a path into an extension replaces all of it', 'RFC7644-3.5.2.3-02', () =>
    operations(USER, (one) =>
      one.op === 'replace' && path(one) === `${ENTERPRISE}:department`
        ? [{ op: 'remove', path: `${ENTERPRISE}:costCenter` }, one]
        : one,
    ),
  ),
  mutant('an add to addresses replaces them', 'RFC7644-3.5.2.1-07', () =>
    operations(USER, (one) =>
      one.op === 'add' && path(one) === 'addresses' ? { ...one, op: 'replace' } : one,
    ),
  ),
  mutant('an add to telephone numbers is ignored', 'RFC7644-3.5.2.1-07', () =>
    operations(USER, (one) => (path(one) === 'phoneNumbers' ? [] : one)),
  ),
  mutant('an add of a role takes the place of the others', 'RFC7644-3.5.2.1-07', () =>
    operations(USER, (one) =>
      one.op === 'add' && path(one) === 'roles' ? { ...one, op: 'replace' } : one,
    ),
  ),
  mutant('brackets in a path know no and', 'RFC7644-3.5.2.2-06', () =>
    operations(USER, (one) => ({
      ...one,
      ...(one.path ? { path: path(one).replace(/ and [^\]]*\]/, ']') } : {}),
    })),
  ),
  mutant(
    'a replaced value of a list keeps both primary',
    'RFC7644-3.5.2.3-11 RFC7643-2.4-04',
    () => {
      let old: unknown
      return {
        ask: async (passing) => {
          if (!PATCH(passing)) return undefined
          const { emails } = await current(passing)
          old = items(emails).find((one) => one.primary === true)?.value
          return undefined
        },
        ...tellEach(reads, (one) =>
          old === undefined || !one.emails
            ? one
            : {
                ...one,
                emails: items(one.emails).map((value) =>
                  value.value === old ? { ...value, primary: true } : value,
                ),
              },
        ),
      }
    },
  ),
  mutant('a deleted member takes the group along', 'RFC7644-3.6-07', () =>
    tell(on('DELETE', USER), async (answer, passing) => {
      const { body } = await passing.call('GET', '/Groups?count=1000')
      for (const { id, members } of items(body?.Resources)) {
        const left = items(members).length
        if (left > 0 && answer.status === 204) await passing.call('DELETE', `/Groups/${String(id)}`)
      }
      return answer
    }),
  ),
  mutant('a deleted group takes its members along', 'RFC7644-3.6-07', () =>
    amend(on('DELETE', GROUP), async (passing) => {
      const { members } = await current(passing)
      for (const { value } of items(members))
        await passing.call('DELETE', `/Users/${String(value)}`)
    }),
  ),
  mutant('a deleted group stays at its members', 'RFC7643-4.1.2-20', () => {
    const gone = new Map<string, Json>()
    return {
      ask: async (passing) => {
        if (!on('DELETE', GROUP)(passing)) return undefined
        const { members, id } = await current(passing)
        for (const { value } of items(members)) gone.set(String(value), { value: id })
        return undefined
      },
      ...tellEach(on('GET', USER), (one) => {
        const old = gone.get(String(one.id))
        return old ? { ...one, groups: [...items(one.groups), old] } : one
      }),
    }
  }),
  mutant('a member who is not there empties the group', 'RFC7643-2.3.7-A02', () =>
    amend(on('PATCH', GROUP), async (passing) => {
      for (const one of items(passing.body?.Operations)) {
        const [id] = items(one.value).map(({ value }) => String(value))
        if (one.op !== 'add' || id === undefined) continue
        if ((await passing.call('GET', `/Users/${id}`)).status === 404) {
          one.op = 'replace'
          one.value = []
        }
      }
    }),
  ),
  mutant('a member who is named twice is a 500', 'RFC7643-4.2-A05', () =>
    instead(on('POST', /^\/Groups/), ({ body }) => {
      const ids = items(body?.members).map(({ value }) => value)
      return new Set(ids).size < ids.length ? error(500) : undefined
    }),
  ),
  mutant('a second group of one name takes the place of the first', 'RFC7643-4.2-A02', () =>
    instead(on('POST', /^\/Groups/), async (passing) => {
      const { body } = await passing.call('GET', '/Groups?count=1000')
      const same = items(body?.Resources).some(
        ({ displayName }) => displayName === passing.body?.displayName,
      )
      return same ? { ...list([]), status: 200 } : undefined
    }),
  ),
  mutant('groups in a circle are a 500', 'RFC7643-4.2-A08', () =>
    instead(on('PATCH', GROUP), async (passing) => {
      for (const { value } of items(passing.body?.Operations).flatMap((one) => items(one.value))) {
        const { body } = await passing.call('GET', `/Groups/${String(value)}`)
        const back = items(body?.members).some((one) => pathOf(passing).endsWith(String(one.value)))
        if (back) return error(500)
      }
      return undefined
    }),
  ),
  mutant('the id of who was deleted comes again', 'RFC7644-3.6-A02', () =>
    tell(on('POST', /^\/Users$/), (answer) =>
      answer.status === 201 && /Grace/.test(JSON.stringify(answer.body?.name))
        ? { ...answer, status: 202 }
        : answer,
    ),
  ),
]
