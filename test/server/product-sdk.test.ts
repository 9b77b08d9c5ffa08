import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { B2BClient } from 'stytch'
import { Webhook as SvixWebhook } from 'svix'
import { type RunningServer, startServer } from '../../server/app.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

let server: RunningServer
let stytch: B2BClient

before(async () => {
  server = await startServer()
  stytch = new B2BClient({
    project_id: server.projectId,
    secret: server.secret,
    env: server.url,
  })
})
after(() => server.close())

/** An organization with a SCIM connection, and SCIM spoken there. */
async function connected(slug: string) {
  const { organization } = await stytch.organizations.create({
    organization_name: slug,
    organization_slug: slug,
  })
  const { connection } = await stytch.scim.connection.create({
    organization_id: organization.organization_id,
    identity_provider: 'okta',
  })
  const scim = async (method: string, path: string, body?: object, token?: string) => {
    const answer = await fetch(String(connection?.base_url) + path, {
      method,
      headers: {
        authorization: `Bearer ${token ?? connection?.bearer_token}`,
        'content-type': 'application/scim+json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
  }
  return { organization, connection, scim }
}

function user(userName: string): object {
  return { schemas: [USER], userName, name: { givenName: 'Ada', familyName: 'L' } }
}

test('the SDK creates, reads, changes, finds and deletes an organization', async () => {
  const { organization } = await stytch.organizations.create({
    organization_name: 'First',
    organization_slug: 'first',
  })
  const id = organization.organization_id
  await stytch.organizations.update({ organization_id: id, organization_name: 'Renamed' })
  const read = await stytch.organizations.get({ organization_id: 'first' })
  assert.equal(read.organization.organization_name, 'Renamed')
  const found = await stytch.organizations.search({
    query: {
      operator: 'AND',
      operands: [{ filter_name: 'organization_slugs', filter_value: ['first'] }],
    },
  })
  assert.deepEqual(
    found.organizations.map((one) => one.organization_id),
    [id],
  )
  await stytch.organizations.delete({ organization_id: id })
  await assert.rejects(stytch.organizations.get({ organization_id: id }), {
    error_type: 'organization_not_found',
    status_code: 404,
  })
})

test('an organization has one active SCIM connection, whose token is shown once', async () => {
  const { organization, connection } = await connected('one-connection')
  const organization_id = organization.organization_id
  assert.match(String(connection?.bearer_token), /^[A-Za-z0-9]{48}$/)
  await assert.rejects(stytch.scim.connection.create({ organization_id }), {
    error_type: 'active_scim_connection_exists',
    status_code: 400,
  })
  const read = await stytch.scim.connection.get({ organization_id })
  assert.ok(!('bearer_token' in (read.connection ?? {})))
  assert.equal(read.connection?.bearer_token_last_four, connection?.bearer_token.slice(-4))
  await assert.rejects(
    stytch.scim.connection.update({
      organization_id,
      connection_id: String(connection?.connection_id),
      identity_provider: 'nobody',
    }),
    { error_type: 'invalid_scim_idp' },
  )
})

test('both tokens work while the token is rotated, the old one no more after that', async () => {
  const { organization, connection, scim } = await connected('rotating')
  const ids = {
    organization_id: organization.organization_id,
    connection_id: String(connection?.connection_id),
  }
  const { connection: rotating } = await stytch.scim.connection.rotateStart(ids)
  const next = String(rotating?.next_bearer_token)
  assert.equal((await scim('GET', '/Users')).status, 200)
  assert.equal((await scim('GET', '/Users', undefined, next)).status, 200)
  await stytch.scim.connection.rotateComplete(ids)
  assert.equal((await scim('GET', '/Users')).status, 401)
  assert.equal((await scim('GET', '/Users', undefined, next)).status, 200)
  await assert.rejects(stytch.scim.connection.rotateCancel(ids), {
    error_type: 'scim_connection_not_rotating_token',
  })
})

test('a provisioned user is a member; deactivated, deleted and back again with the same id', async () => {
  const { organization, scim } = await connected('members')
  const organization_id = organization.organization_id
  const { status, body } = await scim('POST', '/Users', user('ada@example.com'))
  assert.equal(status, 201)
  const get = () =>
    stytch.organizations.members.get({ organization_id, email_address: 'Ada@example.com' })
  const { member } = await get()
  assert.equal(member.status, 'active')
  assert.equal(member.scim_registration?.scim_attributes?.id, body.id)
  const off = { schemas: [PATCH], Operations: [{ op: 'replace', value: { active: false } }] }
  assert.equal((await scim('PATCH', `/Users/${body.id}`, off)).status, 200)
  await assert.rejects(get(), { error_type: 'member_not_found' })
  const deleted = await stytch.organizations.members.dangerouslyGet({
    member_id: member.member_id,
    include_deleted: true,
  })
  assert.equal(deleted.member.status, 'deleted')
  const on = { schemas: [PATCH], Operations: [{ op: 'replace', value: { active: true } }] }
  await scim('PATCH', `/Users/${body.id}`, on)
  assert.equal((await get()).member.member_id, member.member_id)
})

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

test('a group gives its members the roles that the connection maps to it', async () => {
  const { organization, connection, scim } = await connected('roles')
  const organization_id = organization.organization_id
  const connection_id = String(connection?.connection_id)
  const ada = await scim('POST', '/Users', user('ada@example.com'))
  const group = await scim('POST', '/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Finance',
    members: [{ value: ada.body.id }],
  })
  await stytch.scim.connection.update({
    organization_id,
    connection_id,
    scim_group_implicit_role_assignments: [
      { role_id: 'editor', group_id: group.body.id, group_name: 'Finance' },
    ],
  })
  const { scim_groups } = await stytch.scim.connection.getGroups({ organization_id, connection_id })
  assert.deepEqual(
    scim_groups.map(({ group_name }) => group_name),
    ['Finance'],
  )
  const { member } = await stytch.organizations.members.get({
    organization_id,
    email_address: 'ada@example.com',
  })
  const editor = member.roles.find(({ role_id }) => role_id === 'editor')
  assert.deepEqual(editor?.sources[0]?.details, { connection_id, group_id: group.body.id })
})

test('webhooks come in order, signed for svix and standardwebhooks', async () => {
  const received: { headers: Record<string, string>; payload: string }[] = []
  let arrived = () => {}
  const receiver = createServer((request, response) => {
    let payload = ''
    request.on('data', (chunk) => {
      payload += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, payload })
      response.end()
      arrived()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  const { organization, scim } = await connected('webhooks')
  const basic = Buffer.from(`${server.projectId}:${server.secret}`).toString('base64')
  const made = await fetch(`${server.url}/v1/scimulate/webhook_endpoints`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url, organization_id: organization.organization_id }),
  })
  const { webhook_endpoint } = (await made.json()) as { webhook_endpoint: { secret: string } }
  const three = new Promise<void>((resolve) => {
    arrived = () => received.length === 3 && resolve()
  })
  const { body } = await scim('POST', '/Users', user('ada@example.com'))
  await scim('PUT', `/Users/${body.id}`, { ...user('ada@example.com'), title: 'Countess' })
  await scim('DELETE', `/Users/${body.id}`)
  await three
  receiver.closeAllConnections()
  receiver.close()
  for (const { payload, headers } of received) {
    new SvixWebhook(webhook_endpoint.secret).verify(payload, headers)
    new StandardWebhook(webhook_endpoint.secret).verify(payload, headers)
  }
  const types = received.map(({ payload }) => {
    const { source, object_type, action } = JSON.parse(payload)
    return `${source}.${object_type}.${action}`.toLowerCase()
  })
  assert.deepEqual(types, ['scim.member.create', 'scim.member.update', 'scim.member.delete'])
})
