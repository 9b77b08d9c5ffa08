import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { type Postgres, postgres } from './postgres.ts'
import { closeAll, Rehearsal, scimAt, user } from './product-rehearsal.ts'

let database: Postgres | undefined
before(async () => {
  database = await postgres()
})
after(async () => {
  await closeAll()
  await database?.stop()
})

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const TIMES = Array.from({ length: 40 }, (_, i) => i)

/** Two servers on one store, where writers really meet. */
async function two(t: TestContext): Promise<readonly [Rehearsal, Rehearsal] | undefined> {
  if (database === undefined) {
    t.skip('no PostgreSQL here')
    return undefined
  }
  const shared = {
    databaseUrl: await database.database(),
    projectId: 'project-test-shared',
    secret: 'shared-secret',
  }
  return [await Rehearsal.open(shared), await Rehearsal.open(shared)]
}

test('who is deactivated while the product changes the member is deactivated, and changed', async (t) => {
  const both = await two(t)
  if (both === undefined) return
  const [one, other] = both
  const { organization_id, scim } = await one.connected('members')
  for (const i of TIMES) {
    const email_address = `p${i}@example.com`
    const { body } = await scim('POST', '/Users', user(email_address))
    const { members } = other.stytch.organizations
    const { member_id } = (await members.get({ organization_id, email_address })).member
    const off = { schemas: [PATCH], Operations: [{ op: 'replace', value: { active: false } }] }
    const [patched, updated] = await Promise.all([
      scim('PATCH', `/Users/${body.id}`, off),
      other.api('PUT', `/v1/b2b/organizations/${organization_id}/members/${member_id}`, {
        trusted_metadata: { plan: 'gold' },
      }),
    ])
    assert.equal(patched.status, 200)
    const { member } = await members.dangerouslyGet({ member_id, include_deleted: true })
    assert.equal(member.status, 'deleted', `${i}: the deactivation was undone`)
    if (updated.status === 200) assert.deepEqual(member.trusted_metadata, { plan: 'gold' })
    else assert.equal(updated.body.error_type, 'member_not_found')
  }
})

test('the old token of a completed rotation stays refused, whatever else is changed meanwhile', async (t) => {
  const both = await two(t)
  if (both === undefined) return
  const [one, other] = both
  const { organization_id, connection_id, connection } = await one.connected('rotation')
  const ids = { organization_id, connection_id }
  let token = connection.bearer_token
  for (const i of TIMES) {
    const started = await one.stytch.scim.connection.rotateStart(ids)
    const next = String(started.connection?.next_bearer_token)
    const display_name = `Okta ${i}`
    await Promise.all([
      one.stytch.scim.connection.rotateComplete(ids),
      other.stytch.scim.connection.update({ ...ids, display_name }),
    ])
    const status = async (bearer: string) =>
      (await scimAt(connection.base_url, bearer)('GET', '/Users?count=1')).status
    assert.equal(await status(token), 401, `${i}: the old token works again`)
    assert.equal(await status(next), 200)
    const now = await one.stytch.scim.connection.get({ organization_id })
    assert.equal(now.connection?.display_name, display_name)
    token = next
  }
})

test('two settings of an organization that are changed at once are both changed', async (t) => {
  const both = await two(t)
  if (both === undefined) return
  const [one, other] = both
  const { organization_id } = await one.connected('settings')
  for (const i of TIMES) {
    const organization_name = `Acme ${i}`
    const claimed_email_domains = [`d${i}.example.com`]
    await Promise.all([
      one.stytch.organizations.update({ organization_id, organization_name }),
      other.stytch.organizations.update({ organization_id, claimed_email_domains }),
    ])
    const { organization } = await one.stytch.organizations.get({ organization_id })
    assert.equal(organization.organization_name, organization_name)
    assert.deepEqual(organization.claimed_email_domains, claimed_email_domains)
  }
})
