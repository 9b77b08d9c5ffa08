import {
  ANY,
  amend,
  current,
  error,
  filter,
  filterOf,
  GROUP,
  GROUPS,
  instead,
  items,
  LISTS,
  list,
  on,
  operations,
  part,
  query,
  queryOf,
  restatus,
  tell,
  tellBody,
  tellEach,
  USER,
  USERS,
  without,
} from '../alter.ts'
import type { Alteration, Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const ALL = on('GET POST PUT PATCH DELETE', ANY)
const LOOKUP = on('GET', USERS)
const READ = on('GET', USER)
const CREATE = on('POST', USERS)
const PUT = on('PUT', USER)
const PATCH = on('PATCH', USER)

/** What Okta looks for, and how it reads lists. */
export const OKTA_LOOKUP_FAULTS = [
  mutant('for Okta: nobody is an empty body', 'OKTA-1.1-02 OKTA-1.2-A01', () =>
    tell(LOOKUP, (answer) =>
      answer.body?.totalResults === 0 ? { status: 200, text: '' } : answer,
    ),
  ),
  mutant('for Okta: groups come without an envelope', 'OKTA-1.1-11', () =>
    instead(on('GET', GROUPS), { status: 200, text: '[]' }),
  ),
  mutant('for Okta: a count makes a filter forgotten', 'OKTA-1.2-10', () =>
    query(
      (passing) => LOOKUP(passing) && queryOf(passing).has('count'),
      (one) => one.delete('filter'),
    ),
  ),
  mutant('for Okta: startIndex is a text', 'OKTA-1.2-11', () =>
    tellBody(LOOKUP, (body) =>
      body.startIndex === undefined ? body : { ...body, startIndex: String(body.startIndex) },
    ),
  ),
  mutant('for Okta: a plus in a filter is a blank', 'OKTA-1.2-14', () =>
    filter((text) => text.replace('+', ' ')),
  ),
  mutant('for Okta: a page begins with the last of the one before', 'OKTA-1.8-01', () =>
    query(
      (passing) => LOOKUP(passing) && Number(queryOf(passing).get('startIndex') ?? 1) > 1,
      (one) => one.set('startIndex', String(Number(one.get('startIndex')) - 1)),
    ),
  ),
  mutant('for Okta: itemsPerPage is what was asked for', 'OKTA-1.8-02', () =>
    tellBody(LOOKUP, (body, passing) => ({
      ...body,
      itemsPerPage: Number(queryOf(passing).get('count') ?? body.itemsPerPage),
    })),
  ),
  mutant('for Okta: an Accept-Charset is refused', 'OKTA-2.1-02', () =>
    instead((passing) => passing.headers['accept-charset'] !== undefined, error(406)),
  ),
  mutant('for Okta: upper case in a filter is refused', 'OKTA-4-03', () =>
    instead((passing) => /"[^"a-z]+"$/.test(filterOf(passing)), error(400, 'invalidFilter')),
  ),
  mutant('for Okta: lists are open to everybody', 'OKTA-3-02', () =>
    instead(({ path, authorization }) => LISTS.test(path) && authorization === undefined, list([])),
  ),
  mutant('for Okta: who is refused is told in plain text', 'OKTA-4-04', () =>
    tell(ALL, (answer) => (answer.status === 401 ? { status: 401, text: 'Unauthorized' } : answer)),
  ),
]

/** What Okta creates, and the refusals of it. */
export const OKTA_CREATE_FAULTS = [
  mutant('for Okta: short passwords are refused', 'OKTA-1.2-07', () =>
    instead(CREATE, ({ body }) =>
      String(body?.password ?? '').length === 8 ? error(400, 'invalidValue') : undefined,
    ),
  ),
  mutant('for Okta: the answer to a create is the id alone', 'OKTA-1.2-12', () =>
    tell(CREATE, (answer) =>
      answer.status === 201
        ? { ...answer, body: { schemas: answer.body?.schemas, id: answer.body?.id } }
        : answer,
    ),
  ),
  // OKTA-1.2-13 is inferred, so what breaks it is noted only; the RFC says it, too.
  mutant('for Okta: an externalId is forgotten', 'RFC7643-3.1-15', () =>
    amend(CREATE, ({ body }) => {
      if (body) delete body.externalId
    }),
  ),
  mutant('for Okta: a charset is refused', 'OKTA-2.1-03', () =>
    instead(CREATE, ({ headers }) =>
      /charset/i.test(headers['content-type'] ?? '') ? error(415) : undefined,
    ),
  ),
  mutant('for Okta: last names are not kept', 'OKTA-3-04', () =>
    tellEach(READ, (one) =>
      one.name ? { ...one, name: without(part(one.name), 'familyName') } : one,
    ),
  ),
  mutant('for Okta: the id is the client’s', 'OKTA-3-05', () =>
    tell(CREATE, (answer, { body }) =>
      answer.status === 201 && body?.id
        ? { ...answer, body: { ...answer.body, id: body.id } }
        : answer,
    ),
  ),
  mutant('for Okta: ids of groups speak of bulk', 'OKTA-3-06', () =>
    tellEach(on('GET', GROUP), (one) => ({ ...one, id: `bulkId-${String(one.id)}` })),
  ),
  mutant('for Okta: who is not there is a bad request', 'OKTA-3-07', () =>
    restatus(READ, 404, 400),
  ),
  mutant('for Okta: a taken userName is no SCIM error', 'OKTA-3-08', () =>
    tell(CREATE, (answer) =>
      answer.status === 409 ? { ...answer, body: { error: 'taken' } } : answer,
    ),
  ),
  mutant('for Okta: plain JSON is a bad request', 'OKTA-4-02', () =>
    instead(CREATE, ({ headers }) =>
      headers['content-type'] === 'application/json' ? error(400) : undefined,
    ),
  ),
  mutant('for Okta: errors have no status', 'OKTA-4-A01', () =>
    tellBody(ALL, (body) => (body.status === '404' ? without(body, 'status') : body)),
  ),
  mutant('for Okta: errors do not say what is wrong', 'OKTA-2.5-06', () =>
    tellBody(ALL, (body) => (typeof body.status === 'string' ? { ...body, detail: '' } : body)),
  ),
]

/** What Okta puts back, deactivates and pushes. */
export const OKTA_CHANGE_FAULTS = [
  mutant('for Okta: a replace is answered with what was before', 'OKTA-1.3-05', beforeIt),
  mutant('for Okta: a replace with meta is refused', 'OKTA-1.3-06', () =>
    instead(PUT, ({ body }) => (body?.meta ? error(400, 'mutability') : undefined)),
  ),
  mutant('for Okta: a read shows a password', 'OKTA-1.3-07', () =>
    tellEach(READ, (one) => ({ ...one, password: '********' })),
  ),
  mutant('for Okta: null is refused', 'OKTA-1.3-08', () =>
    instead(PUT, ({ body }) => (body?.title === null ? error(400, 'invalidValue') : undefined)),
  ),
  mutant('for Okta: a userName is for life', 'OKTA-1.3-09', () =>
    instead(PUT, async (passing) =>
      (await current(passing)).userName === passing.body?.userName
        ? undefined
        : error(400, 'mutability'),
    ),
  ),
  mutant('for Okta: a patch is answered with an empty object', 'OKTA-1.4-A01', () =>
    tell(PATCH, (answer) => (answer.status === 200 ? { ...answer, body: {} } : answer)),
  ),
  mutant('for Okta: nobody is reactivated by a patch', 'OKTA-1.5-02', () =>
    operations(USER, (one) =>
      one.path === undefined && part(one.value).active === true
        ? { ...one, value: { active: false } }
        : one,
    ),
  ),
  mutant('for Okta: a user cannot be replaced', 'OKTA-6-01', () => instead(PUT, error(405))),
  // OKTA-6-02 is inferred as well.
  mutant('for Okta: an empty list of groups is taken at its word', 'RFC7643-4.1.2-22', outOfAll),
  mutant('for Okta: a read of a group tells no members', 'OKTA-1.9-09', () =>
    tellEach(on('GET', GROUP), (one) => without(one, 'members')),
  ),
  mutant('for Okta: a group must have an externalId', 'OKTA-1.9-11', () =>
    instead(on('POST', GROUPS), ({ body }) =>
      body?.externalId ? undefined : error(400, 'invalidValue'),
    ),
  ),
  mutant('for Okta: fifty members at a time', 'OKTA-1.9-13', () =>
    instead(on('PATCH', GROUP), ({ body }) =>
      items(body?.Operations).some(({ value }) => items(value).length > 50)
        ? error(400, 'tooMany')
        : undefined,
    ),
  ),
]

/** A replace is done, and told as if it were not. */
function beforeIt(): Alteration {
  const before = new Map<string, Json>()
  return {
    ask: async (passing) => {
      if (PUT(passing)) before.set(passing.path, await current(passing))
      return undefined
    },
    tell: (passing, answer) =>
      PUT(passing) && answer.status === 200
        ? { ...answer, body: before.get(passing.path) }
        : answer,
  }
}

/** Whoever is written with no groups loses those that they are in. */
function outOfAll(): Alteration {
  return amend(PUT, async (passing: Passing) => {
    if (!Array.isArray(passing.body?.groups) || passing.body.groups.length > 0) return
    const { id, groups } = await current(passing)
    for (const { value } of items(groups)) {
      await passing.call('PATCH', `/Groups/${String(value)}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: `members[value eq "${String(id)}"]` }],
      })
    }
  })
}
