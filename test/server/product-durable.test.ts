import assert from 'node:assert/strict'
import type { lookup } from 'node:dns'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ServerOptions } from '../../server/app.ts'
import { Sender } from '../../server/webhooks/send.ts'
import { type Postgres, postgres } from './postgres.ts'
import { closeAll, ENDPOINTS, Receiver, Rehearsal, until, user } from './product-rehearsal.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-durable-'))
let database: Postgres | undefined
before(async () => {
  database = await postgres()
})
after(async () => {
  await closeAll()
  await database?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Where state outlives a server: a file, and PostgreSQL where there is one. */
async function durable(name: string): Promise<ServerOptions[]> {
  const databaseUrl = await database?.database()
  const file = { dataFile: join(folder, `${name}.db`) }
  return databaseUrl === undefined ? [file] : [file, { databaseUrl }]
}

test('a webhook that was not delivered before a restart is delivered after it, under its id', async () => {
  for (const kept of await durable('restart')) await restarted(kept)
})

async function restarted(kept: ServerOptions): Promise<void> {
  const receiver = await Receiver.open()
  // It never answers: the server stops while the first attempt is under way.
  receiver.respond = () => undefined
  const first = await Rehearsal.open({ ...kept, webhookTimeoutMs: 1_000 })
  const { scim } = await first.connected('restart')
  const endpoint = await first.endpoint(receiver.url)
  await scim('POST', '/Users', user('ada@example.com'))
  await until(
    () => receiver.received.length,
    (n) => n === 1,
  )
  await first.close()
  receiver.answer(204)
  const second = await Rehearsal.open(kept)
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
}

test('a server that stops does not wait for a receiver: the attempt is made anew when it is back', async () => {
  for (const kept of await durable('stopped')) {
    const receiver = await Receiver.open()
    receiver.respond = () => undefined
    const first = await Rehearsal.open({ ...kept, webhookTimeoutMs: 600_000 })
    const { scim } = await first.connected('stopped')
    const endpoint = await first.endpoint(receiver.url)
    await scim('POST', '/Users', user('ada@example.com'))
    await until(
      () => receiver.received.length,
      (n) => n === 1,
    )
    await first.close()
    receiver.answer(204)
    const second = await Rehearsal.open(kept)
    const received = await receiver.verified(2, endpoint.secret)
    assert.equal(received[1]?.headers['svix-id'], received[0]?.headers['svix-id'])
    const log = await until(
      () => second.log(endpoint.id),
      (seen) => seen[0]?.status === 'succeeded',
    )
    // What was broken off was nobody's failure.
    assert.equal(log[0]?.attempts.length, 1)
  }
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
  'http://0/',
  'http://127.1/',
  'http://017700000001/',
  'http://127.0.0.1./',
  'http://192.88.99.1/',
  'http://255.255.255.255/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2001::1]/',
  'http://[2002:7f00:1::]/',
  'http://[::]/',
  'http://[fd00::1]/',
  'http://[fec0::1]/',
  'http://[fe80::1]/',
  'http://localhost:3000/',
  'http://api.localhost/',
  'http://localhost./',
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
  // One address of many is enough: the next connection might take it.
  const resolve = ((_host: string, _options: object, done: (e: null, a: object[]) => void) =>
    done(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ])) as unknown as typeof lookup
  const outgoing = {
    url: `http://harmless.example:${port}/`,
    id: 'msg_1',
    payload: '{}',
    secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`],
  }
  const sender = new Sender({ allowPrivate: false, timeoutMs: 2_000, resolve })
  assert.match(String((await sender.send(outgoing))?.error), /private network/)
  assert.equal(receiver.received.length, 0)
  await sender.close()
})
