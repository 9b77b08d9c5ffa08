import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import { closeAll, ENDPOINTS, Receiver, Rehearsal, until, user } from './product-rehearsal.ts'

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open()
})
after(closeAll)

test('an endpoint that asks for ten minutes gets nothing for ten minutes, a new event neither', async () => {
  const busy = await Receiver.open()
  const healthy = await Receiver.open()
  busy.answer(429, { 'retry-after': '600' })
  const { organization_id, scim } = await product.connected('quiet')
  const endpoint = await product.endpoint(busy.url, { organization_id })
  await product.endpoint(healthy.url, { organization_id })
  await scim('POST', '/Users', user('first@example.com'))
  const attempts = async () => (await product.log(endpoint.id)).map((one) => one.attempts.length)
  await until(attempts, ([first]) => first === 1)
  await product.advance('PT10M')
  // Failed twice, it holds back nothing that comes behind it any more.
  await until(attempts, ([first]) => first === 2)
  await scim('POST', '/Users', user('second@example.com'))
  await until(
    () => healthy.received.length,
    (n) => n === 2,
  )
  busy.answer(204)
  await product.advance('PT10M')
  const log = await until(
    () => product.log(endpoint.id),
    (seen) => seen[1]?.status === 'succeeded',
  )
  const asked = Date.parse(log[0]?.attempts[1]?.at ?? '')
  assert.equal(log[1]?.attempts.length, 1)
  assert.ok(Date.parse(log[1]?.attempts[0]?.at ?? '') >= asked + 600_000)
})

test('an endpoint that is switched off while it is being sent to stays off, whatever it answers', async () => {
  for (const status of [500, 204]) {
    const receiver = await Receiver.open()
    const waiting: ServerResponse[] = []
    receiver.respond = (response) => void waiting.push(response)
    const { organization_id, scim } = await product.connected(`off-${status}`)
    const { id } = await product.endpoint(receiver.url, { organization_id })
    await scim('POST', '/Users', user('ada@example.com'))
    await until(
      () => waiting.length,
      (n) => n === 1,
    )
    await product.api('PUT', `${ENDPOINTS}/${id}`, { status: 'disabled' })
    waiting[0]?.writeHead(status).end()
    await until(
      () => product.log(id),
      ([first]) => first?.attempts.length === 1,
    )
    const state = await product.endpointState(id)
    assert.deepEqual([state.status, state.disabled_reason], ['disabled', 'by_hand'])
  }
})
