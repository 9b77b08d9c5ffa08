import {
  amend,
  current,
  ENTERPRISE,
  error,
  GROUP,
  instead,
  items,
  LISTS,
  ONE,
  on,
  operations,
  part,
  pathOf,
  tellEach,
  USER,
} from '../alter.ts'
import type { Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'
import { afterwards, marked, ON_EMPTY, opsOf, patchBody } from '../patching.ts'

const isOp = (one: Json, name: string) => String(one.op).toLowerCase() === name

const IN_BRACKETS = /^(\w+)\[(.*)\](?:\.(\w+))?$/

/** Lists of a user but its e-mails. */
const LISTS_BUT_EMAILS = ['phoneNumbers', 'addresses', 'ims', 'photos', 'roles', 'entitlements']

export const PATCHED_FAULTS = [
  mutant('false by path is passed over', 'RFC7644-3.5.2.3-02', () =>
    operations(USER, (one) => (one.path !== undefined && one.value === false ? ON_EMPTY : one)),
  ),
  mutant('a first value given alone is no list', 'RFC7644-3.5.2.1-04', () => {
    const alone = new Map<string, string>()
    return {
      async ask(passing) {
        const before = on('PATCH', USER)(passing) ? await current(passing) : {}
        for (const { op, path, value } of opsOf(passing)) {
          const one = String(op).toLowerCase() === 'add' && !Array.isArray(value)
          if (
            one &&
            /^(emails|phoneNumbers|roles|addresses|photos|ims)$/.test(String(path)) &&
            !before[String(path)]
          )
            alone.set(String(before.id), String(path))
        }
        return undefined
      },
      ...tellEach(on('GET PATCH', /./), (one) => {
        const name = alone.get(String(one.id))
        const values = items(one[String(name)])
        return name && values.length === 1 ? { ...one, [name]: values[0] } : one
      }),
    }
  }),
  mutant('a filter in a remove takes the first match only', 'RFC7644-3.5.2.2-06', () =>
    afterwards(
      (passing) =>
        on('PATCH', USER)(passing) &&
        opsOf(passing).some((o) => isOp(o, 'remove') && /\]$/.test(String(o.path))),
      (before, after) =>
        Object.keys(before).flatMap((name) => {
          const gone = items(before[name]).filter(
            (v) => !items(after[name]).some((w) => w.value === v.value),
          )
          if (!Array.isArray(before[name]) || gone.length < 2) return []
          return [{ op: 'add', path: name, value: gone.slice(1) }]
        }),
    ),
  ),
  mutant('or in the brackets of a path is passed over', 'RFC7644-3.5.2-13', () =>
    operations(ONE, (one) => ({
      ...one,
      ...(one.path ? { path: String(one.path).replace(/ or [^\]]*\]/, ']') } : {}),
    })),
  ),
  mutant('not in the brackets of a path is passed over', 'RFC7644-3.5.2-13', () =>
    operations(ONE, (one) => ({
      ...one,
      ...(one.path ? { path: String(one.path).replace(/\[not \(([^)]*)\)/, '[$1') } : {}),
    })),
  ),
  mutant('only e-mails have one primary', 'RFC7644-3.5.2-28', () => {
    const kept = new Map<string, Json>()
    return {
      async ask(passing) {
        if (!on('PATCH', USER)(passing)) return undefined
        const before = await current(passing)
        for (const name of LISTS_BUT_EMAILS) {
          const primary = items(before[name]).find((v) => v.primary)
          if (primary) kept.set(`${String(before.id)} ${name}`, primary)
        }
        return undefined
      },
      ...tellEach(on('GET PATCH', /./), (one) => {
        const out = { ...one }
        for (const name of LISTS_BUT_EMAILS) {
          const old = kept.get(`${String(one.id)} ${name}`)
          if (old && Array.isArray(one[name]))
            out[name] = items(one[name]).map((v) =>
              v.value === old.value && v.type === old.type ? { ...v, primary: true } : v,
            )
        }
        return out
      }),
    }
  }),
  mutant('removes are done first, replaces last', 'RFC7644-3.5.2-27', () =>
    amend(on('PATCH', ONE), ({ body }) => {
      const rank = (one: Json) => ['remove', 'add', 'replace'].indexOf(String(one.op).toLowerCase())
      if (Array.isArray(body?.Operations))
        body.Operations.sort((a: Json, b: Json) => rank(a) - rank(b))
    }),
  ),
  mutant('members stay changed where a patch fails', 'RFC7644-3.5.2-29', () =>
    halfDone(GROUP, (one) => String(one.path ?? '').startsWith('members')),
  ),
  mutant('an extension stays changed where a patch fails', 'RFC7644-3.5.2-29', () =>
    halfDone(USER, (one) => String(one.path ?? '').startsWith('urn:')),
  ),
  mutant('one value of several attributes is done in part', 'RFC7644-3.5.2-29', () =>
    instead(on('PATCH', USER), async (passing) => {
      const answer = await passing.call('PATCH', passing.path, passing.body)
      if (answer.status < 400) return answer
      const parts = opsOf(passing).flatMap(({ op, path, value }) =>
        path === undefined
          ? Object.entries(part(value)).map(([name, one]) => ({ op, value: { [name]: one } }))
          : [],
      )
      await eachUntilRefused(passing, parts)
      return answer
    }),
  ),
  mutant('a patch that fails moves lastModified', 'RFC7644-3.5.2-30', () => {
    const touched = marked()
    return {
      ask: async (passing) => {
        if (!on('PATCH', ONE)(passing)) return undefined
        const answer = await passing.call('PATCH', passing.path, passing.body)
        if (answer.status === 400)
          touched.set(pathOf(passing).split('/')[2] ?? '', new Date().toISOString())
        else touched.delete(pathOf(passing).split('/')[2] ?? '')
        return answer
      },
      ...tellEach(on('GET', /./), (one) =>
        touched.has(String(one.id))
          ? { ...one, meta: { ...part(one.meta), lastModified: touched.get(String(one.id)) } }
          : one,
      ),
    }
  }),
  mutant('a name in the brackets of a path minds its letter case', 'RFC7644-3.5.2-23', () =>
    operations(ONE, (one) => ({
      ...one,
      ...(one.path
        ? { path: String(one.path).replace(/\[[A-Z]\w* eq "[^"]*"/, '[type eq "nothing"') }
        : {}),
    })),
  ),
  mutant('a patch to the userName one has is a conflict', 'RFC7644-3.5.2.3-02', () =>
    instead(on('PATCH', USER), async (passing) => {
      const before = await current(passing)
      const sent = opsOf(passing).map(({ path, value }) =>
        path === 'userName' ? value : path === undefined ? part(value).userName : undefined,
      )
      const name = sent.find((v) => typeof v === 'string')
      return String(name).toLowerCase() === String(before.userName).toLowerCase()
        ? error(409, 'uniqueness')
        : undefined
    }),
  ),
  mutant('a list that a filter emptied keeps an empty value', 'RFC7644-3.5.2.2-05', () => {
    const emptied = marked()
    return {
      async ask(passing) {
        if (!on('PATCH', USER)(passing)) return undefined
        for (const one of opsOf(passing)) {
          const name = IN_BRACKETS.exec(String(one.path))?.[1]
          if (name && isOp(one, 'remove') && /\]$/.test(String(one.path)))
            emptied.set(pathOf(passing).split('/')[2] ?? '', name)
        }
        return undefined
      },
      ...tellEach(on('GET PATCH', /./), (one) => {
        const name = emptied.get(String(one.id))
        return name && !one[name] ? { ...one, [name]: [{}] } : one
      }),
    }
  }),
  mutant('lists do not name the extensions of their users', 'RFC7643-3-10', () =>
    tellEach(on('GET', LISTS), (one) => ({
      ...one,
      schemas: (one.schemas as string[]).filter((s) => s !== ENTERPRISE),
    })),
  ),
  mutant('an e-mail that is added again is there twice', 'RFC7644-3.5.2.1-10', () => {
    const twice = marked()
    return {
      async ask(passing) {
        if (!on('PATCH', USER)(passing)) return undefined
        const before = await current(passing)
        for (const one of opsOf(passing)) {
          const name = String(one.path)
          const values = Array.isArray(one.value) ? items(one.value) : [part(one.value)]
          if (
            isOp(one, 'add') &&
            values.some((v) => items(before[name]).some((w) => w.value === v.value))
          )
            twice.set(String(before.id), name)
        }
        return undefined
      },
      ...tellEach(on('GET PATCH', /./), (one) => {
        const name = twice.get(String(one.id)) ?? ''
        return Array.isArray(one[name])
          ? { ...one, [name]: [...items(one[name]), items(one[name])[0]] }
          : one
      }),
    }
  }),
  mutant('a rename with members in one patch is lost', 'RFC7644-3.5.2-27', () =>
    amend(on('PATCH', GROUP), ({ body }) => {
      const ops = items(body?.Operations)
      if (body && ops.some((o) => String(o.path).startsWith('members'))) {
        const left = ops.filter((o) => o.path !== 'displayName')
        body.Operations = left
      }
    }),
  ),
  mutant('an add of members without a path replaces them', 'RFC7644-3.5.2.1-03', () =>
    operations(GROUP, (one) =>
      isOp(one, 'add') && one.path === undefined && part(one.value).members
        ? { ...one, op: 'replace' }
        : one,
    ),
  ),
  mutant('a second telephone of a type takes the place of the first', 'RFC7644-3.5.2.1-07', () =>
    amend(on('PATCH', USER), async (passing) => {
      const before = await current(passing)
      const ops = opsOf(passing).flatMap((one) => {
        const values = Array.isArray(one.value) ? items(one.value) : [part(one.value)]
        const types = values
          .map(({ type }) => type)
          .filter((t) => items(before[String(one.path)]).some((v) => v.type === t && t))
        return isOp(one, 'add') && types.length > 0
          ? [{ op: 'remove', path: `${String(one.path)}[type eq "${String(types[0])}"]` }, one]
          : [one]
      })
      if (passing.body?.Operations) passing.body.Operations = ops
    }),
  ),
  mutant('null in a patch is passed over', 'RFC7643-2.5-02', () =>
    amend(on('PATCH', USER), ({ body }) => {
      if (body?.Operations)
        body.Operations = items(body.Operations).map((one) =>
          'value' in one && one.value === null
            ? { op: 'replace', path: 'timezone', value: 'Europe/Paris' }
            : one,
        )
    }),
  ),
  mutant('a patch cannot change the externalId', 'RFC7643-3.1-16', () =>
    amend(on('PATCH', ONE), ({ body }) => {
      if (body?.Operations)
        body.Operations = items(body.Operations).map((one) =>
          one.path === 'externalId' ? { op: 'add', value: {} } : one,
        )
    }),
  ),
]

/** Does the wanted operations of a patch that fails, up to the one that does. */
function halfDone(path: RegExp, wanted: (one: Json) => boolean) {
  return instead(on('PATCH', path), async (passing: Passing) => {
    const answer = await passing.call('PATCH', passing.path, passing.body)
    if (answer.status >= 400) await eachUntilRefused(passing, opsOf(passing).filter(wanted))
    return answer
  })
}

async function eachUntilRefused(passing: Passing, all: readonly Json[]): Promise<void> {
  for (const one of all) {
    const done = await passing.call('PATCH', pathOf(passing), patchBody([one]))
    if (done.status >= 400) return
  }
}
