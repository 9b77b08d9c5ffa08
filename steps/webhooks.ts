import assert from 'node:assert/strict'
import { type DataTable, Given, Then } from '@cucumber/cucumber'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { eventTypeOf } from './support/product-client.ts'
import type { Received } from './support/webhook-receiver.ts'
import { isTestEvent, type ScimWorld } from './world.ts'

Given('all webhooks so far are looked at', async function (this: ScimWorld) {
  this.webhooksSeen = await this.settleWebhooks()
})

Then('the webhooks are:', async function (this: ScimWorld, table: DataTable) {
  const expected = table.raw().map(([type = '']) => type)
  assert.deepEqual((await news(this)).map(eventTypeOf), expected)
})

Then('the first webhook is {string}', async function (this: ScimWorld, type: string) {
  assert.equal((await news(this)).map(eventTypeOf)[0], type)
})

Then('no webhook came', async function (this: ScimWorld) {
  assert.deepEqual((await news(this)).map(eventTypeOf), [])
})

Then("the last webhook tells of {name}'s member", async function (this: ScimWorld, name: string) {
  const last = this.webhooks.receiver.received.filter((one) => !isTestEvent(one)).at(-1)
  assert.ok(last, 'no webhook came')
  const envelope = JSON.parse(last.payload) as { id: unknown; member?: { email_address?: unknown } }
  const { email } = await this.person(name)
  const [member] = await this.product.membersWith(this.connection.organizationId, email)
  assert.equal(envelope.id, member?.member_id)
})

/**
 * What came since a step last looked, in order, each verified by both libraries that a consumer may
 * use. That nothing else is under way is shown by an event sent now: it arrives next.
 */
async function news(world: ScimWorld): Promise<Received[]> {
  const before = world.webhooksSeen
  world.webhooksSeen = await world.settleWebhooks()
  const { receiver, endpoint } = world.webhooks
  const fresh = receiver.received.slice(before)
  for (const { payload, headers } of fresh) {
    new SvixWebhook(endpoint.secret).verify(payload, headers)
    new StandardWebhook(endpoint.secret).verify(payload, headers)
  }
  assert.ok(fresh.some(isTestEvent), 'the test event did not arrive: webhooks are not delivered')
  return fresh.filter((webhook) => !isTestEvent(webhook))
}
