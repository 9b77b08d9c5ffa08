import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Exchange } from '../../../steps/support/recorder/exchange.ts'
import { judgeThroughout } from '../../../steps/support/throughout/judge.ts'
import { attribute, schema, TENANT } from './documents.ts'
import { BASE, goodRun, list, meta, refusal, type Said, said, USER, user } from './heard.ts'

const whole = (more: Record<string, unknown> = {}) =>
  user({ schemas: [USER, TENANT], [TENANT]: { plan: 1 }, ...more })

/** Answers that a good server may give. */
const LEGAL: Readonly<Record<string, Said>> = {
  'application/json for who asked for it': {
    accept: 'application/json',
    headers: { 'content-type': 'application/json', etag: 'W/"1"' },
    body: whole(),
  },
  'null for what has no value': {
    headers: { etag: 'W/"1"' },
    body: whole({ active: null, emails: null }),
  },
  'a relative location': {
    headers: { etag: 'W/"1"' },
    body: whole(meta({ location: 'Users/ada' })),
  },
  'a cursor page without a total': {
    request: 'GET /Users?cursor=abc',
    body: { ...list([]), totalResults: undefined },
  },
  'a page beyond the end': {
    request: 'GET /Users?startIndex=9',
    body: list([], { totalResults: 3 }),
  },
  'a page of none': { request: 'GET /Users?count=0', body: list([], { totalResults: 3 }) },
  'chosen attributes without schemas and meta': {
    request: 'GET /Users/ada?attributes=userName',
    headers: { etag: 'W/"1"' },
    body: { id: 'ada', userName: 'ada@example.com' },
  },
  'no schemas for who filters them': {
    request: 'GET /Schemas?filter=id%20eq%20%22none%22',
    body: { ...list([]), Resources: undefined },
  },
  'no resource types for who filters them': {
    request: 'GET /ResourceTypes?filter=id%20eq%20%22none%22',
    body: { ...list([]), Resources: undefined },
  },
  'endpoints that the standard names itself': {
    request: 'GET /ResourceTypes/ServiceProviderConfig',
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
      id: 'ServiceProviderConfig',
      name: 'ServiceProviderConfig',
      endpoint: '/ServiceProviderConfig',
      schema: USER,
      meta: { resourceType: 'ResourceType' },
    },
  },
  'a strong entity tag': {
    headers: { etag: '"1"' },
    body: whole(meta({ version: '"1"' })),
  },
  'a gateway that asks to wait': { request: 'GET /Users', status: 429, body: 'slow down' },
  'a gateway that is busy': { status: 503, headers: { 'retry-after': '1' }, body: 'busy' },
  'no PATCH': { request: 'PATCH /Users/ada', status: 501, body: refusal(501) },
  'a person whom somebody else made badly': {
    headers: { etag: 'W/"1"' },
    body: user({
      id: 'old',
      ...meta({ location: `${BASE}/Users/old` }),
      schemas: [USER, TENANT],
      [TENANT]: { page: 'not a uri', proof: '!' },
    }),
  },
}

for (const [name, answer] of Object.entries(LEGAL)) {
  test(`${name} is no fault`, () => {
    const seen = judgeThroughout([...goodRun(), said(answer)], [BASE])
    // Each of them is another server's answer: none of them agrees with what was told before.
    const faulty = Object.entries(seen).filter(
      ([id, { faults }]) => faults > 0 && id !== 'RFC7644-3.1-09',
    )
    assert.deepEqual(faulty, [])
  })
}

test('a required extension that requires nothing may have no values; what it requires is there', () => {
  const faults = (plan: Record<string, unknown>, body: Record<string, unknown>) => {
    const tenant = schema(TENANT, [attribute('plan', plan)])
    const run = [...goodRun(), said({ request: `GET /Schemas/${TENANT}`, body: tenant })]
    const seen = judgeThroughout([...run, said({ body: user(body) })], [BASE])
    return seen['RFC7643-6-13']?.faults
  }
  const named = { schemas: [USER, TENANT] }
  assert.equal(faults({}, named), 0)
  assert.equal(faults({}, {}), 1)
  assert.equal(faults({ required: true }, named), 1)
  assert.equal(faults({ required: true }, { ...named, [TENANT]: {} }), 1)
  assert.equal(faults({ required: true }, { ...named, [TENANT]: { Plan: 1 } }), 0)
  assert.equal(faults({ required: true, returned: 'request' }, named), 0)
})

test('a read and a write within one millisecond do not disagree', () => {
  const zoe = (version: string) => ({
    schemas: [USER],
    id: 'zoe',
    userName: 'zoe',
    meta: { resourceType: 'User', version },
  })
  const faults = (...late: Exchange[]) => {
    const made = said({ request: 'POST /Users', status: 201, body: zoe('W/"1"') })
    return judgeThroughout([...goodRun(), made, ...late], [BASE])['RFC7644-3.1-09']?.faults
  }
  const at = '2026-02-01T12:00:00.216Z'
  const read = { ...said({ request: 'GET /Users/zoe', body: zoe('W/"1"') }), at, ms: 0.42 }
  const written = { ...said({ request: 'PUT /Users/zoe', body: zoe('W/"2"') }), at, ms: 0.41 }
  assert.equal(faults(read, written), 0)
  assert.equal(faults(written, read), 1)
})

test('a bulk that ended early, which its status says, is no fault', () => {
  const RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'
  const faults = (request: string, status: number, schema: string, ...Operations: object[]) => {
    const body = { schemas: [schema], Operations }
    const served = said({ request, status: 200, body: { schemas: [RESPONSE], Operations: [] } })
    const seen = judgeThroughout([...goodRun(), served, said({ request, status, body })], [BASE])
    return seen['RFC7644-3.12-03']?.faults
  }
  const failed = { method: 'DELETE', status: '404' }
  assert.equal(faults('POST /Bulk', 412, RESPONSE, failed), 0)
  assert.equal(faults('POST /Bulk', 400, RESPONSE, { ...failed, status: { code: '404' } }), 0)
  assert.equal(faults('POST /Bulk', 400, RESPONSE, { ...failed, status: { code: '204' } }), 1)
  assert.equal(faults('POST /Bulk', 412, 'urn:example:other', failed), 1)
  assert.equal(faults('POST /Bulk', 400, RESPONSE), 1)
  assert.equal(faults('POST /Users', 400, RESPONSE, failed), 1)
})

test('who is made again with the id of somebody deleted is made at another time', () => {
  const times = (at: string) => meta({ created: at, lastModified: at })
  const told = (request: string, status: number, at: string) =>
    said({ request, status, body: user({ id: 'zoe', ...times(at) }) })
  const faults = (...more: Exchange[]) =>
    judgeThroughout(
      [...goodRun(), told('POST /Users', 201, '2026-01-31T12:00:00Z'), ...more],
      [BASE],
    )['RFC7643-3.1-22']?.faults
  const again = told('POST /Users', 201, '2026-01-31T12:00:01Z')
  assert.equal(faults(again, told('GET /Users/zoe', 200, '2026-01-31T12:00:01Z')), 0)
  assert.equal(faults(again, told('GET /Users/zoe', 200, '2026-01-31T12:00:03Z')), 1)
  assert.equal(faults(told('PUT /Users/zoe', 200, '2026-01-31T12:00:01Z')), 1)
})

test('two answers without an id are not taken for one resource', () => {
  const made = (userName: string, at: string) =>
    said({
      request: 'POST /Users',
      status: 201,
      headers: { location: `${BASE}/Users/ada` },
      body: user({ id: undefined, userName, ...meta({ created: at, lastModified: at }) }),
    })
  const seen = judgeThroughout(
    [
      made('ada@example.com', '2026-01-31T12:00:00Z'),
      made('bob@example.com', '2026-01-31T12:00:09Z'),
    ],
    [BASE],
  )
  assert.equal(seen['RFC7643-3.1-22']?.faults, 0)
  assert.equal(seen['RFC7643-3.1-06']?.faults ?? 0, 0)
  assert.equal(seen['RFC7643-3.1-04']?.faults, 2)
})

test('an answer that was played in the target’s place is not judged', () => {
  const wrong = said({ request: 'GET /Users/ada', status: 400, body: { detail: 'no' } })
  const faults = (seen: ReturnType<typeof judgeThroughout>) =>
    Object.values(seen).reduce((sum, one) => sum + one.faults, 0)
  assert.ok(faults(judgeThroughout([...goodRun(), wrong], [BASE])) > 0)
  assert.equal(faults(judgeThroughout([...goodRun(), { ...wrong, played: true }], [BASE])), 0)
})

test('what the catalogue calls doubtful is noted, not judged', () => {
  const odd = user({
    schemas: [USER, TENANT],
    [TENANT]: { plan: 1 },
    ...meta({ created: '2026-01-31T12:00:00', lastModified: '2026-01-31T12:00:00.004' }),
  })
  const answer: Said = {
    request: 'POST /Users',
    status: 201,
    headers: { location: `${BASE}/Users/ada` },
    body: odd,
  }
  const seen = judgeThroughout([said(answer)], [BASE])
  assert.deepEqual(
    Object.values(seen).flatMap(({ observed }) => observed.map(({ requirement }) => requirement)),
    ['RFC7643-3.1-A02', 'RFC7643-2.3.5-A01'],
  )
})
