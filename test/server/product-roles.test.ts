import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeAll, Rehearsal, typeOf, user } from './product-rehearsal.ts'

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open()
})
after(closeAll)

test('whose e-mail address is of a domain has the roles that the organization gives to the domain', async () => {
  const { organization_id, scim } = await product.connected('domains')
  await product.stytch.organizations.update({
    organization_id,
    rbac_email_implicit_role_assignments: [
      { domain: 'Example.com', role_id: 'reader' },
      { domain: 'example.com', role_id: 'stytch_admin' },
      { domain: 'example.org', role_id: 'guest' },
    ],
  })
  const rolesOf = async (email_address: string) => {
    const { member } = await product.stytch.organizations.members.get({
      organization_id,
      email_address,
    })
    return { roles: member.roles.slice(1), isAdmin: member.is_admin, id: member.member_id }
  }
  const { body } = await scim('POST', '/Users', user('ada@EXAMPLE.com'))
  const ada = await rolesOf('ada@example.com')
  const by = (email_domain: string) => [{ type: 'email_assignment', details: { email_domain } }]
  assert.deepEqual(ada.roles, [
    { role_id: 'reader', sources: by('Example.com') },
    { role_id: 'stytch_admin', sources: by('example.com') },
  ])
  assert.equal(ada.isAdmin, true)
  await product.stytch.organizations.members.update({
    organization_id,
    member_id: ada.id,
    roles: ['reader'],
  })
  assert.deepEqual((await rolesOf('ada@example.com')).roles[0]?.sources, [
    { type: 'direct_assignment', details: {} },
    ...by('Example.com'),
  ])
  await scim('PUT', `/Users/${body.id}`, user('ada@example.org'))
  const moved = await rolesOf('ada@example.org')
  assert.deepEqual(
    moved.roles.map(({ role_id }) => role_id),
    ['reader', 'guest'],
  )
  assert.equal(moved.isAdmin, false)
})

test('a member who is linked by a deactivated user is deprovisioned: signed out, without roles, and told', async () => {
  const { organization_id, scim } = await product.connected('linked')
  const { member_id } = await product.stytch.organizations.members.create({
    organization_id,
    email_address: 'ada@example.com',
    roles: ['editor'],
  })
  const ids = { organization_id, member_id }
  const { body } = await product.api('POST', '/v1/scimulate/member_sessions', ids)
  const { next_cursor } = (await product.api('GET', '/v1/scimulate/events?limit=1000')).body
  assert.equal(
    (await scim('POST', '/Users', user('ada@example.com', { active: false }))).status,
    201,
  )
  await assert.rejects(
    product.stytch.sessions.authenticate({ session_token: body.session_token }),
    { error_type: 'session_not_found' },
  )
  const { member } = await product.stytch.organizations.members.dangerouslyGet({
    member_id,
    include_deleted: true,
  })
  assert.equal(member.status, 'deleted')
  assert.deepEqual(member.roles, [])
  const { events } = (await product.api('GET', `/v1/scimulate/events?cursor=${next_cursor}`)).body
  assert.deepEqual(
    events.map(({ payload }: { payload: object }) => typeOf(JSON.stringify(payload))),
    ['scim.member.update', 'scim.member.delete'],
  )
})

test('a session lasts from five minutes to a year', async () => {
  const { organization_id } = await product.connected('minutes')
  const { member_id } = await product.stytch.organizations.members.create({
    organization_id,
    email_address: 'ada@example.com',
  })
  const start = (session_duration_minutes: number) =>
    product.api('POST', '/v1/scimulate/member_sessions', {
      organization_id,
      member_id,
      session_duration_minutes,
    })
  for (const minutes of [-5, 0, 4, 527_041, 9e15, 1e300]) {
    assert.equal((await start(minutes)).body.error_type, 'invalid_argument', `${minutes}`)
  }
  const { body } = await start(5)
  const { session_token } = body
  await product.stytch.sessions.authenticate({ session_token })
  await product.advance('PT6M')
  await assert.rejects(product.stytch.sessions.authenticate({ session_token }), {
    error_type: 'session_not_found',
  })
})

test('a group that is renamed or deleted is so in the role assignments of its connection', async () => {
  const { organization_id, connection_id, scim } = await product.connected('assignments')
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
  const make = async (displayName: string) =>
    String((await scim('POST', '/Groups', { schemas, displayName })).body.id)
  const [editors, sellers] = [await make('Editors'), await make('Sellers')]
  const assigned = (role_id: string, group_id: string, group_name: string) => ({
    role_id,
    group_id,
    group_name,
  })
  const { connection } = product.stytch.scim
  await connection.update({
    ...{ organization_id, connection_id },
    scim_group_implicit_role_assignments: [
      assigned('editor', editors, 'Editors'),
      assigned('reader', editors, 'Editors'),
      assigned('seller', sellers, 'Sellers'),
    ],
  })
  const now = async () =>
    (await connection.get({ organization_id })).connection?.scim_group_implicit_role_assignments
  await scim('PUT', `/Groups/${editors}`, { schemas, displayName: 'Writers' })
  assert.deepEqual(await now(), [
    assigned('editor', editors, 'Writers'),
    assigned('reader', editors, 'Writers'),
    assigned('seller', sellers, 'Sellers'),
  ])
  await scim('DELETE', `/Groups/${editors}`)
  assert.deepEqual(await now(), [assigned('seller', sellers, 'Sellers')])
})
