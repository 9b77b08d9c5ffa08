import assert from 'node:assert/strict'
import { type DataTable, Then } from '@cucumber/cucumber'
import { sentByOkta } from './support/recorder/control.ts'
import type { Exchange } from './support/recorder/exchange.ts'
import type { ScimWorld } from './world.ts'

/** What passed the recorder, not what the mock says of itself: request lines and bodies, letter by letter. */
Then('on the wire Okta sent:', async function (this: ScimWorld, text: string) {
  const sent = news(this)
  assert.deepEqual(sent.map(lineOf(this)), this.fill(text).split('\n'))
})

Then('on the wire Okta sent nothing', async function (this: ScimWorld) {
  assert.deepEqual(news(this).map(lineOf(this)), [])
})

Then('Okta asked for none of:', async function (this: ScimWorld, table: DataTable) {
  const sent = sentByOkta(this.parameters.gateway, this.scenario)
  assert.ok(sent.length > 0, 'Okta sent nothing')
  const asked = new Set(sent.map(headOf(this)).map((head) => head.replace(/^\S+ |\?.*$/g, '')))
  const found = table
    .raw()
    .flat()
    .filter((path) => asked.has(path))
  assert.deepEqual(found, [])
})

/** A third column names the methods that have the header; the others have none of that name. */
Then('every request of Okta has the headers:', async function (this: ScimWorld, table: DataTable) {
  const sent = sentByOkta(this.parameters.gateway, this.scenario)
  assert.ok(sent.length > 0, 'Okta sent nothing')
  for (const { request } of sent) {
    for (const [name = '', value = '', methods = ''] of table.raw()) {
      const has = methods === '' || methods.split(' ').includes(request.method)
      const wanted = has ? value : undefined
      assert.equal(request.headers[name.toLowerCase()], wanted, `${name} of ${request.method}`)
    }
  }
})

Then(
  'Okta read {name} and put back what it had read, but for:',
  async function (this: ScimWorld, name: string, table: DataTable) {
    const changes = table.raw().map(([path = '', json = '']) => [path, JSON.parse(this.fill(json))])
    await putBack(this, name, Object.fromEntries(changes))
  },
)

async function putBack(
  world: ScimWorld,
  name: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const sent = news(world)
  const path = world.pathOf(name)
  assert.deepEqual(sent.map(headOf(world)), [`GET ${path}`, `PUT ${path}`])
  const wanted: Record<string, unknown> = JSON.parse(sent[0]?.response?.body ?? '')
  for (const [place, value] of Object.entries(changes)) set(wanted, place.split('.'), value)
  assert.equal(sent[1]?.request.body, JSON.stringify(wanted))
}

/** Sets `name.familyName` where it stands; what was not there comes last. */
function set(
  object: Record<string, unknown>,
  [first = '', ...rest]: string[],
  value: unknown,
): void {
  if (rest.length === 0) object[first] = value
  else set(object[first] as Record<string, unknown>, rest, value)
}

/** What Okta sent to this scenario's target since a step last looked. */
function news(world: ScimWorld): readonly Exchange[] {
  const sent = sentByOkta(world.parameters.gateway, world.scenario)
  const fresh = sent.slice(world.exchangesSeen)
  world.exchangesSeen = sent.length
  return fresh
}

function headOf(world: ScimWorld): (exchange: Exchange) => string {
  const root = world.access.baseUrl.replace(/\/+$/, '')
  return ({ request: { method, url } }) => `${method} ${url.replace(root, '')}`
}

function lineOf(world: ScimWorld): (exchange: Exchange) => string {
  const head = headOf(world)
  return (exchange) => {
    const { body } = exchange.request
    return body === null ? head(exchange) : `${head(exchange)} ${body}`
  }
}
