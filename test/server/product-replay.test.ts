import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { closeAll, Rehearsal, user } from './product-rehearsal.ts'
import { Story } from './product-story.ts'

const NOW = new Date('2026-01-31T12:00:00Z')
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open({ now: () => NOW })
})
after(closeAll)

type Connected = Awaited<ReturnType<Rehearsal['connected']>>

/** What a client has made so far: ids by the number that a command calls them. */
interface Made {
  readonly users: string[]
  readonly groups: string[]
}

type Command = (at: Connected, made: Made) => Promise<void>

const emails = fc.integer({ min: 0, max: 4 }).map((n) => `person${n}@example.com`)
const nth = fc.nat({ max: 5 })
const titles = fc.constantFrom('Analyst', 'Countess', 'Guest')

function pick(ids: readonly string[], n: number): string | undefined {
  return ids[n % Math.max(ids.length, 1)]
}

const createUser = fc.record({ email: emails, active: fc.boolean(), title: titles }).map(
  ({ email, active, title }): Command =>
    async ({ scim }, { users }) => {
      const { status, body } = await scim('POST', '/Users', user(email, { active, title }))
      assert.ok(status === 201 || status === 409, String(status))
      if (status === 201) users.push(body.id)
    },
)

const replaceUser = fc.record({ n: nth, email: emails, active: fc.boolean(), title: titles }).map(
  ({ n, email, active, title }): Command =>
    async ({ scim }, { users }) => {
      const id = pick(users, n)
      if (id) await scim('PUT', `/Users/${id}`, user(email, { active, title }))
    },
)

const patchUser = fc
  .record({
    n: nth,
    value: fc.oneof(
      fc.record({ active: fc.boolean() }),
      fc.record({ title: titles }),
      fc.record({ active: fc.boolean(), title: titles }),
      fc.record({ userName: emails }),
      fc.record({ nickName: fc.constantFrom('A', 'B') }),
    ),
  })
  .map(
    ({ n, value }): Command =>
      async ({ scim }, { users }) => {
        const id = pick(users, n)
        const body = { schemas: [PATCH], Operations: [{ op: 'replace', value }] }
        if (id) await scim('PATCH', `/Users/${id}`, body)
      },
  )

const deleteUser = nth.map(
  (n): Command =>
    async ({ scim }, { users }) => {
      const id = pick(users, n)
      if (id) await scim('DELETE', `/Users/${id}`)
    },
)

const createGroup = fc.record({ name: fc.constantFrom('Editors', 'Finance', 'Sales'), n: nth }).map(
  ({ name, n }): Command =>
    async ({ scim }, { users, groups }) => {
      const value = pick(users, n)
      const { status, body } = await scim('POST', '/Groups', {
        schemas: [GROUP],
        displayName: name,
        members: value === undefined ? [] : [{ value }],
      })
      if (status === 201) groups.push(body.id)
    },
)

const changeGroup = fc
  .record({ g: nth, n: nth, what: fc.constantFrom('add', 'remove', 'nest', 'rename', 'empty') })
  .map(
    ({ g, n, what }): Command =>
      async ({ scim }, { users, groups }) => {
        const id = pick(groups, g)
        const value = what === 'nest' ? pick(groups, n) : pick(users, n)
        if (id === undefined || value === undefined || id === value) return
        const operation = {
          add: { op: 'add', path: 'members', value: [{ value }] },
          nest: { op: 'add', path: 'members', value: [{ value }] },
          remove: { op: 'remove', path: `members[value eq "${value}"]` },
          rename: { op: 'replace', path: 'displayName', value: `Renamed ${n}` },
          empty: { op: 'remove', path: 'members' },
        }[what]
        await scim('PATCH', `/Groups/${id}`, { schemas: [PATCH], Operations: [operation] })
      },
  )

const deleteGroup = nth.map(
  (n): Command =>
    async ({ scim }, { groups }) => {
      const id = pick(groups, n)
      if (id) await scim('DELETE', `/Groups/${id}`)
    },
)

const assignRole = nth.map(
  (n): Command =>
    async ({ organization_id, connection_id }, made) => {
      const group_id = pick(made.groups, n)
      if (group_id === undefined) return
      await product.api('PUT', `/v1/b2b/scim/${organization_id}/connection/${connection_id}`, {
        scim_group_implicit_role_assignments: [{ role_id: 'editor', group_id }],
      })
    },
)

const commands = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: createUser },
    { weight: 2, arbitrary: replaceUser },
    { weight: 4, arbitrary: patchUser },
    { weight: 1, arbitrary: deleteUser },
    { weight: 2, arbitrary: createGroup },
    { weight: 4, arbitrary: changeGroup },
    { weight: 1, arbitrary: deleteGroup },
    { weight: 1, arbitrary: assignRole },
  ),
  { minLength: 5, maxLength: 30 },
)

let organizations = 0

test('after any writes, replaying the events rebuilds the members', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      organizations += 1
      const at = await product.connected(`story-${organizations}`)
      const made: Made = { users: [], groups: [] }
      for (const command of list) await command(at, made)
      const story = new Story(at.organization_id)
      for await (const payload of eventsOf(product)) story.tell(payload)
      const expected = await membersOf(at.organization_id)
      assert.deepEqual(story.members(), expected)
    }),
    { numRuns: 60 },
  )
})

let cursor = ''

/** What has come since the last look. */
async function* eventsOf(from: Rehearsal) {
  for (;;) {
    const { body } = await from.api('GET', `/v1/scimulate/events?cursor=${cursor}&limit=1000`)
    if (body.events.length === 0) return
    for (const { payload } of body.events) yield payload
    cursor = body.next_cursor
  }
}

async function membersOf(organizationId: string): Promise<unknown[]> {
  const { body } = await product.api('POST', '/v1/b2b/organizations/members/search', {
    organization_ids: [organizationId],
    limit: 1_000,
    query: {
      operator: 'AND',
      operands: [
        { filter_name: 'statuses', filter_value: ['active', 'deleted', 'invited', 'pending'] },
      ],
    },
  })
  return Story.ordered(body.members)
}
