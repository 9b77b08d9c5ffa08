import assert from 'node:assert/strict'
import { type DataTable, Given, Then } from '@cucumber/cucumber'
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
  const last = this.lastWebhook
  assert.ok(last, 'no webhook came')
  assert.equal((JSON.parse(last.payload) as { id?: unknown }).id, member?.member_id)
})

async function types(world: ScimWorld): Promise<string[]> {
  return (await world.webhooks.news()).map(({ type }) => type)
}
