import assert from 'node:assert/strict'
import { type DataTable, Given, Then } from '@cucumber/cucumber'
import { Blocked } from './support/blocked.ts'
import type { Member } from './support/product-client.ts'
import { attributes, valueAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

Given('a member with the e-mail address of {name}', async function (this: ScimWorld, name: string) {
  const { email, firstName, lastName } = await this.person(name)
  const { organizationId } = this.connection
  const member = await this.product.createMember(organizationId, email, `${firstName} ${lastName}`)
  this.members.set(name, member)
  await this.overlookWebhooks()
})

Given('{name} has a member', async function (this: ScimWorld, name: string) {
  const [member] = await membersOf(this, name)
  if (member === undefined) throw new Blocked('STYTCH-4.2-01', `${name} has no member`)
  this.members.set(name, member)
})

Then(
  '{name} signs in with {string}',
  async function (this: ScimWorld, name: string, password: string) {
    const { email } = await this.person(name)
    assert.ok(await this.product.signIn(this.connection, email, password), 'nobody is signed in')
  },
)

Then(
  '{name} does not sign in with {string}',
  async function (this: ScimWorld, name: string, password: string) {
    const { email } = await this.person(name)
    assert.ok(
      !(await this.product.signIn(this.connection, email, password)),
      `${name} is signed in`,
    )
  },
)

Given('members are not linked', async function (this: ScimWorld) {
  await this.product.setLinking(this.connection.organizationId, false)
})

Then('{name} has the member:', async function (this: ScimWorld, name: string, table: DataTable) {
  await hasMember(this, name, table)
})

Then(
  '{name} still has the member:',
  async function (this: ScimWorld, name: string, table: DataTable) {
    await hasMember(this, name, table)
  },
)

Then('it is the member from before', async function (this: ScimWorld) {
  for (const [name, before] of this.members) {
    assert.equal((await oneMember(this, name)).member_id, before.member_id)
  }
})

Then('{name} has no member', async function (this: ScimWorld, name: string) {
  assert.deepEqual(await membersOf(this, name), [])
})

async function hasMember(world: ScimWorld, name: string, table: DataTable): Promise<void> {
  const member = await oneMember(world, name)
  for (const [path, value] of Object.entries(attributes(table, world.fill))) {
    assert.deepEqual(valueAt(member, path), value, `${path} of ${name}'s member`)
  }
}

async function oneMember(world: ScimWorld, name: string): Promise<Member> {
  const [member, ...others] = await membersOf(world, name)
  assert.ok(member, `${name} has no member`)
  assert.equal(others.length, 0, `${name} has ${others.length + 1} members`)
  return member
}

async function membersOf(world: ScimWorld, name: string): Promise<Member[]> {
  const { email } = await world.person(name)
  return world.membersWith(email)
}
