import assert from 'node:assert/strict'
import { Given, Then, When } from '@cucumber/cucumber'
import { Blocked } from './support/blocked.ts'
import type { Resource } from './support/list.ts'
import type { Person } from './support/people.ts'
import type { ScimWorld } from './world.ts'

Given('the person {name}', async function (this: ScimWorld, name: string) {
  await joins(this, name)
})

Given('{name} is assigned to the app', async function (this: ScimWorld, name: string) {
  await isAssigned(this, name)
})

Given('{name} was provisioned', async function (this: ScimWorld, name: string) {
  await this.okta.settled()
  if ((await remember(this, name)) === undefined) throw notCreated(name)
  await this.lookedAt()
})

Given('{name} was unassigned from the app', async function (this: ScimWorld, name: string) {
  const person = await isAssigned(this, name)
  await this.okta.unassign(this.app.id, person)
  await this.okta.settled()
  const { status, body } = await this.scim.get(this.userPath(name))
  // Somebody who is gone is not active, and whether they may be gone is for the scenario to judge.
  if (status !== 404 && (body as Resource | undefined)?.active !== false) {
    throw new Blocked(
      'OKTA-1.4-01',
      `the server still has ${name} active after Okta deactivated them`,
    )
  }
  await this.lookedAt()
})

When('the admin assigns {name} to the app', async function (this: ScimWorld, name: string) {
  await this.okta.assign(this.app.id, await this.person(name))
  await this.okta.settled()
  await remember(this, name)
})

When('the person {name} is assigned to the app', async function (this: ScimWorld, name: string) {
  await this.okta.assign(this.app.id, await joins(this, name))
  await this.okta.settled()
  await remember(this, name)
})

When(
  'both apps assign {name}, and each looks up before either creates',
  async function (this: ScimWorld, name: string) {
    const person = await this.person(name)
    await this.play({ holdCreates: 2 })
    await Promise.all([...this.apps.values()].map(({ id }) => this.okta.assign(id, person)))
    await this.okta.settled()
  },
)

When('the admin unassigns {name} from the app', async function (this: ScimWorld, name: string) {
  await this.okta.unassign(this.app.id, await this.person(name))
  await this.okta.settled()
})

When(
  'the admin changes the {word} of {name} to {string}',
  async function (this: ScimWorld, attribute: string, name: string, value: string) {
    await this.okta.changeProfile(await this.person(name), { [attribute]: value })
    await this.okta.settled()
  },
)

When(
  'the admin renames {name} to the userName of {name}',
  async function (this: ScimWorld, name: string, other: string) {
    const { email } = await this.person(other)
    // In Okta itself logins are unique: the clash is with a person whom only the server knows.
    await this.okta.changeProfile(await this.person(name), { login: email, email })
    await this.okta.settled()
  },
)

const LIFECYCLE: Readonly<Record<string, string>> = {
  activat: 'activate',
  deactivat: 'deactivate',
}

When(
  /^([A-Z][a-z]+) is (activat|deactivat|suspend|unsuspend)ed in Okta$/,
  async function (this: ScimWorld, name: string, step: string) {
    await this.okta.lifecycle(await this.person(name), LIFECYCLE[step] ?? step)
    await this.okta.settled()
  },
)

When(
  '{name} gets the password {string} in Okta',
  async function (this: ScimWorld, name: string, password: string) {
    await this.okta.setPassword(await this.person(name), password)
    await this.okta.settled()
  },
)

When('{name} is deleted in Okta', async function (this: ScimWorld, name: string) {
  await this.okta.deletePerson(await this.person(name))
  await this.okta.settled()
})

When('the admin provisions {name} by hand', async function (this: ScimWorld, name: string) {
  const { oktaId: userId } = await this.person(name)
  await this.okta.act(this.app.id, 'provision-user', { userId })
  await remember(this, name)
})

When('the admin retries the task', async function (this: ScimWorld) {
  const open = (await this.okta.tasks(this.app.id)).filter(({ status }) => status === 'OPEN')
  assert.ok(open.length > 0, 'Okta shows no open task')
  for (const task of open) await this.okta.retry(task)
  await this.okta.settled()
})

Then('Okta knows {name} by the id of that user', async function (this: ScimWorld, name: string) {
  const assignment = await this.okta.assignment(this.app.id, await this.person(name))
  assert.equal(assignment?.externalId, this.resource(name).id)
})

Then('Okta holds no id for {name}', async function (this: ScimWorld, name: string) {
  const assignment = await this.okta.assignment(this.app.id, await this.person(name))
  assert.ok(assignment, `${name} is not assigned any more: the assignment is lost`)
  assert.equal(assignment.externalId ?? null, null)
})

async function joins(world: ScimWorld, name: string): Promise<Person> {
  const known = await world.person(name)
  if (known.oktaId !== undefined) return known
  const person = await world.okta.createPerson(known)
  world.people.set(name, person)
  return person
}

async function isAssigned(world: ScimWorld, name: string): Promise<Person> {
  const person = await joins(world, name)
  await world.okta.assign(world.app.id, person)
  await world.okta.settled()
  const user = await remember(world, name)
  if (user === undefined) throw notCreated(name)
  await world.lookedAt()
  return person
}

/** Keeps the user that Okta made or linked, so that later steps can speak of it. */
async function remember(world: ScimWorld, name: string): Promise<Resource | undefined> {
  const assignment = await world.okta.assignment(world.app.id, await world.person(name))
  const id = assignment?.externalId
  if (typeof id !== 'string') return undefined
  const user = { id }
  world.resources.set(name, user)
  return user
}

function notCreated(name: string): Blocked {
  return new Blocked('OKTA-1.2-01', `Okta could not provision ${name}`)
}
