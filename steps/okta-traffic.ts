import assert from 'node:assert/strict'
import { type DataTable, Then } from '@cucumber/cucumber'
import type { OktaRequest } from './support/okta-client.ts'
import { valueAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

Then('Okta sent:', async function (this: ScimWorld, table: DataTable) {
  const sent = (await news(this)).map((request) => `${request.method} ${readable(this, request)}`)
  const expected = table.raw().map(([method = '', path = '']) => `${method} ${this.fill(path)}`)
  assert.deepEqual(sent, expected)
})

Then('Okta sent nothing', async function (this: ScimWorld) {
  const sent = await news(this)
  assert.deepEqual(
    sent.map((request) => `${request.method} ${readable(this, request)}`),
    [],
  )
})

Then('Okta sent no {word}', async function (this: ScimWorld, method: string) {
  const sent = await news(this)
  assert.deepEqual(
    sent.filter((request) => request.method === method).map(({ url }) => url),
    [],
  )
})

Then("the last request's body has:", async function (this: ScimWorld, table: DataTable) {
  const body = await lastBody(this)
  for (const [path = '', json = 'null'] of table.raw()) {
    assert.deepEqual(valueAt(body, path), JSON.parse(this.fill(json)), path)
  }
})

Then("the last request's body is:", async function (this: ScimWorld, text: string) {
  assert.deepEqual(await lastBody(this), JSON.parse(this.fill(text)))
})

Then('Okta shows a task which says {string}', async function (this: ScimWorld, text: string) {
  const tasks = await this.okta.tasks(this.app.id)
  const message = this.fill(text)
  assert.ok(
    tasks.some((task) => task.message.includes(message)),
    `no task says «${message}»: ${JSON.stringify(tasks, null, 1)}`,
  )
})

Then(
  'the server answered the creates with {int} and {int}',
  async function (this: ScimWorld, one: number, other: number) {
    const sent = await Promise.all([...this.apps.values()].map(({ id }) => this.okta.sent(id)))
    const statuses = sent
      .flat()
      .filter(({ request }) => request.method === 'POST')
      .map(({ response }) => response?.status)
    assert.deepEqual(statuses.sort(), [one, other])
  },
)

Then('Okta shows one task on both apps together', async function (this: ScimWorld) {
  const tasks = await Promise.all([...this.apps.values()].map(({ id }) => this.okta.tasks(id)))
  assert.equal(tasks.flat().length, 1, JSON.stringify(tasks))
})

Then('the last events of the System Log are:', async function (this: ScimWorld, table: DataTable) {
  const wanted = table
    .raw()
    .map(([eventType = '', result = '']) => [eventType, result || 'SUCCESS'])
  const events = await this.okta.logOf(this.app.id)
  const last = events
    .slice(-wanted.length)
    .map(({ eventType, outcome }) => [eventType, outcome.result])
  assert.deepEqual(last, wanted)
})

Then('Okta shows no task', async function (this: ScimWorld) {
  assert.deepEqual(await this.okta.tasks(this.app.id), [])
})

/** What the app sent since a step last looked. */
async function news(world: ScimWorld): Promise<OktaRequest[]> {
  const sent = await world.okta.sent(world.app.id)
  const fresh = sent.slice(world.exchangesSeen)
  world.exchangesSeen = sent.length
  return fresh.map(({ request }) => request)
}

async function lastBody(world: ScimWorld): Promise<unknown> {
  const last = (await world.okta.sent(world.app.id)).at(-1)
  assert.ok(last?.request.body, 'the last request of Okta had no body')
  return JSON.parse(last.request.body)
}

/** The request's path below the base URL, decoded so that a person can read the filter. */
function readable(world: ScimWorld, { url }: OktaRequest): string {
  const root = world.access.baseUrl.replace(/\/+$/, '')
  return decodeURIComponent(url.startsWith(root) ? url.slice(root.length) : url)
}
