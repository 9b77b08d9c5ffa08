import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { OPERATIONS } from '../../server/openapi/document.ts'
import { closeAll, DELIVERIES, ENDPOINTS, Rehearsal, until, user } from './product-rehearsal.ts'

const OTHER = { projectId: 'project-test-other', secret: 'other' }
const PASSWORD = 'correct horse'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open({ projects: [OTHER] })
})
after(closeAll)

type Connected = Awaited<ReturnType<Rehearsal['connected']>>

/** One of everything that has an id, in the first project. */
async function furnished(at: Connected) {
  const { organization_id, scim } = at
  const ada = await scim('POST', '/Users', user('ada@example.com', { password: PASSWORD }))
  const members = [{ value: ada.body.id }]
  const group = await scim('POST', '/Groups', { schemas: [GROUP], displayName: 'Editors', members })
  const { member } = await product.stytch.organizations.members.get({
    organization_id,
    email_address: 'ada@example.com',
  })
  const { member_id } = member
  const session = await product.api('POST', '/v1/scimulate/member_sessions', {
    organization_id,
    member_id,
  })
  const endpoint = await product.endpoint('http://127.0.0.1:9/')
  await product.api('POST', `${ENDPOINTS}/${endpoint.id}/test`)
  const log = await until(
    () => product.log(endpoint.id),
    ([first]) => first !== undefined,
  )
  return {
    ...at,
    member_id,
    password_id: member.member_password_id,
    group_id: String(group.body.id),
    token: String(session.body.session_token),
    session_id: String(session.body.member_session.member_session_id),
    endpoint: endpoint.id,
    delivery: String(log[0]?.webhook_delivery_id),
  }
}

type Furnished = Awaited<ReturnType<typeof furnished>>
type Sent = readonly [id: string, method: string, path: string, body?: object]

/** Every operation that can name something, naming what is the first project's. */
function prying(their: Furnished): Sent[] {
  const organization = `/v1/b2b/organizations/${their.organization_id}`
  return [
    ...atOrganization(their, organization),
    ...atConnection(their),
    ...atSessions(their),
    ...atWebhooks(their),
    ['organizations.delete', 'DELETE', organization],
  ]
}

function atOrganization(their: Furnished, organization: string): Sent[] {
  const { organization_id: org, member_id, password_id } = their
  const member = `${organization}/members/${member_id}`
  const settings = `/v1/scimulate/organizations/${org}/settings`
  return [
    ['organizations.get', 'GET', organization],
    ['organizations.get', 'GET', '/v1/b2b/organizations/furnished'],
    ['organizations.update', 'PUT', organization, { organization_name: 'Mine' }],
    ['organizations.metrics', 'GET', `${organization}/metrics`],
    ['organizations.deleteExternalId', 'DELETE', `${organization}/external_id`],
    ['organizations.members.create', 'POST', `${organization}/members`, { email_address: 'x@y.z' }],
    ['organizations.members.get', 'GET', `${organization}/member?member_id=${member_id}`],
    ['organizations.members.get', 'GET', `${organization}/member?email_address=ada@example.com`],
    [
      'organizations.members.dangerouslyGet',
      'GET',
      `/v1/b2b/organizations/members/dangerously_get/${member_id}?include_deleted=true`,
    ],
    [
      'organizations.members.search',
      'POST',
      '/v1/b2b/organizations/members/search',
      { organization_ids: [org] },
    ],
    ['organizations.members.update', 'PUT', member, { name: 'Mine' }],
    ['organizations.members.deleteExternalId', 'DELETE', `${member}/external_id`],
    ['organizations.members.reactivate', 'PUT', `${member}/reactivate`],
    [
      'organizations.members.unlinkRetiredEmail',
      'POST',
      `${member}/unlink_retired_email`,
      { email_address: 'ada@example.com' },
    ],
    [
      'organizations.members.deletePassword',
      'DELETE',
      `${organization}/members/passwords/${password_id}`,
    ],
    ['organizations.members.delete', 'DELETE', member],
    ['scimulate.getSettings', 'GET', settings],
    ['scimulate.putSettings', 'PUT', settings, { link_existing_members: false }],
  ]
}

function atConnection({ organization_id: org, connection_id }: Furnished): Sent[] {
  const connection = `/v1/b2b/scim/${org}/connection`
  const one = `${connection}/${connection_id}`
  return [
    ['scim.connection.create', 'POST', connection],
    ['scim.connection.get', 'GET', connection],
    ['scim.connection.update', 'PUT', one, { display_name: 'Mine' }],
    ['scim.connection.getGroups', 'GET', one],
    ['scim.connection.rotateStart', 'POST', `${one}/rotate/start`],
    ['scim.connection.rotateComplete', 'POST', `${one}/rotate/complete`],
    ['scim.connection.rotateCancel', 'POST', `${one}/rotate/cancel`],
    ['scim.connection.delete', 'DELETE', one],
  ]
}

function atSessions({ organization_id: org, member_id, session_id, token }: Furnished): Sent[] {
  const ids = { organization_id: org, member_id }
  const known = { organization_id: org, email_address: 'ada@example.com', password: PASSWORD }
  return [
    ['passwords.authenticate', 'POST', '/v1/b2b/passwords/authenticate', known],
    ['sessions.get', 'GET', `/v1/b2b/sessions?${new URLSearchParams(ids)}`],
    ['sessions.authenticate', 'POST', '/v1/b2b/sessions/authenticate', { session_token: token }],
    ['sessions.revoke', 'POST', '/v1/b2b/sessions/revoke', { session_token: token }],
    ['sessions.revoke', 'POST', '/v1/b2b/sessions/revoke', { member_session_id: session_id }],
    ['sessions.revoke', 'POST', '/v1/b2b/sessions/revoke', { member_id }],
    ['scimulate.startSession', 'POST', '/v1/scimulate/member_sessions', ids],
  ]
}

function atWebhooks({ organization_id: org, endpoint: id, delivery }: Furnished): Sent[] {
  const endpoint = `${ENDPOINTS}/${id}`
  return [
    [
      'scimulate.createWebhookEndpoint',
      'POST',
      ENDPOINTS,
      { url: 'http://127.0.0.1:9/', organization_id: org },
    ],
    ['scimulate.getWebhookEndpoint', 'GET', endpoint],
    ['scimulate.updateWebhookEndpoint', 'PUT', endpoint, { url: 'http://127.0.0.1:10/' }],
    ['scimulate.rotateWebhookSecret', 'POST', `${endpoint}/rotate`],
    ['scimulate.replayWebhooks', 'POST', `${endpoint}/replay`, { since: '2000-01-01T00:00:00Z' }],
    ['scimulate.sendTestEvent', 'POST', `${endpoint}/test`],
    ['scimulate.deleteWebhookEndpoint', 'DELETE', endpoint],
    ['scimulate.getWebhookDelivery', 'GET', `${DELIVERIES}/${delivery}`],
    ['scimulate.resendWebhook', 'POST', `${DELIVERIES}/${delivery}/resend`],
  ]
}

/** What names nothing: a list, or something new. */
const NAMING_NOTHING = {
  'organizations.create': undefined,
  'scimulate.createProject': undefined,
  'organizations.search': ['POST', '/v1/b2b/organizations/search', 'organizations'],
  'scimulate.listWebhookEndpoints': ['GET', ENDPOINTS, 'webhook_endpoints'],
  'scimulate.listWebhookDeliveries': ['GET', DELIVERIES, 'webhook_deliveries'],
  'scimulate.readEvents': ['GET', '/v1/scimulate/events', 'events'],
} as const

/** All that the first project can see of itself. */
async function seen({ organization_id: org, connection_id, endpoint, member_id }: Furnished) {
  const paths = [
    `/v1/b2b/organizations/${org}`,
    `/v1/b2b/organizations/members/dangerously_get/${member_id}?include_deleted=true`,
    `/v1/b2b/scim/${org}/connection`,
    `/v1/b2b/scim/${org}/connection/${connection_id}`,
    `/v1/b2b/sessions?organization_id=${org}&member_id=${member_id}`,
    `/v1/scimulate/organizations/${org}/settings`,
    `${ENDPOINTS}/${endpoint}`,
    '/v1/scimulate/events?limit=1000',
  ]
  const answers = await Promise.all(paths.map((path) => product.api('GET', path)))
  return answers.map(({ status, body }) => [status, { ...body, request_id: '' }])
}

test('no operation lets a project see or touch what is another one’s', async () => {
  const their = await furnished(await product.connected('furnished'))
  const sent = prying(their)
  const known = [...sent.map(([id]) => id), ...Object.keys(NAMING_NOTHING)]
  assert.deepEqual([...new Set(known)].sort(), OPERATIONS.map(({ id }) => id).sort())
  const before = await seen(their)
  assert.ok(before.every(([status]) => status === 200))
  for (const [id, method, path, body] of sent) {
    const answer = await product.api(method, path, body, {}, OTHER)
    assert.equal(answer.status, 404, `${id}: ${JSON.stringify(answer.body)}`)
  }
  for (const listed of Object.values(NAMING_NOTHING)) {
    if (listed === undefined) continue
    const [method, path, member] = listed
    assert.deepEqual((await product.api(method, path, undefined, {}, OTHER)).body[member], [])
  }
  assert.deepEqual(await seen(their), before)
})

test('nothing of another project can be brought into one’s own', async () => {
  const their = await furnished(await product.connected('theirs'))
  const made = await product.api(
    'POST',
    '/v1/b2b/organizations',
    { organization_name: 'Own' },
    {},
    OTHER,
  )
  const own = made.body.organization.organization_id
  const at = `/v1/b2b/scim/${own}/connection`
  const { connection } = (await product.api('POST', at, undefined, {}, OTHER)).body
  const send = (method: string, path: string, body?: object) =>
    product.api(method, path, body, {}, OTHER)
  const role = await send('PUT', `${at}/${connection.connection_id}`, {
    scim_group_implicit_role_assignments: [{ role_id: 'editor', group_id: their.group_id }],
  })
  assert.equal(role.body.error_type, 'scim_group_role_assignment_group_does_not_exist')
  const { member_id, connection_id } = their
  for (const [method, path, body] of [
    ['PUT', `/v1/b2b/organizations/${own}/members/${member_id}`, { name: 'Mine' }],
    ['DELETE', `/v1/b2b/organizations/${own}/members/${member_id}`],
    ['GET', `/v1/b2b/organizations/${own}/member?member_id=${member_id}`],
    ['PUT', `${at}/${connection_id}`, { display_name: 'Mine' }],
    ['POST', `${at}/${connection_id}/rotate/start`],
    ['GET', `${at}/${connection_id}`],
    ['DELETE', `${at}/${connection_id}`],
    ['POST', '/v1/scimulate/member_sessions', { organization_id: own, member_id }],
  ] as const) {
    assert.equal((await send(method, path, body)).status, 404, `${method} ${path}`)
  }
  const { member_sessions } = (
    await send('GET', `/v1/b2b/sessions?organization_id=${own}&member_id=${member_id}`)
  ).body
  assert.deepEqual(member_sessions, [])
  // A token opens the base URL of its own connection, and nothing of the product API.
  const crossed = await fetch(`${connection.base_url}/Users`, {
    headers: { authorization: `Bearer ${their.connection.bearer_token}` },
  })
  assert.equal(crossed.status, 401)
  const bearer = await product.api('GET', `/v1/b2b/organizations/${own}`, undefined, {
    authorization: `Bearer ${connection.bearer_token}`,
  })
  assert.equal(bearer.status, 401)
})
