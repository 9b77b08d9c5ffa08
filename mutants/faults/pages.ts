import {
  error,
  filterOf,
  instead,
  items,
  LISTS,
  on,
  query,
  queryOf,
  restatus,
  tell,
  tellBody,
  without,
} from '../alter.ts'
import type { Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const LIST = on('GET', LISTS)
const asks = (name: string) => (passing: Passing) => LIST(passing) && queryOf(passing).has(name)
const CURSOR = asks('cursor')
const SORT = asks('sortBy')

const descending = (passing: Passing) => queryOf(passing).get('sortOrder') === 'descending'

export const PAGE_FAULTS = [
  mutant('totalResults is the size of the page', 'RFC7644-3.4.2-06', () =>
    tellBody(LIST, (body) => ({ ...body, totalResults: items(body.Resources).length })),
  ),
  mutant('totalResults is a text', 'RFC7644-3.4.2.4-12', () =>
    tellBody(LIST, (body) => ({ ...body, totalResults: String(body.totalResults) })),
  ),
  mutant('a list has no totalResults', 'RFC7644-3.4.2-06', () =>
    tellBody(LIST, (body) => without(body, 'totalResults')),
  ),
  mutant('startIndex counts from zero', 'RFC7644-3.4.2.4-03', () =>
    query(asks('startIndex'), (one) =>
      one.set('startIndex', String(Number(one.get('startIndex')) + 1)),
    ),
  ),
  mutant('startIndex counts pages', 'RFC7644-3.4.2.4-14', () =>
    query(asks('startIndex'), (one) => {
      const page = Number(one.get('startIndex'))
      one.set('startIndex', String((page - 1) * Number(one.get('count') ?? 1) + 1))
    }),
  ),
  mutant('startIndex is ignored', 'RFC7644-3.4.2.4-14', () =>
    query(asks('startIndex'), (one) => one.delete('startIndex')),
  ),
  mutant('count is ignored', 'RFC7644-3.4.2.4-06', () =>
    query(asks('count'), (one) => one.delete('count')),
  ),
  mutant('a page has one too many', 'RFC7644-3.4.2.4-06', () =>
    query(asks('count'), (one) => one.set('count', String(Number(one.get('count')) + 1))),
  ),
  mutant('a count of none is a 400', 'RFC7644-3.4.2.4-09', () =>
    instead((passing) => LIST(passing) && queryOf(passing).get('count') === '0', error(400)),
  ),
  mutant('a count of none is a full page', 'RFC7644-3.4.2.4-09', () =>
    query(LIST, (one) => one.get('count') === '0' && one.delete('count')),
  ),
  mutant('a negative count is a 500', 'RFC7644-3.4.2.4-08', () =>
    instead((passing) => Number(queryOf(passing).get('count')) < 0, error(500)),
  ),
  mutant('a startIndex below one is a 400', 'RFC7644-3.4.2.4-05', () =>
    instead(
      (passing) => LIST(passing) && Number(queryOf(passing).get('startIndex') ?? 1) < 1,
      error(400, 'invalidValue'),
    ),
  ),
  mutant('itemsPerPage is the count asked for', 'RFC7644-3.4.2.4-11 RFC7644-3.4.2.4-A01', () =>
    tellBody(LIST, (body, passing) => ({
      ...body,
      itemsPerPage: Number(queryOf(passing).get('count') ?? 100),
    })),
  ),
  mutant('startIndex in the answer is always one', 'RFC7644-3.4.2.4-13', () =>
    tellBody(LIST, (body) => ('startIndex' in body ? { ...body, startIndex: 1 } : body)),
  ),
  mutant('a part of a list does not say where it starts', 'RFC7644-3.4.2-08', () =>
    tellBody(LIST, (body) => without(body, 'startIndex')),
  ),
  mutant('a part of a list does not say how much it holds', 'RFC7644-3.4.2-09', () =>
    tellBody(LIST, (body) => without(body, 'itemsPerPage')),
  ),
  mutant('the first of every page is from the one before', 'RFC7644-3.4.2.4-14', () =>
    query(asks('startIndex'), (one) => {
      const start = Number(one.get('startIndex'))
      if (start > 1) one.set('startIndex', String(start - 1))
    }),
  ),
]

export const CURSOR_FAULTS = [
  mutant('a cursor that is none begins anew', 'RFC9865-2.1-01', () =>
    tell(CURSOR, (answer, passing) =>
      answer.status === 400 ? passing.call('GET', '/Users?cursor&count=1') : answer,
    ),
  ),
  mutant('a cursor that is none is a 500', 'RFC9865-2.1-01', () => restatus(CURSOR, 400, 500)),
  mutant('a cursor that is none is invalidValue', 'RFC9865-2.1-02', () =>
    tell(CURSOR, (answer) => (answer.status === 400 ? error(400, 'invalidValue') : answer)),
  ),
  mutant('the last page has a nextCursor', 'RFC9865-2-08 RFC9865-2-09', () =>
    tellBody(CURSOR, (body) =>
      body.Resources && !('nextCursor' in body) ? { ...body, nextCursor: 'more' } : body,
    ),
  ),
  mutant('no page has a nextCursor', 'RFC9865-2-08 RFC9865-2-09', () =>
    tellBody(CURSOR, (body) => without(body, 'nextCursor')),
  ),
  mutant('the first page has a previousCursor', 'RFC9865-2-12', () =>
    tellBody(CURSOR, (body) =>
      body.Resources && !body.previousCursor ? { ...body, previousCursor: 'less' } : body,
    ),
  ),
  mutant('pages by cursor hold one too many', 'RFC9865-2-05', () =>
    query(
      CURSOR,
      (one) => one.has('count') && one.set('count', String(Number(one.get('count')) + 1)),
    ),
  ),
  mutant('pages by cursor lose their first', 'RFC9865-2-19', () =>
    tellBody(CURSOR, (body, passing) =>
      body.Resources && queryOf(passing).get('cursor') !== ''
        ? { ...body, Resources: items(body.Resources).slice(1) }
        : body,
    ),
  ),
  mutant('totalResults with cursors is the size of the page', 'RFC9865-2-18', () =>
    tellBody(CURSOR, (body) =>
      'totalResults' in body ? { ...body, totalResults: items(body.Resources).length } : body,
    ),
  ),
]

export const SORT_FAULTS = [
  mutant('sortBy is ignored', 'RFC7644-3.4.2.3-03', () =>
    query(SORT, (one) => one.delete('sortBy')),
  ),
  mutant('sortOrder is ignored', 'RFC7644-3.4.2.3-09', () =>
    query(SORT, (one) => one.delete('sortOrder')),
  ),
  mutant('without an order the order is descending', 'RFC7644-3.4.2.3-10', () =>
    query(SORT, (one) => one.has('sortOrder') || one.set('sortOrder', 'descending')),
  ),
  mutant('sorting minds the letter case of userName', 'RFC7644-3.4.2.3-12', () =>
    tellBody(SORT, (body, passing) => {
      if (!/name/i.test(String(queryOf(passing).get('sortBy'))) || !body.Resources) return body
      const key = String(queryOf(passing).get('sortBy'))
      const order = [...items(body.Resources)].sort((a, b) =>
        String(a[key]) < String(b[key]) ? -1 : 1,
      )
      return { ...body, Resources: descending(passing) ? order.reverse() : order }
    }),
  ),
  mutant('ascending, what has no value comes first', 'RFC7644-3.4.2.3-07', () =>
    tellBody(SORT, (body, passing) => (descending(passing) ? body : emptyFirst(body, passing))),
  ),
  mutant('a page is sorted, not the list', 'RFC7644-3.4.2.3-14', () =>
    instead(SORT, async (passing) => {
      const asked = queryOf(passing)
      const key = String(asked.get('sortBy'))
      if (!asked.has('startIndex') && !asked.has('count')) return undefined
      asked.delete('sortBy')
      const { body } = await passing.call('GET', `/Users?${asked.toString()}`)
      const order = [...items(body?.Resources)].sort((a, b) =>
        String(a[key]) < String(b[key]) ? -1 : 1,
      )
      return { status: 200, body: { ...body, Resources: order } }
    }),
  ),
]

function emptyFirst(body: Record<string, unknown>, passing: Passing) {
  const key = String(queryOf(passing).get('sortBy')).split('.')[0] ?? ''
  const all = items(body.Resources)
  const Resources = [
    ...all.filter((one) => one[key] === undefined),
    ...all.filter((one) => one[key] !== undefined),
  ]
  return body.Resources && filterOf(passing) !== undefined ? { ...body, Resources } : body
}
