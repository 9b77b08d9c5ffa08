import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { Blocked, precondition } from './support/blocked.ts'
import { type Answer, expectStatus, objectIn } from './support/http.ts'
import { expectLeft } from './support/kept.ts'
import { attributes, attributesByName, operations, valueAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

Given("a user with {name}'s userName", async function (this: ScimWorld, name: string) {
  await userOf(this, name)
})

Given(
  "a user with {name}'s userName and:",
  async function (this: ScimWorld, name: string, table: DataTable) {
    await this.person(name)
    await userOf(this, name, attributes(table, this.fill))
  },
)

/** So many requests take their time where a server is asked slowly. */
Given('{int} users', { timeout: 600_000 }, async function (this: ScimWorld, count: number) {
  const names = Array.from({ length: count }, (_, i) => `User${i + 1}`)
  for (const name of names) await userOf(this, name)
})

Given('the users:', async function (this: ScimWorld, table: DataTable) {
  for (const [name = ''] of table.rows()) await this.person(name)
  const users = attributesByName(table, this.fill)
  for (const [name, more] of users) await userOf(this, name, more)
})

When(
  /^the client creates a user with ([A-Z][a-z]+)'s userName( in upper case)?$/,
  async function (this: ScimWorld, name: string, upper: string | null) {
    const { email } = await this.person(name)
    await create(this, name, upper === null ? email : email.toUpperCase())
  },
)

Given('the name of a person {name}', async function (this: ScimWorld, name: string) {
  await this.person(name)
})

Given('the client deleted {name}', async function (this: ScimWorld, name: string) {
  await precondition('RFC7644-3.6-01', async () => {
    expectStatus(await this.scim.send('DELETE', this.pathOf(name)), 204)
  })
})

Given(
  'the clock has moved on since {name} was made',
  async function (this: ScimWorld, name: string) {
    await pause(tickOf(String(valueAt(this.resource(name), 'meta.lastModified'))))
  },
)

/** How long a clock that tells instants like this one may stand still, in milliseconds. */
function tickOf(instant: string): number {
  const digits = /\.(\d*[1-9])/.exec(instant)?.[1]?.length ?? 0
  return Math.ceil(1.1 * 10 ** (3 - Math.min(digits, 2)))
}

When(
  "the client sends PUT {string} with {name}'s user",
  async function (this: ScimWorld, path: string, name: string) {
    const person = await this.person(name)
    this.answer = await this.scim.send('PUT', this.fill(path), this.newUser(person, person.email))
  },
)

When('the client reads {name}', async function (this: ScimWorld, name: string) {
  this.answer = await this.scim.get(this.pathOf(name))
  const { status, headers, body } = this.answer
  if (status !== 200 || typeof body !== 'object') return
  this.resources.set(name, { ...this.resource(name), ...body })
  if (headers.etag !== undefined) this.versions.set(name, headers.etag)
})

When('the client puts back what it read of {name}', async function (this: ScimWorld, name: string) {
  const read = await this.scim.get(this.userPath(name))
  expectStatus(read, 200)
  this.answer = await this.scim.send('PUT', this.userPath(name), read.body)
})

When(
  "the client replaces {name}'s user with:",
  async function (this: ScimWorld, name: string, table: DataTable) {
    const person = await this.person(name)
    const body = this.newUser(person, person.email, attributes(table, this.fill))
    this.answer = await this.scim.send('PUT', this.userPath(name), body)
  },
)

/** A patch that was made is one that has to succeed. */
When(
  /^the client patch(es|ed) ([A-Z][a-z]+) with:$/,
  async function (this: ScimWorld, tense: string, name: string, table: DataTable) {
    this.answer = await this.scim.send('PATCH', this.pathOf(name), {
      schemas: [PATCH_OP],
      Operations: operations(table, this.fill),
    })
    if (tense === 'es') return
    const { answer } = this
    await precondition('RFC7644-3.5.2-12', async () => expectStatus(answer, 200, 204))
  },
)

When('the client deletes {name}', async function (this: ScimWorld, name: string) {
  this.answer = await this.scim.send('DELETE', this.pathOf(name))
})

Then(
  /^([A-Z][a-z]+) (?:still )?has(?: the user)?:$/,
  async function (this: ScimWorld, name: string, table: DataTable) {
    const answer = await this.scim.get(this.pathOf(name))
    expectStatus(answer, 200)
    const made = await this.userBeforeChange(name)
    expectLeft(table, this.fill, objectIn(answer), { made, of: ` of ${name}` })
  },
)

Then("{name}'s id is not {string}", function (this: ScimWorld, name: string, id: string) {
  assert.notEqual(this.resource(name).id, this.fill(id))
})

Then("there is one user with {name}'s userName", async function (this: ScimWorld, name: string) {
  const users = await this.usersNamed((await this.person(name)).email)
  assert.equal(users.length, 1)
  const known = this.resources.get(name)
  if (known !== undefined) assert.equal(users[0]?.id, known.id, 'it is another user than before')
})

Then("there is no user with {name}'s userName", async function (this: ScimWorld, name: string) {
  assert.deepEqual(await this.usersNamed((await this.person(name)).email), [])
})

async function userOf(
  world: ScimWorld,
  name: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  const answer = await precondition('RFC7644-3.3-01', async () => {
    const created = await create(world, name, (await world.person(name)).email, more)
    expectStatus(created, 201)
    return created
  })
  const { id } = objectIn(answer)
  if (typeof id !== 'string') throw new Blocked('RFC7643-3.1-01', 'the new user has no id')
  world.resources.set(name, { ...objectIn(answer), id })
}

async function create(
  world: ScimWorld,
  name: string,
  userName: string,
  more: Record<string, unknown> = {},
): Promise<Answer> {
  const person = await world.person(name)
  const body = world.newUser(person, userName, more)
  world.answer = await world.scim.send('POST', '/Users', body)
  world.made.set(name, { sent: body, told: world.answer.body })
  return world.answer
}
