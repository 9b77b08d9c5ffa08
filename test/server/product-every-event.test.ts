import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { EVENT_TYPES } from '../../server/webhooks/event-names.ts'
import { closeAll, ENDPOINTS, Receiver, Rehearsal, typeOf, user } from './product-rehearsal.ts'
import { SdkTypes } from './sdk-types.ts'

after(closeAll)

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** One of everything that is told of, done over SCIM, by the API, and in the dashboard. */
async function everything(product: Rehearsal): Promise<void> {
  const { scim } = await product.connected('everything')
  const ada = await scim('POST', '/Users', user('ada@example.com'))
  await scim('PUT', `/Users/${ada.body.id}`, user('ada@example.com', { title: 'Countess' }))
  const members = [{ value: ada.body.id }]
  const group = await scim('POST', '/Groups', { schemas: [GROUP], displayName: 'Editors', members })
  const at = `/Groups/${group.body.id}`
  for (const operation of [
    { op: 'replace', path: 'displayName', value: 'Writers' },
    { op: 'remove', path: 'members' },
  ]) {
    await scim('PATCH', at, { schemas: [PATCH], Operations: [operation] })
  }
  await scim('DELETE', at)
  await scim('DELETE', `/Users/${ada.body.id}`)
  for (const source of ['direct', 'dashboard']) await everythingByHand(product, source)
}

async function everythingByHand(product: Rehearsal, source: string): Promise<void> {
  const send = async (method: string, path: string, body: object = {}) =>
    (await product.api(method, path, body, { 'scimulate-source': source })).body
  const made = await send('POST', '/v1/b2b/organizations', { organization_name: source })
  const id = made.organization.organization_id
  const organization = `/v1/b2b/organizations/${id}`
  await send('PUT', organization, { organization_name: 'Renamed' })
  const { member_id } = await send('POST', `${organization}/members`, { email_address: 'a@b.c' })
  await send('PUT', `${organization}/members/${member_id}`, { name: 'A' })
  await send('DELETE', `${organization}/members/${member_id}`)
  const { connection } = await send('POST', `/v1/b2b/scim/${id}/connection`)
  const one = `/v1/b2b/scim/${id}/connection/${connection.connection_id}`
  await send('PUT', one, { display_name: 'Okta' })
  await send('DELETE', one)
  await send('DELETE', organization)
}

/** Everything, as a receiver gets it that verifies each of so many. */
async function told(product: Rehearsal, count: number): Promise<string[]> {
  const receiver = await Receiver.open()
  const { id, secret } = await product.endpoint(receiver.url)
  await everything(product)
  await product.api('POST', `${ENDPOINTS}/${id}/test`)
  return (await receiver.verified(count, secret)).map(({ payload }) => payload)
}

const ENVELOPE = [
  ...['action', 'details', 'event_id', 'id', 'object_type', 'project_id', 'source'],
  ...['timestamp', 'vertical'],
]

/** Where an event's object stands in an answer that the SDK types. */
const TYPED: Readonly<Record<string, (object: object) => [method: string, answer: object]>> = {
  member: (member) => ['organizations.members.get', { member }],
  organization: (organization) => ['organizations.get', { organization }],
  scim_connection: (connection) => ['scim.connection.get', { connection }],
  scim_group: (group) => ['scim.connection.getGroups', { scim_groups: [group] }],
}

function differences(types: SdkTypes, objectType: string, object: object): string[] {
  const place = TYPED[objectType]
  if (place === undefined) return []
  const [method, answer] = place(object)
  const known = new RegExp(`^${method}\\.(${Object.keys(answer).join('|')})\\b`)
  return types
    .differences(method, answer)
    .filter((one) => known.test(one) && !one.includes('scim_active_connection is null'))
}

test('every event that there is is told, verified by both libraries, in the envelope, with its whole object', async () => {
  const types = new SdkTypes()
  const product = await Rehearsal.open()
  const wanted = [...EVENT_TYPES].filter((type) => !type.includes('idp_group')).sort()
  const payloads = await told(product, wanted.length + 2)
  const named = payloads.map((payload) => typeOf(payload))
  assert.deepEqual([...new Set(named)].sort(), wanted)
  assert.equal(
    new Set(payloads.map((payload) => JSON.parse(payload).event_id)).size,
    payloads.length,
  )
  for (const payload of payloads) {
    const event = JSON.parse(payload)
    const { object_type: type, action } = event
    const whole = action !== 'DELETE' && type !== 'test'
    assert.deepEqual(Object.keys(event).sort(), [...ENVELOPE, ...(whole ? [type] : [])].sort())
    assert.match(event.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    assert.match(event.event_id, /^webhook-event-test-[0-9a-f-]{36}$/)
    assert.equal(event.project_id, product.server.projectId)
    assert.equal(event.vertical, 'B2B')
    if (whole) assert.deepEqual(differences(types, type, event[type]), [], typeOf(payload))
  }
})

test('in the older names the events of groups are these', async () => {
  const product = await Rehearsal.open({ choices: { groupEvents: 'idp_group' } })
  const named = (await told(product, EVENT_TYPES.size - 3)).map((payload) => typeOf(payload))
  const wanted = [...EVENT_TYPES].filter((type) => !/scim_(member_)?group/.test(type)).sort()
  assert.deepEqual([...new Set(named)].sort(), wanted)
})
