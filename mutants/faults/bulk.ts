import {
  amend,
  error,
  GROUP,
  instead,
  items,
  list,
  on,
  restatus,
  tell,
  tellBody,
  tellEach,
  USER,
  USERS,
  without,
} from '../alter.ts'
import { mutant } from '../mutant.ts'

const RESOURCES = on('GET POST PUT PATCH', /^\/(Users|Groups)/)
const BULK = on('POST', /^\/Bulk/)
const results = (change: (one: Record<string, unknown>) => Record<string, unknown>) =>
  tellBody(BULK, (body) =>
    Array.isArray(body.Operations)
      ? { ...body, Operations: items(body.Operations).map(change) }
      : body,
  )

export const BULK_FAULTS = [
  mutant('a bulk answer without its schema', 'RFC7644-3.2-11 RFC7644-3.7-03 RFC7644-3.7-21', () =>
    tellBody(BULK, (body) => (body.Operations ? { ...body, schemas: [] } : body)),
  ),
  mutant('a bulk answer is a 201', 'RFC7644-3.2-11 RFC7644-3.7-03 RFC7644-3.7-21', () =>
    restatus(BULK, 200, 201),
  ),
  mutant('a bulk request needs no schema', 'RFC7644-3.7-02 RFC7644-3.7-A05', () =>
    amend(BULK, ({ body }) => {
      if (body) body.schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
    }),
  ),
  mutant('bulk answers have no method', 'RFC7644-3.7-08', () =>
    results((one) => without(one, 'method')),
  ),
  mutant('bulk answers have no location', 'RFC7644-3.7-16 RFC7644-3.7.3-02', () =>
    results((one) => without(one, 'location')),
  ),
  mutant('bulk answers have no bulkId', 'RFC7644-3.7-26', () =>
    results((one) => without(one, 'bulkId')),
  ),
  mutant(
    'an operation that fails does not say why',
    'RFC7644-3.7-17 RFC7644-3.7-20 RFC7644-3.7.3-04',
    () => results((one) => without(one, 'response')),
  ),
  mutant('every operation of a bulk is a 200', 'RFC7644-3.7.3-03', () =>
    results((one) => ({ ...one, status: '200' })),
  ),
  mutant('a bulk stops at the first failure', 'RFC7644-3.7-23', () =>
    amend(BULK, ({ body }) => {
      if (body) body.failOnErrors = 1
    }),
  ),
  mutant('failOnErrors is repeated', 'RFC7644-3.7-05', () =>
    tellBody(BULK, (body) => (body.Operations ? { ...body, failOnErrors: 1 } : body)),
  ),
  mutant(
    'a bulk does its first operation only',
    'RFC7644-3.7-19 RFC7644-3.7.3-01 RFC7644-3.7-29',
    () =>
      amend(BULK, ({ body }) => {
        if (body) body.Operations = items(body.Operations).slice(0, 1)
      }),
  ),
  mutant('too many operations are done all the same', 'RFC7644-3.7.4-03', () =>
    tell(BULK, (answer) => (answer.status === 413 ? { ...list([]), status: 200 } : answer)),
  ),
  mutant('too many operations are a 400', 'RFC7644-3.7.4-03', () => restatus(BULK, 413, 400)),
  mutant('a bulk that is too large is a 500', 'RFC7644-3.7.4-03 RFC7644-3.7.4-04', () =>
    restatus(BULK, 413, 500),
  ),
]

export const CLIENT_FAULTS = [
  mutant('active comes back as a text', 'OKTA-1.4-01', () =>
    tellEach(RESOURCES, (one) => ('active' in one ? { ...one, active: String(one.active) } : one)),
  ),
  mutant('who is deactivated stays so', 'OKTA-1.5-01', () => {
    const off = new Set<string>()
    return tellEach(on('GET PUT PATCH', /^\/Users/), (one) => {
      if (one.active === false) off.add(String(one.id))
      return off.has(String(one.id)) ? { ...one, active: false } : one
    })
  }),
  mutant('who is deactivated is deleted', 'OKTA-1.4-06 ENTRA-2-10', () =>
    tell(on('PUT PATCH', USER), async (answer, passing) => {
      if (answer.body?.active === false) await passing.call('DELETE', passing.path)
      return answer
    }),
  ),
  mutant('a text for a Boolean is refused', 'ENTRA-2-04', () =>
    instead(
      (passing) => on('PATCH', USER)(passing) && /"(True|False|true|false)"/.test(passing.text),
      error(400, 'invalidValue'),
    ),
  ),
  mutant('the manager cannot be set', 'ENTRA-2-08', () =>
    instead(
      (passing) => on('PATCH', USER)(passing) && /manager/.test(passing.text),
      error(400, 'invalidPath'),
    ),
  ),
  mutant('the userName cannot change', 'ENTRA-2-09', () =>
    instead(
      (passing) => on('PATCH', USER)(passing) && /"userName"/.test(passing.text),
      error(400, 'mutability'),
    ),
  ),
  mutant('two Users of the connection test are refused', 'OKTA-1.1-01', () =>
    instead((passing) => /count=2(&|$)/.test(passing.path) && USERS.test(passing.path), error(400)),
  ),
  mutant('Entra ID finds nobody by its externalId', 'ENTRA-1-02', () =>
    instead((passing) => /filter=externalId/i.test(passing.path), list([])),
  ),
  mutant('the connection test of Entra ID is a 404', 'ENTRA-1-01', () =>
    tell(on('GET', USERS), (answer) => (answer.body?.totalResults === 0 ? error(404) : answer)),
  ),
  mutant('members at once are a 500', 'ENTRA-3-06', () => {
    let busy = 0
    return {
      ask: async (passing) => {
        if (!on('PATCH', GROUP)(passing)) return undefined
        busy += 1
        await new Promise((resolve) => setTimeout(resolve, 20))
        const answer = busy > 1 ? error(500) : undefined
        busy -= 1
        return answer
      },
    }
  }),
]
