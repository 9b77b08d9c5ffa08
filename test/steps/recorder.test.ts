import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Http } from '../../steps/support/http.ts'
import { tellRecorder } from '../../steps/support/recorder/control.ts'
import { type Gateway, openGateway } from '../../steps/support/recorder/gateway.ts'
import { Ledger } from '../../steps/support/recorder/ledger.ts'
import { Recorder } from '../../steps/support/recorder/recorder.ts'

/** A server that creates whatever it is sent, and remembers every request that reached it. */
const reached: string[] = []
const server = createServer((request, response) => {
  reached.push(`${request.method} ${request.url}`)
  request.resume()
  if (request.method === 'POST') {
    response.writeHead(201, { 'content-type': 'application/scim+json' })
    response.end(JSON.stringify({ id: 'ours', userName: 'ada', password: 'hunter22' }))
    return
  }
  response.writeHead(request.method === 'DELETE' ? 204 : 200).end()
})

let baseUrl = ''
let recorder: Recorder
let gateway: Gateway
const ledger = new Ledger()

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`
  recorder = new Recorder({
    ledger,
    origins: {},
    unused: 'unused-1',
    pace: { concurrency: 4, rps: undefined },
  })
  recorder.redactor.learn('a-very-secret-token')
  recorder.addTarget(baseUrl)
  gateway = await openGateway(recorder, () => [new URL(baseUrl).origin])
})

after(async () => {
  await gateway.close()
  await recorder.close()
  server.closeAllConnections()
  server.close()
})

function client(): Http {
  return new Http({
    gateway: gateway.url,
    baseUrl,
    scenario: 'scenario-1',
    headers: { authorization: 'Bearer a-very-secret-token' },
  })
}

for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
  test(`a ${method} of a resource that this run did not make is refused before a byte is sent`, async () => {
    const before = reached.length
    await assert.rejects(client().send(method, '/Users/somebody-real', {}), {
      name: 'TargetError',
      message: /refused to .* this run did not create that resource/,
    })
    assert.equal(reached.length, before)
  })
}

test('a bulk request that deletes a foreign user is refused too', async () => {
  const before = reached.length
  const body = { Operations: [{ method: 'DELETE', path: '/Users/somebody-real' }] }
  await assert.rejects(client().send('POST', '/Bulk', body), { name: 'TargetError' })
  assert.equal(reached.length, before)
})

test('what this run made may be changed and removed, and then leaves the ledger', async () => {
  await client().send('POST', '/Users', { userName: 'ada' })
  assert.deepEqual(ledger.remaining(), [{ baseUrl, type: 'Users', id: 'ours' }])
  assert.equal((await client().send('PUT', '/Users/ours', {})).status, 200)
  assert.equal((await client().send('DELETE', '/Users/ours')).status, 204)
  assert.deepEqual(ledger.remaining(), [])
})

test('an id that the run invented may be asked to change: it names nobody', async () => {
  assert.equal((await client().send('DELETE', '/Users/unused-1')).status, 204)
})

test('nothing may be made or changed outside the base URL', async () => {
  const elsewhere = new Http({
    gateway: gateway.url,
    baseUrl: new URL(baseUrl).origin,
    scenario: 'scenario-1',
    headers: {},
  })
  await assert.rejects(elsewhere.send('POST', '/admin/users', {}), { name: 'TargetError' })
})

test('every exchange is kept with its scenario, without the token and the passwords', () => {
  const text = JSON.stringify(recorder.exchanges)
  assert.ok(recorder.exchanges.every(({ scenario }) => scenario === 'scenario-1'))
  assert.ok(text.includes('Bearer $SCIM_TOKEN'))
  assert.ok(!text.includes('a-very-secret-token'))
  assert.ok(!text.includes('hunter22'))
})

test('a webhook is kept in its own lane, with its scenario, without the signature and the secrets', async () => {
  tellRecorder(gateway.url, { scenario: 'scenario-1' })
  tellRecorder(gateway.url, {
    webhooks: [
      {
        source: 'product',
        at: '2026-01-01T00:00:00.000Z',
        ms: 0,
        request: {
          method: 'POST',
          url: 'http://127.0.0.1:1/webhooks',
          headers: { 'svix-signature': 'v1,signed', 'svix-id': 'msg_1' },
          body: '{"action":"CREATE","told":"a-very-secret-token"}',
        },
        response: { status: 204, headers: {}, body: '' },
      },
    ],
  })
  const { lane, source, scenario, request } = recorder.exchanges.at(-1) ?? {}
  assert.deepEqual([lane, source, scenario], ['webhook', 'product', 'scenario-1'])
  assert.deepEqual(request?.headers, { 'svix-signature': '***', 'svix-id': 'msg_1' })
  assert.equal(request?.body, '{"action":"CREATE","told":"***"}')
})

test('an outage is played without a request', async () => {
  recorder.outages.setDown(baseUrl, true)
  const before = reached.length
  await assert.rejects(client().get('/Users'), /ECONNREFUSED/)
  recorder.outages.setDown(baseUrl, false)
  assert.equal(reached.length, before)
  assert.equal((await client().get('/Users')).status, 200)
})

test('after a stop only clean-up reaches the target', async () => {
  recorder.stop()
  await assert.rejects(client().get('/Users'), /interrupted/)
  const { origin, pathname } = new URL(`${baseUrl}/Users/ours`)
  const answer = await recorder.dispatcher.request({
    origin,
    path: pathname,
    method: 'DELETE',
    opaque: { source: 'clean-up' },
  })
  assert.equal(answer.statusCode, 204)
})
