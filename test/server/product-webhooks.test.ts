import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Webhook as SvixWebhook } from 'svix'
import {
  closeAll,
  type Delivery,
  ENDPOINTS,
  type Rehearsal as Product,
  Receiver,
  Rehearsal,
  typeOf,
  until,
  user,
} from './product-rehearsal.ts'

let product: Product
let receiver: Receiver

before(async () => {
  product = await Rehearsal.open()
})
after(closeAll)

/** An endpoint of an organization of its own, and one event for it. */
async function oneEvent(name: string, prepare: (receiver: Receiver) => void) {
  receiver = await Receiver.open()
  prepare(receiver)
  const { organization_id, scim } = await product.connected(name)
  const endpoint = await product.endpoint(receiver.url, { organization_id })
  await scim('POST', '/Users', user(`${name}@example.com`))
  return { endpoint, organization_id, scim }
}

async function logged(id: string, attempts: number): Promise<Delivery> {
  const seen = await until(
    () => product.log(id),
    (log) => (log[0]?.attempts.length ?? 0) >= attempts,
  )
  const [first] = seen
  assert.ok(first)
  return first
}

/** Seconds between the attempts, by the clock that the test moves. */
function waits({ attempts }: Delivery): number[] {
  return attempts
    .slice(1)
    .map(({ at }, i) => (Date.parse(at) - Date.parse(attempts[i]?.at ?? '')) / 1_000)
}

const EXPECTED = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]

/** Whole seconds from the last attempt to the next one. */
function planned({ attempts, next_attempt_at = '' }: Delivery): number {
  return Math.floor((Date.parse(next_attempt_at) - Date.parse(attempts.at(-1)?.at ?? '')) / 1_000)
}

const SCHEDULE = ['PT5S', 'PT5M', 'PT30M', 'PT2H', 'PT5H', 'PT10H', 'PT10H']

test('eight attempts by the schedule, then failed; no attempt comes before its time', async () => {
  const { endpoint } = await oneEvent('schedule', (one) => one.answer(500))
  for (const [i, wait] of SCHEDULE.entries()) {
    const before = await logged(endpoint.id, i + 1)
    assert.equal(before.status, 'pending')
    assert.equal(before.attempts.length, i + 1)
    const next = planned(before)
    assert.ok(next >= (EXPECTED[i] ?? 0) && next < (EXPECTED[i] ?? 0) + 30, `${next}`)
    await product.advance(wait)
  }
  const given = await logged(endpoint.id, 8)
  assert.equal(given.status, 'failed')
  assert.deepEqual(
    given.attempts.map(({ status_code }) => status_code),
    Array.from({ length: 8 }, () => 500),
  )
  const expected = EXPECTED
  for (const [i, wait] of waits(given).entries()) {
    assert.ok(wait >= (expected[i] ?? 0) && wait < (expected[i] ?? 0) + 60, `${i}: ${wait}`)
  }
  const ids = receiver.received.map(({ headers }) => headers['svix-id'])
  assert.equal(new Set(ids).size, 1)
})

test('strict: a delivery that fails holds back those behind it; relaxed: for two attempts', async () => {
  for (const webhookOrder of ['strict', 'relaxed'] as const) {
    const other = await Rehearsal.open({ webhookOrder })
    const endpointOf = await Receiver.open()
    endpointOf.answer(500)
    const { organization_id, scim } = await other.connected('order')
    const { id } = await other.endpoint(endpointOf.url, { organization_id })
    const attempts = async () => (await other.log(id)).map((one) => one.attempts.length)
    await scim('POST', '/Users', user('first@example.com'))
    await scim('POST', '/Users', user('second@example.com'))
    await until(attempts, ([first]) => first === 1)
    await other.advance('PT5S')
    await until(attempts, ([first]) => first === 2)
    if (webhookOrder === 'relaxed') await until(attempts, ([, second]) => second === 1)
    // A third event wakes the sender: what it must not send, it had the occasion to.
    await scim('POST', '/Users', user('third@example.com'))
    await other.advance('PT5M')
    const expected = webhookOrder === 'strict' ? [3, 0, 0] : [3, 2, 1]
    await until(attempts, (seen) => JSON.stringify(seen) === JSON.stringify(expected))
  }
})

test('an endpoint that fails for five days is disabled; one success forgives', async () => {
  const { endpoint, scim } = await oneEvent('days', (one) => one.answer(500))
  for (const [i, wait] of SCHEDULE.entries()) {
    await logged(endpoint.id, i + 1)
    await product.advance(wait)
  }
  await logged(endpoint.id, 8)
  const failing = await product.endpointState(endpoint.id)
  assert.equal(failing.status, 'active')
  assert.ok(failing.failing_since, 'failures more than twelve hours apart begin to count')
  await product.advance('P4D')
  await scim('POST', '/Users', user('days-later@example.com'))
  await until(
    () => product.log(endpoint.id),
    (log) => log[1]?.attempts.length === 1,
  )
  assert.equal((await product.endpointState(endpoint.id)).status, 'active')
  await product.advance('P1D')
  const disabled = await until(
    () => product.endpointState(endpoint.id),
    ({ status }) => status === 'disabled',
  )
  assert.equal(disabled.disabled_reason, 'failing')
  receiver.answer(204)
  await product.api('PUT', `${ENDPOINTS}/${endpoint.id}`, { status: 'active' })
  await product.advance('PT5M')
  await until(
    () => product.log(endpoint.id),
    (log) => log[1]?.status === 'succeeded',
  )
  assert.equal((await product.endpointState(endpoint.id)).failing_since, undefined)
})

test('replay queues every event since a time, under the ids that they had', async () => {
  const { endpoint, scim, organization_id } = await oneEvent('replayed', (one) => one.answer(204))
  await receiver.verified(1, endpoint.secret)
  await product.advance('PT1H')
  const since = (await clock()).toISOString()
  await scim('POST', '/Users', user('after@example.com'))
  await receiver.verified(2, endpoint.secret)
  const later = await Receiver.open()
  const second = await product.endpoint(later.url, { organization_id })
  const replay = (id: string, from: string) =>
    product.api('POST', `${ENDPOINTS}/${id}/replay`, { since: from })
  assert.equal((await replay(endpoint.id, since)).body.queued, 1)
  await receiver.verified(3, endpoint.secret)
  const ids = receiver.received.map(({ headers }) => headers['svix-id'])
  assert.equal(ids[2], ids[1])
  const missed = (await replay(second.id, '2000-01-01T00:00:00Z')).body.queued
  const all = await later.verified(missed, second.secret)
  const types = all.map(({ payload }) => typeOf(payload))
  assert.deepEqual(types.slice(-2), ['scim.member.create', 'scim.member.create'])
  assert.equal((await replay(second.id, 'yesterday')).status, 400)
})

/** The server's time, as the events of a new member tell it. */
async function clock(): Promise<Date> {
  const { organization } = await product.stytch.organizations.create({
    organization_name: 'now',
    organization_slug: `now-${Math.random().toString(36).slice(2)}`,
  })
  return new Date(String(organization.created_at))
}

test('during a rotation both secrets sign, after it only the new one', async () => {
  const { endpoint, scim } = await oneEvent('secrets', (one) => one.answer(204))
  await receiver.verified(1, endpoint.secret)
  const { body } = await product.api('POST', `${ENDPOINTS}/${endpoint.id}/rotate`, {
    overlap_seconds: 3_600,
  })
  const { secret } = body.webhook_endpoint
  assert.notEqual(secret, endpoint.secret)
  const next = async (name: string, count: number) => {
    await scim('POST', '/Users', user(`${name}@example.com`))
    await until(
      () => receiver.received.length,
      (n) => n === count,
    )
    const { payload, headers } = receiver.received.at(-1) ?? { payload: '', headers: {} }
    return (by: string) => new SvixWebhook(by).verify(payload, headers)
  }
  const during = await next('during', 2)
  during(endpoint.secret)
  during(secret)
  await product.advance('PT2H')
  const afterwards = await next('afterwards', 3)
  afterwards(secret)
  assert.throws(() => afterwards(endpoint.secret), /No matching signature/)
  assert.doesNotMatch(JSON.stringify(await product.endpointState(endpoint.id)), /whsec_/)
})

test('a delivery log comes in pages, and by type and status', async () => {
  const { endpoint, scim } = await oneEvent('log', (one) => one.answer(204))
  for (const name of ['b', 'c']) await scim('POST', '/Users', user(`${name}@example.com`))
  await receiver.verified(3, endpoint.secret)
  const get = async (query: string) =>
    (
      await product.api(
        'GET',
        `/v1/scimulate/webhook_deliveries?webhook_endpoint_id=${endpoint.id}${query}`,
      )
    ).body
  await until(
    () => get('&status=succeeded'),
    ({ webhook_deliveries }) => webhook_deliveries.length === 3,
  )
  assert.equal((await get('&event_type=scim.member.update')).webhook_deliveries.length, 0)
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { webhook_deliveries: Delivery[]; next_cursor: string | null } = await get(
      `&limit=2&cursor=${cursor}`,
    )
    seen.push(...page.webhook_deliveries.map((one) => one.webhook_delivery_id))
    cursor = page.next_cursor
  }
  assert.equal(new Set(seen).size, 3)
  assert.equal(seen.length, 3)
})

test('an endpoint is not made for an event that never comes, nor at a URL that is none', async () => {
  const make = async (body: object) => (await product.api('POST', ENDPOINTS, body)).status
  assert.equal(await make({ url: 'http://127.0.0.1:9', event_types: ['scim.member.made'] }), 400)
  assert.equal(await make({ url: 'ftp://127.0.0.1' }), 400)
  assert.equal(await make({ url: 'http://user:pass@127.0.0.1:9' }), 400)
  assert.equal(await make({}), 400)
})
