import { AfterStep, BeforeStep } from '@cucumber/cucumber'
import { PickleStepType } from '@cucumber/messages'
import type { Member } from './support/product-client.ts'
import type { ScimWorld } from './world.ts'

/** The media type under which a scenario tells what members the product had at that moment. */
const MEMBERS = 'application/vnd.scimulate.members+json'
/** Where what SCIM does to members is worth a look. */
const WATCHED = '@okta or @needs-members'
/** Scenarios whose last step looked at the members when it was done. */
const JUST_SEEN = new WeakSet<ScimWorld>()

BeforeStep({ tags: WATCHED }, async function (this: ScimWorld, { pickleStep }) {
  const acts = pickleStep.type === PickleStepType.ACTION
  if (acts && !JUST_SEEN.has(this)) await look(this, 'before')
})

AfterStep({ tags: WATCHED }, async function (this: ScimWorld, { pickleStep }) {
  const acts = pickleStep.type === PickleStepType.ACTION
  if (acts) await look(this, 'after')
  // The next action begins where this one ended: nothing has happened in between.
  if (acts) JUST_SEEN.add(this)
  else JUST_SEEN.delete(this)
})

/** For the reader of the report only: a look that goes wrong decides nothing. */
async function look(world: ScimWorld, when: 'before' | 'after'): Promise<void> {
  const members = await membersNow(world).catch(() => undefined)
  if (members === undefined) return
  const text = JSON.stringify(members)
  if (text === world.membersTold) return
  world.membersTold = text
  world.attach(JSON.stringify({ when, members }), MEMBERS)
}

/** All members of the scenario, as far as somebody tells of them. */
async function membersNow(world: ScimWorld): Promise<readonly Member[] | undefined> {
  const { capabilities, target } = world.parameters
  if (!capabilities.some(({ flag, value }) => flag === 'members' && value)) return undefined
  // Counted to no scenario: a look for the report is no part of the story.
  if (target.kind === 'reference') {
    return world.productAs('').membersOf(world.connection.organizationId)
  }
  const emails = [...world.people.values()].map(({ email }) => email)
  return (await Promise.all(emails.map((email) => world.membersWith(email)))).flat()
}
