import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeThroughout } from '../../../steps/support/throughout/judge.ts'
import { featureFiles, rulesOf } from '../../architecture/feature-files.ts'
import { DOCUMENT_FAULTS } from './document-faults.ts'
import { TENANT } from './documents.ts'
import { BASE, goodRun, group, list, meta, refusal, type Said, said, USER, user } from './heard.ts'

const created = (body: unknown, headers: Said['headers'] = {}): Said => ({
  request: 'POST /Users',
  status: 201,
  headers: { location: `${BASE}/Users/ada`, ...headers },
  body,
})
const refused = (body: unknown, status = 404): Said => ({
  request: 'GET /Users/nobody',
  status,
  body,
})
const listed = (...resources: unknown[]): Said => ({ request: 'GET /Users', body: list(resources) })
const tenant = (data: unknown) => user({ schemas: [USER, TENANT], [TENANT]: data })

/** For each requirement one or more answers that break it. */
const FAULTS: Readonly<Record<string, readonly Said[]>> = {
  ...DOCUMENT_FAULTS,
  'OKTA-2.3-02': [{ body: user(), ms: 60_000 }],
  'OKTA-2.5-06': [
    refused(refusal(404, { detail: undefined })),
    refused(refusal(404, { detail: ' ' })),
    refused('<p>no'),
  ],
  'RFC7644-2-15': [{ body: user(), echoes: true }],
  'RFC7644-3.1-09': [
    { body: user({ displayName: 'Somebody else' }) },
    listed(user({ name: { givenName: 'Nobody' } })),
    { body: user(meta({ version: 'W/"2"' })) },
  ],
  'RFC7643-3-11': [{ body: user({ _id: 'ada' }) }],
  'RFC7644-3.2-15': [{ body: refusal(404) }],
  'RFC7644-3.2-16': [refused(undefined), refused({ message: 'no' })],
  'RFC7644-3.12-01': [refused(undefined), refused('<p>no'), refused('[]')],
  'RFC7644-3.12-02': [refused({ ...refusal(404), schemas: [] })],
  'RFC7644-3.12-03': [refused(refusal(400)), refused({ ...refusal(404), status: undefined })],
  'RFC7644-3.12-04': [refused({ ...refusal(404), status: 404 })],
  'RFC7644-3.12-31': [refused(refusal(400, { scimType: 'badValue' }), 400)],
  'RFC7644-3.12-32': [refused(refusal(500), 500), refused(undefined, 503)],
  'RFC7644-3.1-01': [{ headers: { 'content-type': 'application/json' }, body: user() }],
  'RFC7644-8.1-01': [{ headers: { 'content-type': undefined }, body: user() }],
  'RFC7644-3.1-02': [{ body: '[]' }, { body: user({ schemas: USER }) }],
  'RFC7643-2.1-02': [{ body: user({ schemas: undefined }) }, listed(user({ schemas: null }))],
  'RFC7643-3-01': [listed(user({ schemas: undefined })), refused({ status: '404' })],
  'RFC7643-3-02': [{ body: user({ schemas: [USER, 'user'] }) }],
  'RFC7643-3-03': [{ body: user({ schemas: [] }) }],
  'RFC7643-3-05': [{ body: user({ schemas: [USER, USER] }) }],
  'RFC7644-3.1-03': [refused({ ...refusal(404), schemas: ['urn:example:Error'] })],
  'RFC7644-8.2-01': [
    {
      request: 'GET /Users',
      body: { ...list([]), schemas: ['urn:ietf:params:scim:api:messages:2.0:List'] },
    },
  ],
  'RFC7644-3.4.2-05': [{ request: 'GET /Users', body: list([], { totalResults: '0' }) }],
  'RFC7644-3.4.2-07': [{ request: 'GET /Users', body: list([], { totalResults: 3 }) }],
  'RFC7643-2.3.4-01': [
    { request: 'GET /Users', body: JSON.stringify(list([])).replace('":0', '":0.0') },
  ],
  'RFC7643-1.1-01': [
    { request: 'GET /Schemas/x', body: { ...user(), attributes: [{ mutability: '"readOnly"' }] } },
  ],
  'RFC7643-10.2.1-01': [{ body: user({ schemas: [USER, 'urn:ietf:params:scim:core:User'] }) }],
  'RFC9865-2-02': [{ request: 'GET /Users?cursor', body: list([], { nextCursor: 'a b' }) }],
  'RFC7643-3-07': [{ body: user({ meta: undefined }) }],
  'RFC7643-3.1-01': [listed(user({ meta: undefined }))],
  'RFC7643-3.1-04': [{ body: user({ id: '' }) }, { body: user({ id: 7 }) }],
  'RFC7644-3.4.2-11': [listed(user({ id: undefined }))],
  'RFC7643-3-04': [{ body: user({ schemas: [USER, 'urn:example:Other'] }) }],
  'RFC7643-3-10': [{ body: user({ [TENANT]: { plan: 1 } }) }],
  'RFC7643-3.3-06': [{ body: tenant(['plan']) }],
  'RFC7643-3.3-02': [{ body: user({ schemas: [TENANT] }) }],
  'RFC7643-4.1-01': [{ body: user({ schemas: [TENANT] }) }],
  'RFC7643-4.2-01': [{ request: 'GET /Groups/g', body: group({ schemas: [USER] }) }],
  'RFC7643-4.1.1-01': [{ body: user({ userName: '' }) }, { body: user({ userName: undefined }) }],
  'RFC7643-4.1.1-17': [{ body: user({ password: '***' }) }, listed(user({ PassWord: 'x' }))],
  'RFC7643-7-29': [
    { request: 'GET /Users/ada?attributes=password', body: user({ password: '***' }) },
  ],
  'RFC7643-7-32': [{ body: user({ password: '***' }) }],
  'RFC7643-6-13': [{ body: user() }],
  'RFC7643-7-01': [{ body: user({ schemas: [USER, 'urn:example:Other'] }) }],
  'RFC7643-5-14': [listed(user(), user({ id: 'b' }), user({ id: 'c' }))],
  'RFC7643-3.1-05': [
    listed(user(), user()),
    { request: 'GET /Groups/ada', body: group({ id: 'ada' }) },
  ],
  'RFC7643-3.1-06': [created(user({ userName: 'grace@example.com' }))],
  'RFC7643-3.1-08': [{ body: user({ id: 'bulkId:1' }) }],
  'RFC7643-3.1-21': [{ body: user(meta({ resourceType: 'Person' })) }],
  'RFC7643-3.1-22': [
    { body: user(meta({ created: '2026-02-01T12:00:00Z' })) },
    created(user({ id: 'b', ...meta({ created: '1990-01-01T00:00:00Z' }) })),
    { body: user(meta({ created: 'yesterday' })) },
  ],
  'RFC7643-3.1-23': [created(user(meta({ lastModified: '2026-01-31T12:00:09Z' })))],
  'RFC7643-3.1-24': [{ body: user(meta({ lastModified: '2026-01-30T12:00:00Z' })) }],
  'RFC7643-3.1-25': [{ body: user(meta({ location: `${BASE}/Users/b` })) }],
  'RFC7643-3.1-26': [{ headers: { 'content-location': `${BASE}/Users/b` }, body: user() }],
  'RFC7644-3.3-09': [created(user(), { location: undefined })],
  'RFC7644-3.3-10': [created(user(), { location: `${BASE}/Users/b` })],
  'RFC7643-3.1-27': [{ headers: { etag: 'W/"2"' }, body: user() }],
  'RFC7644-3.14-04': [{ headers: { etag: '"1"' }, body: user() }],
  'RFC7643-3.1-30': [{ body: user(meta({ version: '1' })) }],
  'RFC7644-3.14-02': [{ headers: { etag: '1' }, body: user() }, { body: user() }],
  'RFC7644-3.14-03': [{ body: user(meta({ version: undefined })) }],
  'RFC7643-2.3.2-01': [
    { body: user({ active: 'true' }) },
    { body: user({ emails: [{ value: 'a@example.com', primary: 'True' }] }) },
  ],
  'RFC7643-2.3.3-01': [{ body: tenant({ plan: '1.5' }) }],
  'RFC7643-2.3.5-01': [
    { body: user(meta({ created: '2026-02-30T12:00:00Z' })) },
    { body: user(meta({ created: 1769860800 })) },
    { body: user(meta({ created: '2026-01-31 12:00:00Z' })) },
  ],
  'RFC7643-2.3.5-02': [{ body: user(meta({ created: '2026-01-31' })) }],
  'RFC7643-2.3.6-01': [{ body: tenant({ proof: 'no base64!' }) }],
  'RFC7643-2.3.7-01': [{ body: tenant({ page: 'not a uri' }) }],
  'RFC7643-2.4-01': [{ body: user({ emails: { value: 'a@example.com' } }) }],
  'RFC7643-2.4-02': [{ body: user({ emails: ['a@example.com'] }) }],
  'RFC7643-2.4-04': [
    {
      body: user({
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      }),
    },
  ],
  'RFC7643-2.4-11': [
    {
      body: user({
        emails: [
          { value: 'a', type: 'work' },
          { value: 'a', type: 'work' },
        ],
      }),
    },
  ],
}

const judged = (more: readonly Said[] = []) =>
  judgeThroughout([...goodRun(), ...more.map(said)], [BASE])

test('a good run shows no fault, and something of every requirement', () => {
  const faulty = Object.entries(judged()).filter(([, { faults }]) => faults > 0)
  assert.deepEqual(faulty, [])
  const unseen = Object.entries(judged()).filter(([, { looks }]) => looks === 0)
  assert.deepEqual(unseen, [])
})

test('each check has a Rule, and each Rule a check that is seen to bite', () => {
  const rules = featureFiles()
    .filter(({ name }) => name.includes('throughout/'))
    .flatMap(({ document }) => rulesOf(document).flatMap(({ tags }) => tags))
    .flatMap(({ name }) => (/^@(RFC|OKTA)/.test(name) ? [name.slice(1)] : []))
  assert.deepEqual(rules.sort(), Object.keys(judged()).sort())
  assert.deepEqual(Object.keys(FAULTS).sort(), rules)
})

for (const [id, faults] of Object.entries(FAULTS)) {
  test(`${id} bites`, () => {
    for (const fault of faults) {
      const { faults: found, samples } = judged([fault])[id] ?? { faults: 0, samples: [] }
      assert.equal(found, 1, JSON.stringify(fault.body ?? fault))
      assert.match(samples[0] ?? '', /^#\d+ [A-Z]+ \//)
    }
  })
}

test('a schema is named in what it lacks', () => {
  const { samples } = judged(DOCUMENT_FAULTS['RFC7643-8.7.2-04'])['RFC7643-8.7.2-04'] ?? {}
  assert.match(samples?.[0] ?? '', /urn:example:Own/)
})
