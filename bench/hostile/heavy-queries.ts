import { SEARCH } from '../urns.ts'
import { filled, type Heavy, post } from './heavy.ts'

export function queries(): Heavy[] {
  const filter = (name: string, text: string): Heavy => ({
    name,
    method: 'POST',
    path: '/Users/.search',
    body: JSON.stringify({ schemas: [SEARCH], filter: text, count: 1_000 }),
  })
  const fill = (text: string, most = 8_000) => text.repeat(Math.floor(most / text.length))
  return [
    filter('a filter of many comparisons', `userName pr${fill(' or title eq "x"')}`),
    filter('a filter of many substrings', `userName co "zz"${fill(' or userName co "z"')}`),
    filter('a filter of brackets', `${fill('(', 4_000)}userName pr${fill(')', 4_000)}`),
    filter('a filter of negations', `${fill('not (', 6_000)}userName pr${fill(')', 1_200)}`),
    filter(
      'a filter of value paths',
      `userName pr${fill(' or emails[type eq "a" and value co "b"]')}`,
    ),
    filter('a filter that is too long', 'x'.repeat(900_000)),
    { name: 'a list of a thousand', method: 'GET', path: '/Users?count=1000' },
    {
      name: 'a sorted list of a thousand',
      method: 'GET',
      path: '/Users?count=1000&sortBy=emails.value&sortOrder=descending',
    },
    {
      name: 'a list far behind, sorted',
      method: 'GET',
      path: '/Users?startIndex=9000&count=1000&sortBy=name.familyName',
    },
    { name: 'all groups with members', method: 'GET', path: '/Groups?count=1000' },
    {
      name: 'all groups with the ids of their members',
      method: 'GET',
      path: '/Groups?count=1000&attributes=members.value',
    },
    {
      name: 'groups by the label of a member',
      method: 'GET',
      path: `/Groups?filter=${encodeURIComponent('members.display co "zz"')}`,
    },
    post('a search for many attributes', '/Users/.search', {
      schemas: [SEARCH],
      count: 1_000,
      attributes: filled((n) => `a${n}`),
    }),
    post('a search without many attributes', '/Users/.search', {
      schemas: [SEARCH],
      count: 1_000,
      excludedAttributes: filled((n) => `a${n}`),
    }),
    { name: 'a long query', method: 'GET', path: `/Users?${'a=1&'.repeat(3_500)}` },
  ]
}
