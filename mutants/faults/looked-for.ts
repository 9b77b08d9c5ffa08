import {
  current,
  error,
  filter,
  filterOf,
  instead,
  items,
  LISTS,
  list,
  on,
  part,
  pathOf,
  query,
  queryOf,
  tellBody,
  tellEach,
  USER,
  USERS,
} from '../alter.ts'
import type { Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'
import { idOf, marked, opsOf } from '../patching.ts'

const ALL = '?count=200'

/** Filters what a plain operator asks in a way of its own. */
const filtering = (
  when: RegExp,
  matches: (value: string, operand: string, op: string) => boolean,
) =>
  instead(on('GET', LISTS), async (passing) => {
    const [, name = '', op = '', operand = ''] =
      /^(\w+) (\w+) "((?:[^"\\]|\\.)*)"$/.exec(filterOf(passing)) ?? []
    if (!when.test(op)) return undefined
    const all = await passing.call('GET', pathOf(passing) + ALL)
    const found = items(all.body?.Resources).filter(
      (one) =>
        typeof one[name] === 'string' && matches(String(one[name]), operand, op.toLowerCase()),
    )
    return operand.match(/[_%]/) ? list(found) : undefined
  })

export const LOOKED_FOR_FAULTS = [
  mutant(
    '% and _ in a filter stand for anything',
    'RFC7644-3.4.2.2-12 RFC7644-3.4.2.2-13 RFC7644-3.4.2.2-14',
    () =>
      filtering(/^(co|sw|ew)$/i, (value, operand, op) => {
        const body = operand
          .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('%', '.*')
          .replaceAll('_', '.')
        const text = op === 'sw' ? `^${body}` : op === 'ew' ? `${body}$` : body
        return new RegExp(text, 'is').test(value)
      }),
  ),
  mutant('dots in a filter mean one and the same value', 'RFC7644-3.4.2.2-42', () =>
    filter((t) =>
      t.replace(
        /^(\w+)\.(\w+) eq ("[^"]*") and \1\.(\w+) eq ("[^"]*")$/,
        '$1[$2 eq $3 and $4 eq $5]',
      ),
    ),
  ),
  mutant('the third of several or is passed over', 'RFC7644-3.4.2.2-26', () =>
    filter((t) => t.replace(/^([^()]*? or [^()]*?) or .*$/i, '$1')),
  ),
  mutant('the third of several and is passed over', 'RFC7644-3.4.2.2-25', () =>
    filter((t) => t.replace(/^([^()]*? and [^()]*?) and .*$/i, '$1')),
  ),
  mutant('users are not filtered by their groups', 'RFC7644-3.4.2.2-03', () =>
    query(
      (p) => on('GET', USERS)(p) && /groups/i.test(filterOf(p)),
      (q) => q.delete('filter'),
    ),
  ),
  mutant('false has no presence', 'RFC7644-3.4.2.2-15', () =>
    filter((t) => t.replace(/active pr/i, 'active eq true')),
  ),
  mutant('brackets within brackets mean nothing', 'RFC7644-3.4.2.2-28', () =>
    filter((t) => t.replace(/\(([^()]*)\(([^()]*)\)([^()]*)\)/, '($1$2$3)')),
  ),
  mutant('AND and OR must be lower case', 'RFC7644-3.4.2.2-25', () =>
    badFilter(/" (AND|OR) |pr (AND|OR)|^NOT/),
  ),
  mutant('primary in square brackets finds nobody', 'RFC7644-3.4.2.2-30', () =>
    filter((t) => t.replace(/primary eq true/gi, 'primary eq "true"')),
  ),
  mutant('an attribute of an extension is not sorted by', 'RFC7644-3.4.2.3-03', () =>
    query(
      (p) => /^urn:/i.test(queryOf(p).get('sortBy') ?? ''),
      (q) => q.delete('sortBy'),
    ),
  ),
  mutant('sortBy minds its letter case', 'RFC7644-3.10-05', () =>
    query(
      (p) => /^[A-Z]/.test(queryOf(p).get('sortBy') ?? ''),
      (q) => q.delete('sortBy'),
    ),
  ),
  mutant('a search finds the deleted', 'RFC7644-3.6-04', () => {
    const gone = new Map<string, Json>()
    return {
      ask: async (passing) => {
        if (on('DELETE', USER)(passing)) gone.set(idOf(passing), await current(passing))
        return undefined
      },
      ...tellBody(on('POST', /^\/Users\/\.search/), (body, { body: asked }) => {
        const found = [...gone.values()].filter((u) =>
          String(asked?.filter).includes(String(u.userName)),
        )
        return Array.isArray(body.Resources)
          ? {
              ...body,
              Resources: [...body.Resources, ...found],
              totalResults: Number(body.totalResults) + found.length,
            }
          : body
      }),
    }
  }),
  mutant('a patch of the deleted is a success', 'RFC7644-3.6-03', () => afterDelete('PATCH', 204)),
  mutant('after a change the old userName is still found', 'RFC7644-3.4.2.2-03', () =>
    staleIndex(),
  ),
  mutant('a list shows what was before a replace', 'RFC7644-3.4.2.2-03', () => staleList('PUT')),
  mutant('a part of an extension cannot be chosen', 'RFC7644-3.9-14', () =>
    query(
      (p) => /manager\.\w+/i.test(queryOf(p).get('attributes') ?? ''),
      (q) => q.set('attributes', 'id'),
    ),
  ),
]

function afterDelete(method: string, status: number) {
  const gone = marked()
  return {
    async ask(passing: Passing) {
      if (passing.method === method && USER.test(passing.path) && gone.has(idOf(passing)))
        return { status }
      if (passing.method === 'DELETE' && USER.test(passing.path)) {
        if ((await current(passing)).id) gone.set(idOf(passing), '1')
      }
      return undefined
    },
  }
}

function badFilter(bad: RegExp) {
  return instead(on('GET', LISTS), (passing) =>
    bad.test(filterOf(passing)) ? error(400, 'invalidFilter') : undefined,
  )
}

function staleIndex() {
  const old = marked()
  return {
    async ask(passing: Passing) {
      if (on('PUT PATCH', USER)(passing)) {
        const name = String((await current(passing)).userName).toLowerCase()
        const ops = opsOf(passing).map(({ path, value }) =>
          path === 'userName' ? value : part(value).userName,
        )
        const next = [passing.body?.userName, ...ops].find((v) => typeof v === 'string')
        if (next && String(next).toLowerCase() !== name) old.set(name, idOf(passing))
      }
      const sought = /^userName eq "([^"]*)"$/i.exec(filterOf(passing))?.[1]?.toLowerCase()
      if (sought && old.has(sought))
        passing.path = `/Users?filter=${encodeURIComponent(`id eq "${old.get(sought)}"`)}`
      return undefined
    },
  }
}

function staleList(method: string) {
  const old = new Map<string, Json>()
  return {
    async ask(passing: Passing) {
      if (passing.method === method && USER.test(passing.path))
        old.set(idOf(passing), old.get(idOf(passing)) ?? (await current(passing)))
      return undefined
    },
    ...tellEach(
      (p) => on('GET', LISTS)(p) && !queryOf(p).has('attributes'),
      (one) => old.get(String(one.id)) ?? one,
    ),
  }
}
