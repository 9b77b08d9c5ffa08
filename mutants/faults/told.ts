import {
  ANY,
  amend,
  error,
  filter,
  filterOf,
  GROUP,
  instead,
  items,
  LISTS,
  list,
  ONE,
  on,
  part,
  query,
  queryOf,
  tell,
  tellBody,
  tellEach,
  USER,
  USERS,
  without,
} from '../alter.ts'
import type { Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const ALL = on('GET POST PUT PATCH DELETE', ANY)
const SORT = (passing: Passing) => queryOf(passing).has('sortBy')
const failed = (pattern: RegExp, answer: Json) =>
  tell(
    (passing) => pattern.test(filterOf(passing)),
    () => list(answer.all ? [answer.all] : []),
  )
const withMeta = (when: (passing: Passing) => boolean, change: (meta: Json) => Json) =>
  tellEach(when, (one) => (one.meta ? { ...one, meta: change(part(one.meta)) } : one))

/** The same resource told in several ways, and values in forms of their own. */
export const TOLD_FAULTS = [
  mutant('a list shows no name', 'RFC7644-3.1-09 OKTA-4-01', () =>
    tellBody(on('GET', USERS), (body) => ({
      ...body,
      Resources: items(body.Resources).map((one) => without(one, 'name')),
    })),
  ),
  mutant('the answer to a replace is what was sent', 'RFC7644-3.1-09', () =>
    tellBody(on('PUT', USER), (body, { body: sent }) =>
      body.id ? { ...body, ...without(sent ?? {}, 'id', 'meta', 'schemas'), nickName: 'x' } : body,
    ),
  ),
  mutant('a list tells other addresses than a read', 'RFC7644-3.1-09', () =>
    tellBody(on('GET', LISTS), (body) => ({
      ...body,
      Resources: items(body.Resources).map((one) =>
        one.meta
          ? {
              ...one,
              meta: {
                ...part(one.meta),
                location: String(part(one.meta).location).replace(
                  /^http:\/\/[^/]+/,
                  'http://app:80',
                ),
              },
            }
          : one,
      ),
    })),
  ),
  mutant('the answer to a write has the version from before', 'RFC7644-3.1-09', () => {
    let old: unknown
    return {
      ask: async (passing) => {
        if (!on('PUT PATCH', USER)(passing)) return undefined
        old = part(part((await passing.call('GET', passing.path)).body).meta).version
        return undefined
      },
      tell: (passing, answer) => {
        if (!on('PUT PATCH', USER)(passing) || answer.status !== 200 || !answer.body?.meta)
          return answer
        const meta = { ...part(answer.body.meta), version: old }
        return {
          ...answer,
          headers: { ...answer.headers, etag: String(old) },
          body: { ...answer.body, meta },
        }
      },
    }
  }),
  mutant('times are those of a database', 'RFC7643-2.3.5-01', () =>
    withMeta(on('GET POST PUT PATCH', ANY), (meta) => ({
      ...meta,
      created: String(meta.created).replace('T', ' ').replace(/Z$/, ''),
    })),
  ),
  mutant('times are numbers', 'RFC7643-2.3.5-01', () =>
    withMeta(on('GET POST PUT PATCH', ANY), (meta) => ({
      ...meta,
      lastModified: Date.parse(String(meta.lastModified)),
    })),
  ),
  mutant('ids are JSON numbers', 'RFC7643-3.1-04', () =>
    tellEach(on('GET', USERS), (one) => ({ ...one, id: 7 })),
  ),
  mutant('active is a number', 'RFC7643-2.3.2-01', () =>
    tellEach(on('GET POST PUT PATCH', /^\/Users/), (one) =>
      'active' in one ? { ...one, active: one.active ? 1 : 0 } : one,
    ),
  ),
  mutant('a list of one is no list', 'RFC7643-2.4-01 RFC7644-3.8-11 OKTA-3-09', () =>
    tellEach(on('GET POST PUT PATCH', /^\/Users/), (one) =>
      items(one.emails).length === 1 ? { ...one, emails: items(one.emails)[0] } : one,
    ),
  ),
  mutant('lists are called resources', 'RFC7644-3.4.2-07', () =>
    tellBody(on('GET', LISTS), (body) =>
      body.Resources ? { ...without(body, 'Resources'), resources: body.Resources } : body,
    ),
  ),
  mutant(
    'the scimType of an error is written in snake case',
    'RFC7644-3.12-31 RFC7644-3.12-24',
    () =>
      tellBody(ALL, (body) =>
        typeof body.scimType === 'string'
          ? { ...body, scimType: body.scimType.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`) }
          : body,
      ),
  ),
  mutant('an error tells another status', 'RFC7644-3.12-03', () =>
    tellBody(ALL, (body) => (body.status === '409' ? { ...body, status: '400' } : body)),
  ),
  mutant('errors have a schema of their own', 'RFC7644-3.12-02', () =>
    tellBody(ALL, (body) =>
      typeof body.status === 'string' ? { ...body, schemas: ['urn:example:Error'] } : body,
    ),
  ),
  mutant('an unknown endpoint is the start page', 'RFC7644-3.12-14', () =>
    instead((passing) => passing.path === '/NoSuchEndpoint', {
      status: 200,
      text: '<html></html>',
      headers: { 'content-type': 'text/html' },
    }),
  ),
  mutant('who is not active is in no list', 'RFC7644-3.4.2.2-53 RFC7644-3.4.2.2-10', () =>
    tellBody(on('GET', USERS), (body) => {
      const Resources = items(body.Resources).filter(({ active }) => active !== false)
      return body.Resources ? { ...body, Resources, totalResults: Resources.length } : body
    }),
  ),
  mutant('an id in a filter finds nobody', 'RFC7644-3.4.2.2-10', () => failed(/^id eq/, {})),
  mutant('a list has no value to a filter', 'RFC7644-3.4.2.2-15', () => failed(/emails pr/, {})),
  mutant('times with an offset find nothing', 'RFC7644-3.4.2.2-21', () =>
    failed(/meta\.\w+ \w\w "[^"]*[+-]\d\d:\d\d"/, {}),
  ),
  mutant('numbers are compared as texts', 'RFC7644-3.4.2.2-22', () =>
    failed(/floor (gt|lt|ge|le) \d/, {}),
  ),
  mutant(
    'dots in a filter are refused',
    'RFC7644-3.10-04 RFC7644-3.4.2.2-37 RFC7644-3.4.2.2-43 RFC7644-3.4.2.2-A15',
    () => instead((passing) => /name\.\w+/.test(filterOf(passing)), error(400, 'invalidFilter')),
  ),
  mutant('the manager cannot be filtered by', 'RFC7644-3.4.2.2-38', () =>
    filter((text) => text.replace(/:manager\.value eq "[^"]*"/, ':manager.value eq "nobody"')),
  ),
  mutant('a part is not sorted by', 'RFC7644-3.4.2.3-06', () =>
    query(SORT, (one) => /^name\./.test(String(one.get('sortBy'))) && one.delete('sortBy')),
  ),
  mutant('a list is sorted by its first value', 'RFC7644-3.4.2.3-05', () =>
    tellBody(
      (passing) => queryOf(passing).get('sortBy') === 'emails.value',
      (body) => ({
        ...body,
        Resources: items(body.Resources).sort((a, b) =>
          String(items(a.emails)[0]?.value) < String(items(b.emails)[0]?.value) ? -1 : 1,
        ),
      }),
    ),
  ),
  mutant('a sort minds the letter case of descending', 'RFC7644-3.4.2.3-09', () =>
    query(SORT, (one) => one.get('sortOrder') === 'descending' && one.delete('sortOrder')),
  ),
  mutant('excludedAttributes takes no parts', 'RFC7644-3.4.2.5-07', () =>
    query(
      (passing) => queryOf(passing).has('excludedAttributes'),
      (one) =>
        one.set(
          'excludedAttributes',
          String(one.get('excludedAttributes')).replace(/\bname\.\w+,?/, ''),
        ),
    ),
  ),
  mutant('an excluded part takes the extension along', 'RFC7644-3.9-14', () =>
    query(
      (passing) => queryOf(passing).has('excludedAttributes'),
      (one) =>
        one.set(
          'excludedAttributes',
          String(one.get('excludedAttributes')).replace(/(:2\.0:User):(department)/, '$1'),
        ),
    ),
  ),
  mutant('attributes means nothing to a group', 'RFC7644-3.4.2.5-01', () =>
    query(on('GET', GROUP), (one) => one.delete('attributes')),
  ),
  mutant('If-Match means nothing to a delete', 'RFC7644-3.14-12', () =>
    instead(
      (passing) => on('DELETE', ONE)(passing) && 'if-match' in passing.headers,
      (passing) => passing.call('DELETE', passing.path),
    ),
  ),
  mutant('If-Match means nothing to a patch', 'RFC7644-3.14-12', () =>
    instead(
      (passing) => on('PATCH', ONE)(passing) && 'if-match' in passing.headers,
      (passing) => passing.call('PATCH', passing.path, passing.body),
    ),
  ),
  mutant('a bulkId stays what it is', 'RFC7644-3.7-28 RFC7644-3.7.2-02', () =>
    amend(on('POST', /^\/Bulk/), ({ body }) => {
      for (const { data } of items(body?.Operations)) {
        for (const member of items(part(data).members)) {
          member.value = String(member.value).replace(/^bulkId:/, 'bulk-')
        }
      }
    }),
  ),
  mutant('a bulk is done as a whole or not at all', 'RFC7644-3.7-23', () =>
    tell(on('POST', /^\/Bulk/), async (answer, passing) => {
      const done = items(answer.body?.Operations)
      if (!done.some(({ status }) => Number(status) >= 400)) return answer
      for (const { method, location } of done) {
        const id = String(location).split('/').at(-1)
        if (method === 'POST') await passing.call('DELETE', `/Users/${id}`)
      }
      return answer
    }),
  ),
  mutant('a schema lists what is not kept', 'RFC7643-7-34', () =>
    tellEach(on('GET', /^\/Schemas/), (one) =>
      String(one.id).endsWith(':core:2.0:User')
        ? { ...one, attributes: [...items(one.attributes), SHOE_SIZE] }
        : one,
    ),
  ),
  mutant('a schema says that active is a text', 'RFC7643-8.7.1-11', () =>
    tellEach(on('GET', /^\/Schemas/), (one) => ({
      ...one,
      attributes: items(one.attributes).map((attribute) =>
        attribute.name === 'active' ? { ...attribute, type: 'string' } : attribute,
      ),
    })),
  ),
]

const SHOE_SIZE = {
  name: 'shoeSize',
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  description: 'Of the left foot.',
}
