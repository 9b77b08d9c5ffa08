import { ANY, amend, LISTS, on, query, queryOf, restatus, tellEach, without } from '../alter.ts'
import type { Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const GET = on('GET', ANY)
const asks = (name: string) => (passing: Passing) => queryOf(passing).has(name)
const SEARCH = on('POST', /\/\.search/)

export const PROJECTION_FAULTS = [
  mutant(
    'attributes is ignored',
    'RFC7644-3.4.2.5-01 RFC7644-3.4.2.5-04 RFC7644-3.9-03 RFC7644-3.9-05',
    () => query(GET, (one) => one.delete('attributes')),
  ),
  mutant('excludedAttributes is ignored', 'RFC7644-3.4.2.5-02 RFC7644-3.9-08', () =>
    query(GET, (one) => one.delete('excludedAttributes')),
  ),
  mutant('attributes means nothing to a list', 'RFC7644-3.4.2.5-08', () =>
    query(on('GET', LISTS), (one) => one.delete('attributes')),
  ),
  mutant('excludedAttributes means nothing to a list', 'RFC7644-3.4.2.5-08', () =>
    query(on('GET', LISTS), (one) => one.delete('excludedAttributes')),
  ),
  mutant('the id can be excluded', 'RFC7644-3.4.2.5-06', () =>
    tellEach(asks('excludedAttributes'), (one, passing) =>
      /\bid\b/.test(queryOf(passing).get('excludedAttributes') ?? '') ? without(one, 'id') : one,
    ),
  ),
  mutant('attributes leaves out the id', 'RFC7644-3.9-04', () =>
    tellEach(asks('attributes'), (one) => without(one, 'id')),
  ),
  mutant('names in attributes mind their letter case', 'RFC7644-3.9-13', () =>
    query(GET, (one) => {
      const names = (one.get('attributes') ?? '').split(',')
      if (one.has('attributes'))
        one.set(
          'attributes',
          names
            .map((name) => (/^[A-Z]/.test(name) || /username|displayname/.test(name) ? 'id' : name))
            .join(),
        )
    }),
  ),
  mutant('of several attributes the first comes', 'RFC7644-3.9-06', () =>
    query(asks('attributes'), (one) =>
      one.set('attributes', (one.get('attributes') ?? '').split(',')[0] ?? ''),
    ),
  ),
  mutant("an extension's attribute cannot be chosen", 'RFC7644-3.9-14', () =>
    query(asks('attributes'), (one) => {
      const names = (one.get('attributes') ?? '')
        .split(',')
        .filter((name) => !/^urn:.*extension/i.test(name))
      one.set('attributes', names.join() || 'id')
    }),
  ),
  mutant('a part brings the whole', 'RFC7644-3.9-05', () =>
    query(asks('attributes'), (one) =>
      one.set('attributes', (one.get('attributes') ?? '').replaceAll(/(^|,)(\w+)\.\w+/g, '$1$2')),
    ),
  ),
]

export const SEARCH_FAULTS = [
  mutant('a search is answered with 201', 'RFC7644-3.2-12 RFC7644-3.4.3-12', () =>
    restatus(SEARCH, 200, 201),
  ),
  mutant('a search ignores its filter', 'RFC7644-3.4.3-07', () =>
    amend(SEARCH, ({ body }) => delete body?.filter),
  ),
  mutant('a search ignores attributes', 'RFC7644-3.4.3-05', () =>
    amend(SEARCH, ({ body }) => delete body?.attributes),
  ),
  mutant('a search ignores excludedAttributes', 'RFC7644-3.4.3-06', () =>
    amend(SEARCH, ({ body }) => delete body?.excludedAttributes),
  ),
  mutant('a search ignores its order', 'RFC7644-3.4.3-08 RFC7644-3.4.3-09', () =>
    amend(SEARCH, ({ body }) => delete body?.sortOrder),
  ),
  mutant('a search ignores count', 'RFC7644-3.4.3-10 RFC7644-3.4.3-11', () =>
    amend(SEARCH, ({ body }) => delete body?.count),
  ),
  mutant('a search ignores startIndex', 'RFC7644-3.4.3-10 RFC7644-3.4.3-11', () =>
    amend(SEARCH, ({ body }) => delete body?.startIndex),
  ),
  mutant('a search needs no schema', 'RFC7644-3.4.3-04 RFC7644-3.4.3-A03', () =>
    amend(SEARCH, ({ body }) => {
      if (body) body.schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest']
    }),
  ),
  mutant('a search with a bad filter is a 500', 'RFC7644-3.4.3-13', () =>
    restatus(SEARCH, 400, 500),
  ),
]
