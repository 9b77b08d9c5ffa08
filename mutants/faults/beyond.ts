import {
  ANY,
  amend,
  error,
  filterOf,
  GROUP,
  GROUPS,
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
} from '../alter.ts'
import type { Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const CONFIG = on('GET', /^\/ServiceProviderConfig/)
const WRITE = on('POST PUT', /^\/Users/)
const sends = (pattern: RegExp) => (passing: Passing) =>
  WRITE(passing) && pattern.test(passing.text)

/** Credentials, and what nobody in their right mind would send. */
export const BEYOND_FAULTS = [
  mutant('the name of a scheme minds its letter case', 'RFC7644-2-13', () =>
    instead((passing) => /^(bearer|BEARER) /.test(passing.authorization ?? ''), error(401)),
  ),
  mutant('a token in the URL will do', 'RFC7644-2-14', () =>
    amend(
      (passing) => queryOf(passing).has('access_token'),
      (passing) => {
        passing.authorization = `Bearer ${queryOf(passing).get('access_token')}`
      },
    ),
  ),
  mutant('the configuration lists passwords alone', 'RFC7643-5-25', () =>
    tellBody(CONFIG, (body) => ({
      ...body,
      authenticationSchemes: [{ type: 'httpbasic', name: 'HTTP Basic', description: 'A password' }],
    })),
  ),
  mutant('the configuration says that it is a user', 'RFC7643-5-26', () =>
    tellBody(CONFIG, (body) => ({
      ...body,
      meta: { ...part(body.meta), resourceType: 'User' },
    })),
  ),
  mutant('a refusal shows the headers of the request', 'RFC7644-2-15', () =>
    tellBody(on('GET POST PUT PATCH DELETE', ANY), (body, passing) =>
      body.status === '404' ? { ...body, request: passing.authorization } : body,
    ),
  ),
  mutant('a text is cut at the width of its column', 'RFC7643-2.3.1-04', () =>
    amend(WRITE, ({ body }) => {
      if (typeof body?.displayName === 'string') body.displayName = body.displayName.slice(0, 255)
    }),
  ),
  mutant('a deep body is a 500', 'RFC7644-3.12-33', () => instead(sends(/\[{500}/), error(500))),
  mutant('half a letter is a 500', 'RFC7644-3.12-33', () => instead(sends(/\\ud800/), error(500))),
  mutant('a filter of many brackets is a 500', 'RFC7644-3.12-33', () =>
    instead((passing) => filterOf(passing).includes('(((('), error(500)),
  ),
  mutant('a long filter is a 500', 'RFC7644-3.12-33', () =>
    instead((passing) => filterOf(passing).length > 4000, error(500)),
  ),
  mutant('who asks to be admin is', 'RFC7644-3.3-18', () =>
    amend(on('POST', USERS), ({ body }) => {
      if (body?.role !== undefined) body.roles = [{ value: body.role }]
    }),
  ),
  mutant('a line break in a name ends a header', 'RFC7644-3.3-19', () =>
    tell(sends(/X-Injected/), (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'x-injected': 'yes' },
    })),
  ),
  mutant('an unknown attribute is echoed and lost', 'RFC7644-3.3-A01', () => ({
    ...tellBody(on('POST', USERS), (body, { body: sent }) =>
      body.id && sent?.scimulateUnknown ? { ...sent, ...body } : body,
    ),
  })),
  mutant('a schema that nobody knows is taken over', 'RFC7643-3-A02 RFC7643-3-04', () =>
    tellBody(on('POST', USERS), (body, { body: sent }) =>
      body.id && JSON.stringify(sent?.schemas).includes('unknown')
        ? { ...body, schemas: sent?.schemas }
        : body,
    ),
  ),
  mutant('without versions a precondition is a 500', 'RFC7644-3.14-A02', () => ({
    ...instead((passing) => passing.headers['if-match'] === '"scimulate"', error(500)),
    ...tellBody(CONFIG, (body) => ({ ...body, etag: { supported: false } })),
  })),
  mutant('an empty text is a 500', 'RFC7643-2.5-A02', () => instead(sends(/:""/), error(500))),
  mutant('attributes and excludedAttributes together are a 500', 'RFC7644-3.9-A01', () =>
    instead(
      (passing) => queryOf(passing).has('attributes') && queryOf(passing).has('excludedAttributes'),
      error(500),
    ),
  ),
  mutant('who asks for an unknown attribute gets all', 'RFC7644-3.9-A02', () =>
    query(
      (passing) => /noSuch|no:such/.test(queryOf(passing).get('attributes') ?? ''),
      (one) => one.delete('attributes'),
    ),
  ),
  mutant('an unknown name in a filter finds everybody', 'RFC7644-3.4.2.2-03', () =>
    query(
      (passing) => /^(noSuch|constructor)/.test(filterOf(passing)),
      (one) => one.delete('filter'),
    ),
  ),
  mutant('null in a filter finds what has a value', 'RFC7644-3.4.2.2-A03', () =>
    query(
      (passing) => / eq null/.test(filterOf(passing)),
      (one) => one.set('filter', String(one.get('filter')).replace(' eq null', ' pr')),
    ),
  ),
  mutant('a value of another type finds the user', 'RFC7644-3.4.2.2-A08', () =>
    query(
      (passing) => / and \w+ eq ("x"|5)$/.test(filterOf(passing)),
      (one) => one.set('filter', String(one.get('filter')).replace(/ and .*/, '')),
    ),
  ),
  mutant('what has no value is neither equal nor different', 'RFC7644-3.4.2.2-A02', () =>
    instead((passing) => / ne /.test(filterOf(passing)), list([])),
  ),
  mutant('groups are not filtered by who is in them', 'RFC7644-3.4.2.2-03', () =>
    query(
      (passing) => GROUPS.test(passing.path) && /members/.test(filterOf(passing)),
      (one) => one.delete('filter'),
    ),
  ),
  mutant('a count beyond reason is a 500', 'RFC7644-3.4.2.4-A04', () =>
    instead((passing) => Number(queryOf(passing).get('count')) > 10_000, error(500)),
  ),
  mutant('a start beyond the end is a 404', 'RFC7644-3.4.2.4-A02', () =>
    tell(on('GET', LISTS), (answer, passing) =>
      Number(queryOf(passing).get('startIndex')) > Number(answer.body?.totalResults) &&
      answer.body?.totalResults !== 0
        ? error(404)
        : answer,
    ),
  ),
  mutant('beyond the end comes the last page again', 'RFC7644-3.4.2.4-A02', () =>
    tell(on('GET', LISTS), (answer, passing) => {
      const total = Number(answer.body?.totalResults)
      const beyond = Number(queryOf(passing).get('startIndex')) > total && total > 0
      return beyond
        ? passing.call('GET', passing.path.replace(/startIndex=\d+/, `startIndex=${total}`))
        : answer
    }),
  ),
  mutant("a group's externalId does not mind its letter case", 'RFC7643-3.1-15', () =>
    instead(
      (passing) => GROUPS.test(passing.path) && /^externalId eq/.test(filterOf(passing)),
      async (passing) => {
        const wanted = /"(.*)"/.exec(filterOf(passing))?.[1]?.toLowerCase()
        const { body } = await passing.call('GET', '/Groups?count=1000')
        return list(
          items(body?.Resources).filter((one) => String(one.externalId).toLowerCase() === wanted),
        )
      },
    ),
  ),
  mutant('a rename with an id is refused', 'OKTA-1.9-10', () =>
    instead(
      (passing) => on('PATCH', GROUP)(passing) && /"value":\{"id"/.test(passing.text),
      error(400, 'mutability'),
    ),
  ),
  mutant('a group under its own name is a conflict', 'OKTA-1.9-12', () =>
    instead(on('PUT', GROUP), async (passing) => {
      const { body } = await passing.call('GET', passing.path)
      return body?.displayName === passing.body?.displayName ? error(409, 'uniqueness') : undefined
    }),
  ),
  mutant('an emptied group keeps its members', 'OKTA-1.9-07 RFC7644-3.5.2.3-A01', () =>
    amend(on('PUT PATCH', GROUP), async (passing) => {
      if (passing.method === 'PATCH') {
        const kept = items(passing.body?.Operations).filter(
          ({ value }) => !(Array.isArray(value) && value.length === 0),
        )
        if (passing.body) passing.body.Operations = kept
      } else if (passing.body && items(passing.body.members).length === 0) {
        passing.body.members = (await passing.call('GET', passing.path)).body?.members ?? []
      }
    }),
  ),
  mutant('a login page in place of a refusal', 'RFC7644-2-12', () =>
    tell(on('GET POST PUT PATCH DELETE', ANY), (answer) =>
      answer.status === 401
        ? { status: 302, headers: { location: '/login', 'content-type': 'text/html' } }
        : answer,
    ),
  ),
  mutant('fields of the database are shown', 'RFC7643-3-11', () =>
    tellEach(on('GET POST PUT PATCH', ONE), (one) => ({ ...one, _id: String(one.id), __v: 0 })),
  ),
  mutant('values have ids of the database', 'RFC7643-3-11', () =>
    tellEach(on('GET', USER), (one) =>
      one.emails
        ? { ...one, emails: items(one.emails).map((value, i) => ({ ...value, rowId: i })) }
        : one,
    ),
  ),
]
