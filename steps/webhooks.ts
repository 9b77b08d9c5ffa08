import assert from 'node:assert/strict'
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { eventIn } from './support/event-type.ts'
import type { Attempt } from './support/product-client.ts'
import { attributes, expectMatches, valueAt } from './support/table.ts'
import type { Behaviour } from './support/webhook-receiver.ts'
import type { ScimWorld } from './world.ts'

Given('all webhooks so far are looked at', async function (this: ScimWorld) {
  await this.overlookWebhooks()
})

Then('the webhooks are:', async function (this: ScimWorld, table: DataTable) {
  const expected = table.raw().map(([type = '']) => type)
  assert.deepEqual(await types(this), expected)
})

Then('the first webhook is {string}', async function (this: ScimWorld, type: string) {
  assert.equal((await types(this))[0], type)
})

Then('no webhook came', async function (this: ScimWorld) {
  assert.deepEqual(await types(this), [])
})

Then("the last webhook tells of {name}'s member", async function (this: ScimWorld, name: string) {
  const { email } = await this.person(name)
  const [member] = await this.membersWith(email)
  const { last } = this.receivedWebhooks
  assert.ok(last, 'no webhook came')
  assert.equal(eventIn(last).id, member?.member_id)
})

Given(/^the receiver (.+)$/, async function (this: ScimWorld, what: string) {
  await this.receivedWebhooks.behave(behaviourIn(what))
})

/** `is down`, `is slow`, `closes the socket`, `answers 429`, `answers 301 with location /elsewhere`. */
function behaviourIn(text: string): Behaviour {
  if (text === 'is down' || text === 'is slow' || text === 'closes the socket') return text
  const [, status, header, value] = /^answers (\d{3})(?: with ([\w-]+) (.+))?$/.exec(text) ?? []
  if (status === undefined) throw new Error(`a receiver cannot behave like this: ${text}`)
  const headers = header === undefined || value === undefined ? {} : { [header]: value }
  return { status: Number(status), headers }
}

When('{string} passes', async function (this: ScimWorld, duration: string) {
  await this.receivedWebhooks.settled()
  await this.product.advance(duration)
  // What is due by then belongs to this step: a receiver that changes next must not meet it.
  await this.receivedWebhooks.settled()
})

Then('the attempts are:', async function (this: ScimWorld, table: DataTable) {
  const expected = table.hashes()
  const { attempts } = await this.receivedWebhooks.settled()
  const seen = attempts.map(({ status_code, error }) => String(status_code ?? error))
  assert.equal(seen.length, expected.length, `attempts: ${seen.join(', ')}`)
  for (const [i, { wait = '', outcome = '' }] of expected.entries()) {
    assert.ok(seen[i]?.includes(outcome), `attempt ${i + 1}: ${seen[i]}`)
    const waited = i === 0 ? 0 : secondsBetween(attempts[i - 1], attempts[i])
    assert.ok(waited >= Number(wait), `attempt ${i + 1} came after ${waited} s`)
  }
})

Then('the delivery is {word}', async function (this: ScimWorld, status: string) {
  const { webhook_delivery_id: id, ...delivery } = await this.receivedWebhooks.settled()
  this.resources.set('Delivery', { id })
  assert.equal(delivery.status, status)
})

Then('the endpoint is {word}', async function (this: ScimWorld, status: string) {
  await this.receivedWebhooks.settled()
  assert.equal(await this.receivedWebhooks.endpointStatus(), status)
})

Then('the last webhook has:', function (this: ScimWorld, table: DataTable) {
  for (const [path, value] of Object.entries(attributes(table, this.fill))) {
    assert.deepEqual(valueAt(lastPayload(this), path), value, path)
  }
})

Then('the last webhook has no {word}', function (this: ScimWorld, path: string) {
  assert.equal(valueAt(lastPayload(this), path), undefined)
})

Then('the last webhook matches:', function (this: ScimWorld, table: DataTable) {
  expectMatches(lastPayload(this), table)
})

Then("the last webhook's headers match:", function (this: ScimWorld, table: DataTable) {
  expectMatches(this.receivedWebhooks.last?.headers, table)
})

Then('both families of its headers say the same', function (this: ScimWorld) {
  const headers = this.receivedWebhooks.last?.headers ?? {}
  for (const name of ['id', 'timestamp', 'signature']) {
    assert.equal(headers[`webhook-${name}`], headers[`svix-${name}`], name)
  }
})

Then('a changed byte or another secret makes its signature void', function (this: ScimWorld) {
  this.receivedWebhooks.expectTamperproof()
})

Then('nothing came to {string}', async function (this: ScimWorld, path: string) {
  await this.receivedWebhooks.settled()
  const paths = this.receivedWebhooks.received.map((one) => one.path)
  assert.ok(paths.length > 0 && !paths.includes(path), paths.join(', '))
})

Then('all that was received has one id', async function (this: ScimWorld) {
  await this.receivedWebhooks.settled()
  const { received } = this.receivedWebhooks
  assert.ok(received.length > 1, `${received.length} received`)
  assert.equal(new Set(received.map(({ headers }) => headers['svix-id'])).size, 1)
  assert.equal(new Set(received.map(({ payload }) => payload)).size, 1)
  this.receivedWebhooks.verifyAll()
})

Then('each has a time and a signature of its own', function (this: ScimWorld) {
  const { received } = this.receivedWebhooks
  for (const name of ['svix-timestamp', 'svix-signature']) {
    const told = received.map(({ headers }) => headers[name])
    assert.equal(new Set(told).size, received.length, `${name}: ${told.join(', ')}`)
  }
})

Then('no two webhooks share an id', function (this: ScimWorld) {
  const { received } = this.receivedWebhooks
  const events = received.map((one) => eventIn(one).event_id)
  assert.equal(new Set(events).size, received.length, `event_id: ${events.join(', ')}`)
  const ids = received.map(({ headers }) => headers['svix-id'])
  assert.equal(new Set(ids).size, received.length, `svix-id: ${ids.join(', ')}`)
})

function lastPayload(world: ScimWorld): unknown {
  const { last } = world.receivedWebhooks
  assert.ok(last, 'no webhook came')
  return eventIn(last)
}

function secondsBetween(before: Attempt | undefined, after: Attempt | undefined): number {
  return (Date.parse(after?.at ?? '') - Date.parse(before?.at ?? '')) / 1_000
}

async function types(world: ScimWorld): Promise<string[]> {
  return (await world.webhooks.news()).map(({ type }) => type)
}
