import assert from 'node:assert/strict'
import type { lookup } from 'node:dns'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Sender } from '../../server/webhooks/send.ts'
import { closeAll, ENDPOINTS, Receiver, Rehearsal, until, user } from './product-rehearsal.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-durable-'))
after(async () => {
  await closeAll()
  rmSync(folder, { recursive: true, force: true })
})

test('a webhook that was not delivered before a restart is delivered after it, under its id', async () => {
  const dataFile = join(folder, 'restart.db')
  const receiver = await Receiver.open()
  // It never answers: the server stops while the first attempt is under way.
  receiver.respond = () => undefined
  const first = await Rehearsal.open({ dataFile, webhookTimeoutMs: 1_000 })
  const { scim } = await first.connected('restart')
  const endpoint = await first.endpoint(receiver.url)
  await scim('POST', '/Users', user('ada@example.com'))
  await until(
    () => receiver.received.length,
    (n) => n === 1,
  )
  await first.close()
  receiver.answer(204)
  const second = await Rehearsal.open({ dataFile })
  await second.advance('PT5S')
  const received = await receiver.verified(2, endpoint.secret)
  assert.equal(received[1]?.headers['svix-id'], received[0]?.headers['svix-id'])
  assert.equal(second.server.projectId, first.server.projectId)
  assert.notEqual(second.server.secret, first.server.secret)
  const log = await until(
    () => second.log(endpoint.id),
    (seen) => seen[0]?.status === 'succeeded',
  )
  assert.equal(log[0]?.attempts.length, 2)
})

test('two servers on one store send each webhook once', async () => {
  const dataFile = join(folder, 'two.db')
  const receiver = await Receiver.open()
  const one = await Rehearsal.open({ dataFile })
  const { scim } = await one.connected('two')
  const endpoint = await one.endpoint(receiver.url)
  const two = await Rehearsal.open({ dataFile })
  for (let i = 0; i < 20; i += 1) {
    await scim('POST', '/Users', user(`person${i}@example.com`))
    await two.advance('PT0S')
  }
  const received = await receiver.verified(20, endpoint.secret)
  await until(
    () => two.log(endpoint.id),
    (log) => log.every(({ status }) => status === 'succeeded'),
  )
  const ids = received.map(({ headers }) => headers['svix-id'])
  assert.equal(ids.length, 20)
  assert.equal(new Set(ids).size, 20)
})

const PRIVATE = [
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://0.0.0.0/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'http://localhost:3000/',
  'http://api.localhost/',
]

test('an endpoint in a private network is refused unless that is allowed', async () => {
  const strict = await Rehearsal.open({ allowPrivateWebhooks: false })
  for (const url of PRIVATE) {
    const { status } = await strict.api('POST', ENDPOINTS, { url })
    assert.equal(status, 400, url)
  }
  assert.equal((await strict.api('POST', ENDPOINTS, { url: 'http://8.8.8.8/' })).status, 200)
  const open = await Rehearsal.open({ allowPrivateWebhooks: true })
  assert.equal((await open.api('POST', ENDPOINTS, { url: 'http://127.0.0.1/' })).status, 200)
})

test('an endpoint from before the rule is not sent to', async () => {
  const dataFile = join(folder, 'rule.db')
  const receiver = await Receiver.open()
  const before = await Rehearsal.open({ dataFile, allowPrivateWebhooks: true })
  const endpoint = await before.endpoint(receiver.url)
  await before.close()
  const strict = await Rehearsal.open({ dataFile, allowPrivateWebhooks: false })
  await strict.api('POST', `${ENDPOINTS}/${endpoint.id}/test`)
  const log = await until(
    () => strict.log(endpoint.id),
    (seen) => seen[0]?.attempts.length === 1,
  )
  assert.match(String(log[0]?.attempts[0]?.error), /private address/)
  assert.equal(receiver.received.length, 0)
})

test('a name that leads into a private network is refused when it is used', async () => {
  const receiver = await Receiver.open()
  const port = new URL(receiver.url).port
  const resolve = ((_host: string, _options: object, done: (e: null, a: object[]) => void) =>
    done(null, [{ address: '127.0.0.1', family: 4 }])) as unknown as typeof lookup
  const outgoing = {
    url: `http://harmless.example:${port}/`,
    id: 'msg_1',
    payload: '{}',
    secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`],
  }
  const sender = new Sender({ allowPrivate: false, timeoutMs: 2_000, resolve })
  assert.match(String((await sender.send(outgoing)).error), /private network/)
  assert.equal(receiver.received.length, 0)
  await sender.close()
})
