import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causesOf } from '../../reports/causes.ts'
import { endpointOf } from '../../reports/endpoint.ts'
import { inTime } from '../../reports/html/facts.ts'
import { budgetsOf, percentile, timesByEndpoint } from '../../reports/timing.ts'
import { entry, exchange, idOf, recordOf } from './fabricated-run.ts'

const failing = (message: string) => ({ type: 'AssertionError', message })
const [A, B, C, D] = [
  'RFC7644-3.3-01',
  'RFC7644-3.3-02',
  'RFC7644-3.3-03',
  'RFC7644-3.3-04',
] as const

test('the same failure of several requirements is one cause, with what it hides below it', () => {
  const record = recordOf(
    [
      { tags: [A], ends: failing('GET /Users/17: expected 200, got "ada@example.com"') },
      { tags: [B], ends: failing('GET /Users/99: expected 200, got "grace@example.com"') },
      { tags: [C], ends: failing('something else') },
      { tags: [D], ends: { type: 'Blocked', message: `${A}: no user` } },
    ],
    {
      catalogue: [A, B, C, D].map((id) => entry(id)),
      exchanges: [0, 1, 2].map((i) => exchange(i + 1, { scenario: idOf(i) })),
    },
  )
  const causes = causesOf(record)
  assert.equal(causes.length, 2)
  assert.deepEqual(
    causes[0]?.requirements.map(({ id }) => id),
    [A, B],
  )
  assert.deepEqual(
    causes[0]?.knockOns.map(({ id }) => id),
    [D],
  )
  assert.equal(causes[0]?.evidence?.id, 1)
  assert.deepEqual(
    causes[1]?.requirements.map(({ id }) => id),
    [C],
  )
})

for (const [method, url, expected] of [
  [
    'GET',
    'http://h/scim/v2/Users/2819c223?attributes=a&count=1',
    'GET /Users/{id}?attributes&count',
  ],
  ['POST', 'http://h/v1/b2b/scim/scim-connection-1/Users', 'POST /Users'],
  ['POST', 'http://h/x/Users/.search', 'POST /Users/.search'],
  ['GET', 'http://h/x/ServiceProviderConfig', 'GET /ServiceProviderConfig'],
  ['GET', 'http://h/v1/things/organization-live-123456', 'GET /v1/things/{id}'],
  ['GET', 'not a url', 'GET ?'],
] as const) {
  test(`${method} ${url} is ${expected}`, () => {
    assert.equal(endpointOf({ request: { method, url, headers: {}, body: null } }), expected)
  })
}

test('percentiles are of the nearest rank', () => {
  const numbers = Array.from({ length: 100 }, (_, i) => i + 1)
  assert.equal(percentile(numbers, 0.5), 50)
  assert.equal(percentile(numbers, 0.95), 95)
  assert.equal(percentile([7], 0.95), 7)
  assert.equal(percentile([], 0.5), 0)
})

test('what is slower than Okta waits is counted, also where no answer came', () => {
  const list = (id: number, ms: number, path: string) => {
    const { request } = exchange(id, {})
    return exchange(id, { ms, request: { ...request, url: `http://127.0.0.1/scim/v2${path}` } })
  }
  const kept = budgetsOf([
    list(1, 601, '/Groups'),
    list(2, 600, '/Groups?startIndex=1&count=100'),
    list(3, 9_000, '/Groups/4711'),
    exchange(4, { ms: 60_001, response: null, error: 'no answer in time' }),
    exchange(5, { ms: 99_000, lane: 'product' }),
  ])
  assert.deepEqual(
    kept.map(({ asked, over, slowest }) => [asked, over, slowest]),
    [
      [4, 1, 60_001],
      [2, 1, 601],
    ],
  )
  assert.deepEqual(budgetsOf([]), [])
})

for (const [asked, over, said] of [
  [1, 0, 'the one request took less'],
  [7, 0, 'all 7 requests took less'],
  [1, 1, 'the one request took longer'],
  [7, 1, '1 of 7 requests took longer'],
  [7, 7, '7 of 7 requests took longer'],
] as const) {
  test(`${over} of ${asked} beyond what Okta waits reads: ${said}`, () => {
    assert.equal(inTime({ asked, over }), said)
  })
}

test('only answered SCIM requests are timed', () => {
  const times = timesByEndpoint([
    exchange(1, { ms: 5 }),
    exchange(2, { ms: 9 }),
    exchange(3, { ms: 99, response: null, error: 'x' }),
    exchange(4, { ms: 99, lane: 'product' }),
  ])
  assert.deepEqual(times, [{ endpoint: 'GET /Users/{id}', count: 2, p50: 5, p95: 9, slowest: 9 }])
})
