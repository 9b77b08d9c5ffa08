import assert from 'node:assert/strict'
import { Given, Then, When } from '@cucumber/cucumber'
import { Blocked, precondition } from './support/blocked.ts'
import { expectStatus, objectIn } from './support/http.ts'
import { expectMembersLeft } from './support/kept.ts'
import { namesIn } from './support/list.ts'
import { memberOf } from './support/new-resource.ts'
import type { ScimWorld } from './world.ts'

Given(
  'a group {name} of {names}',
  async function (this: ScimWorld, name: string, members: readonly string[]) {
    await groupOf(this, name, members)
  },
)

When(
  /^the client adds (them all|[A-Z][a-z]+) to the group ([A-Z][a-z]+)$/,
  async function (this: ScimWorld, who: string, name: string) {
    const added = who === 'them all' ? usersOf(this) : [who]
    const value = added.map((one) => memberOf(this.parameters, this.resource(one)))
    this.answer = await this.scim.send('PATCH', this.groupPath(name), {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', path: 'members', value }],
    })
  },
)

When(
  'the client removes {name} from the group {name}',
  async function (this: ScimWorld, who: string, name: string) {
    this.answer = await this.scim.send('PATCH', this.groupPath(name), {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'remove', path: `members[value eq "${this.resource(who).id}"]` }],
    })
  },
)

Then(
  /^the group ([A-Z][a-z]+) has ([\w, ]+)$/,
  async function (this: ScimWorld, name: string, members: string) {
    await hasMembers(this, name, members === 'them all' ? usersOf(this) : namesIn(members))
  },
)

Then(
  'the group {name} is called {name} on the server',
  async function (this: ScimWorld, name: string, to: string) {
    const answer = await this.scim.get(this.groupPath(name))
    expectStatus(answer, 200)
    assert.equal(objectIn(answer).displayName, this.unique(to))
  },
)

Then('the group {name} is gone from the server', async function (this: ScimWorld, name: string) {
  expectStatus(await this.scim.get(this.groupPath(name)), 404)
})

Then('the group {name} is still on the server', async function (this: ScimWorld, name: string) {
  expectStatus(await this.scim.get(this.groupPath(name)), 200)
})

Then('the product lists the group {name}', async function (this: ScimWorld, name: string) {
  const groups = await this.product.groups(this.connection)
  assert.deepEqual(
    groups.map(({ group_name }) => group_name),
    [this.unique(name)],
  )
})

async function groupOf(world: ScimWorld, name: string, members: readonly string[]): Promise<void> {
  const body = world.newGroup(name, members)
  const answer = await precondition('RFC7644-3.3-01', async () => {
    const created = await world.scim.send('POST', '/Groups', body)
    expectStatus(created, 201)
    return created
  })
  world.answer = answer
  const { id } = objectIn(answer)
  if (typeof id !== 'string') throw new Blocked('RFC7643-3.1-01', 'the new group has no id')
  world.resources.set(name, { ...objectIn(answer), id })
  world.made.set(name, { sent: body, told: answer.body })
  world.groupNames.add(name)
}

/** All users of the scenario, by their names in it. */
function usersOf({ resources, groupNames }: ScimWorld): string[] {
  return [...resources.keys()].filter((name) => !groupNames.has(name))
}

/** The members compared as a whole set: one too many is as wrong as one too few. */
async function hasMembers(
  world: ScimWorld,
  name: string,
  people: readonly string[],
): Promise<void> {
  const answer = await world.scim.get(world.groupPath(name))
  expectStatus(answer, 200)
  const ids = people.map((person) => world.resource(person).id)
  const made = world.madeBeforeChange(name)
  expectMembersLeft(objectIn(answer), ids, { made, of: ` of ${name}` })
}
