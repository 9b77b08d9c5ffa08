import { Given, When } from '@cucumber/cucumber'
import { Blocked } from './support/blocked.ts'
import type { ScimWorld } from './world.ts'

Given('the Okta group {name}', async function (this: ScimWorld, name: string) {
  const id = await this.okta.createGroup(this.unique(name))
  this.groups.set(name, { name: this.unique(name), id })
})

Given(
  '{name} is in the Okta group {name}',
  async function (this: ScimWorld, who: string, name: string) {
    await this.okta.addToGroup(this.group(name).id, await this.person(who))
    await this.okta.settled()
  },
)

Given('the group {name} is assigned to the app', async function (this: ScimWorld, name: string) {
  await this.okta.assignGroup(this.app.id, this.group(name).id)
  await this.okta.settled()
  await this.lookedAt()
})

Given('the group {name} is pushed', async function (this: ScimWorld, name: string) {
  await push(this, name)
  if (!this.resources.has(name)) throw new Blocked('OKTA-1.9-01', `Okta could not push ${name}`)
  await this.lookedAt()
})

When(
  'the admin assigns the group {name} to the app',
  async function (this: ScimWorld, name: string) {
    await this.okta.assignGroup(this.app.id, this.group(name).id)
    await this.okta.settled()
    await rememberMembers(this)
  },
)

When(
  'the admin unassigns the group {name} from the app',
  async function (this: ScimWorld, name: string) {
    await this.okta.unassignGroup(this.app.id, this.group(name).id)
    await this.okta.settled()
  },
)

When('the admin pushes the group {name}', async function (this: ScimWorld, name: string) {
  await push(this, name)
})

When(
  '{name} joins the Okta group {name}',
  async function (this: ScimWorld, who: string, name: string) {
    await this.okta.addToGroup(this.group(name).id, await this.person(who))
    await this.okta.settled()
    await rememberMembers(this)
  },
)

When(
  '{name} leaves the Okta group {name}',
  async function (this: ScimWorld, who: string, name: string) {
    await this.okta.removeFromGroup(this.group(name).id, await this.person(who))
    await this.okta.settled()
  },
)

When(
  'the admin renames the Okta group {name} to {name}',
  async function (this: ScimWorld, name: string, to: string) {
    await this.okta.renameGroup(this.group(name).id, this.unique(to))
    await this.okta.settled()
  },
)

When(
  'the admin unlinks the group {name} and deletes it in the app',
  async function (this: ScimWorld, name: string) {
    await unlink(this, name, true)
  },
)

When(
  'the admin unlinks the group {name} and leaves it in the app',
  async function (this: ScimWorld, name: string) {
    await unlink(this, name, false)
  },
)

When('the admin pushes the group {name} now', async function (this: ScimWorld, name: string) {
  await this.okta.act(this.app.id, 'push-now', { mappingId: mappingOf(this, name) })
})

When('the admin deactivates the push of {name}', async function (this: ScimWorld, name: string) {
  await this.okta.setPushStatus(this.app.id, mappingOf(this, name), 'INACTIVE')
  await this.okta.settled()
})

When('the admin activates the push of {name}', async function (this: ScimWorld, name: string) {
  await this.okta.setPushStatus(this.app.id, mappingOf(this, name), 'ACTIVE')
  await this.okta.settled()
})

async function push(world: ScimWorld, name: string): Promise<void> {
  const group = world.group(name)
  const mappingId = await world.okta.pushGroup(world.app.id, group.id, group.name)
  await world.okta.settled()
  world.groups.set(name, { ...group, mappingId })
  const [found] = await world.groupsNamed(group.name)
  if (found !== undefined) world.resources.set(name, found)
}

async function unlink(world: ScimWorld, name: string, deleteTarget: boolean): Promise<void> {
  await world.okta.unlinkGroup(world.app.id, mappingOf(world, name), deleteTarget)
  await world.okta.settled()
}

function mappingOf(world: ScimWorld, name: string): string {
  const { mappingId } = world.group(name)
  if (mappingId === undefined) throw new Error(`the group ${name} is not pushed yet`)
  return mappingId
}

/** After an assignment by group each member may have got a user of the target. */
async function rememberMembers(world: ScimWorld): Promise<void> {
  for (const [name, person] of world.people) {
    if (person.oktaId === undefined || world.resources.has(name)) continue
    const assignment = await world.okta.assignment(world.app.id, person)
    const id = assignment?.externalId
    if (typeof id === 'string') world.resources.set(name, { id })
  }
}
