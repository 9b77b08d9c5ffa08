import {
  amend,
  ENTERPRISE,
  error,
  GROUPS,
  instead,
  items,
  on,
  part,
  restatus,
  tell,
  tellBody,
  USER,
} from '../alter.ts'
import type { Alteration, Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const BULK = on('POST', /^\/Bulk/)
const RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'
const NOTHING_DONE = { status: 200, body: { schemas: [RESPONSE], Operations: [] } }

/** Changes each operation of a bulk request. */
function jobs(change: (one: Json, at: number) => unknown): Alteration {
  return amend(BULK, ({ body }) => {
    for (const [at, one] of items(body?.Operations).entries()) change(one, at)
  })
}

const bulkIds = (body: Json | undefined) =>
  new Set(items(body?.Operations).map(({ bulkId }) => `bulkId:${String(bulkId)}`))
const references = (one: Json) => items(part(one.data).members).map(({ value }) => String(value))

/** Two operations whose members are each other. */
function isCircle({ body }: Passing): boolean {
  const all = items(body?.Operations)
  const refersTo = (one: Json, other: Json) =>
    references(one).includes(`bulkId:${String(other.bulkId)}`)
  return all.some((one) => all.some((other) => refersTo(one, other) && refersTo(other, one)))
}

export const BULK_JOB_FAULTS = [
  mutant('a bulk request without operations is done', 'RFC7644-3.7-06', () =>
    instead((passing) => BULK(passing) && passing.body?.Operations === undefined, NOTHING_DONE),
  ),
  mutant('an operation without a method is a POST', 'RFC7644-3.7-07', () =>
    jobs((one) => {
      if (one.method === undefined || one.method === 'GET') one.method = 'POST'
    }),
  ),
  mutant('an operation without a path is about users', 'RFC7644-3.7-12', () =>
    jobs((one) => {
      one.path ??= '/Users'
    }),
  ),
  mutant('a create without data makes somebody up', 'RFC7644-3.7-15', () =>
    jobs((one, at) => {
      const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
      if (one.method === 'POST') one.data ??= { schemas, userName: `made.up.${at}@example.com` }
    }),
  ),
  mutant('a create in bulk needs no bulkId', 'RFC7644-3.7-09', () =>
    jobs((one, at) => {
      if (one.method === 'POST') one.bulkId ??= `made-up-${at}`
    }),
  ),
  mutant('a bulkId may stand for two operations', 'RFC7644-3.7-10', () =>
    amend(BULK, ({ body }) => {
      const known = new Set<unknown>()
      for (const one of items(body?.Operations)) {
        if (known.has(one.bulkId)) one.bulkId = `${String(one.bulkId)}-again`
        known.add(one.bulkId)
      }
    }),
  ),
  mutant('a create may name a resource', 'RFC7644-3.7-13', () =>
    jobs((one) => {
      if (one.method === 'POST') one.path = String(one.path).replace(/^(\/\w+)\/.*/, '$1')
    }),
  ),
  mutant('a replace may name an endpoint', 'RFC7644-3.7-14', () =>
    jobs((one, at) => {
      if (one.method !== 'PUT' || !/^\/\w+$/.test(String(one.path))) return
      one.method = 'POST'
      one.bulkId = `replace-${at}`
    }),
  ),
  mutant('a bulk request that cannot be read is done', 'RFC7644-3.7-22', () =>
    instead((passing) => BULK(passing) && passing.body === undefined, NOTHING_DONE),
  ),
  mutant('references in a circle are a 400', 'RFC7644-3.7.1-01', () =>
    instead((passing) => BULK(passing) && isCircle(passing), error(400, 'invalidValue')),
  ),
  mutant('references in extensions are left as they are', 'RFC7644-3.7.2-03', () =>
    jobs((one) => {
      const extension = part(part(one.data)[ENTERPRISE])
      const manager = part(extension.manager)
      if (!String(manager.value).startsWith('bulkId:')) return
      const left = { ...manager, value: `~${String(manager.value)}` }
      one.data = { ...part(one.data), [ENTERPRISE]: { ...extension, manager: left } }
    }),
  ),
  mutant('a reference to nothing is left out', 'RFC7644-3.7.2-04', () =>
    amend(BULK, ({ body }) => {
      const known = bulkIds(body)
      for (const one of items(body?.Operations)) {
        const data = part(one.data)
        if (!Array.isArray(data.members)) continue
        const isKnown = ({ value }: Json) =>
          !String(value).startsWith('bulkId:') || known.has(String(value))
        one.data = { ...data, members: items(data.members).filter(isKnown) }
      }
    }),
  ),
  mutant('what is too large is not told its limit', 'RFC7644-3.7.4-05', () =>
    tellBody(BULK, (body) => (body.status === '413' ? { ...body, detail: 'No.' } : body)),
  ),
  mutant('a bulk request that is too large is a 400', 'RFC7644-3.12-17', () =>
    restatus(BULK, 413, 400),
  ),
]

export const HTTP_FAULTS = [
  mutant('without a credential a request is a 400', 'RFC7644-2-11', () =>
    restatus(({ authorization }) => authorization === undefined, 401, 400),
  ),
  mutant('application/json cannot be asked for', 'RFC7644-3.8-08', () =>
    instead(({ headers }) => headers.accept === 'application/json', error(406)),
  ),
  mutant('answers say that they are Latin-1', 'RFC7644-3.8-02', () =>
    tell(on('GET POST PUT PATCH', /^\/Users/), (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'content-type': 'application/scim+json; charset=iso-8859-1' },
    })),
  ),
  mutant('a body without a charset is read as Latin-1', 'RFC7644-3.8-03', () =>
    amend(
      ({ headers }) => !/charset/i.test(headers['content-type'] ?? ''),
      (passing) => {
        const text = Buffer.from(JSON.stringify(passing.body ?? null)).toString('latin1')
        const body = JSON.parse(text) as Json | null
        if (body) passing.body = body
      },
    ),
  ),
  mutant('groups are not at /Groups', 'RFC7644-3.2-04', () =>
    instead(on('GET', GROUPS), error(404)),
  ),
  mutant('quoted letters in a query stay quoted', 'RFC7644-1.2-01', () =>
    instead(({ path }) => /%(6|7)\d/i.test(path), error(400, 'invalidFilter')),
  ),
  mutant('a value that does not fit is a matter of uniqueness', 'RFC7644-3.12-27', () =>
    tellBody(on('POST PUT PATCH', /^\/Users/), (body) =>
      body.scimType === 'invalidValue' ? { ...body, scimType: 'uniqueness' } : body,
    ),
  ),
  mutant('a duplicate is a 400', 'RFC7644-3.12-15', () =>
    restatus(on('POST', /^\/Users/), 409, 400),
  ),
  mutant('a name that is taken by a change is an invalid value', 'RFC7644-3.12-22', () =>
    tellBody(on('PUT PATCH', USER), (body) =>
      body.scimType === 'uniqueness' ? { ...body, scimType: 'invalidValue' } : body,
    ),
  ),
]
