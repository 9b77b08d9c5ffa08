import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type okta from '@okta/okta-sdk-nodejs'
import { ScimStub } from '../scim-stub.ts'
import { all, person, refused, type SdkOrg, sdkOrg } from './org.ts'

let org: SdkOrg
let stub: ScimStub
let appId: string
before(async () => {
  stub = await ScimStub.start()
  org = await sdkOrg()
  const application = { label: 'Payroll', signOnMode: 'SAML_2_0' } as okta.SamlApplication
  appId = String((await org.sdk.applicationApi.createApplication({ application })).id)
  await connect()
  await org.sdk.applicationApi.updateFeatureForApplication({
    appId,
    name: 'USER_PROVISIONING',
    CapabilitiesObject: {
      create: { lifecycleCreate: { status: 'ENABLED' } },
      update: { profile: { status: 'ENABLED' }, lifecycleDeactivate: { status: 'ENABLED' } },
    },
  })
})
after(async () => {
  await org.mock.close()
  await stub.close()
})

const connect = () =>
  org.raw('PUT', `/api/v1/scimulate/apps/${appId}/connection`, {
    scimProvisioningEnabled: true,
    baseUrl: stub.baseUrl,
    uniqueIdentifier: 'userName',
    authenticationMode: 'HTTP_HEADER',
    token: 's3cret',
    actions: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS', 'IMPORT_USERS'],
  })
const settled = () => org.raw('GET', '/api/v1/scimulate/settled')
const custom = (properties: Record<string, object | null>) =>
  org.sdk.schemaApi.updateApplicationUserProfile({
    appInstanceId: appId,
    body: { definitions: { custom: { id: '#custom', type: 'object', properties } } } as object,
  })
const mappingId = async () => {
  const [id] = await all(
    org.sdk.profileMappingApi.listProfileMappings({ targetId: appId }),
    (one) => one.id as string,
  )
  return String(id)
}
const mapping = async (properties: okta.ProfileMappingRequest['properties']) =>
  org.sdk.profileMappingApi.updateProfileMapping({
    mappingId: await mappingId(),
    profileMapping: { properties } as okta.ProfileMappingRequest,
  })

test('the schema of an app holds the default attributes with their external names', async () => {
  const schema = await org.sdk.schemaApi.getApplicationUserSchema({ appInstanceId: appId })
  const { givenName, department } = schema.definitions?.custom?.properties ?? {}
  assert.equal(givenName?.externalName, 'name.givenName')
  assert.equal(givenName?.externalNamespace, 'urn:ietf:params:scim:schemas:core:2.0:User')
  assert.equal(
    department?.externalNamespace,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  )
})

test('an attribute is added, mapped, sent, and taken away again', async () => {
  const urn = 'urn:ietf:params:scim:schemas:extension:payroll:2.0:User'
  const badge = {
    title: 'Badge',
    type: 'string',
    externalName: 'badgeNumber',
    externalNamespace: urn,
    description: 'On the door',
  }
  const schema = await custom({ badge })
  assert.equal(schema.definitions?.custom?.properties?.badge?.description, 'On the door')
  await mapping({ badge: { expression: 'user.badge', pushStatus: 'PUSH' } })
  const read = await org.sdk.profileMappingApi.getProfileMapping({ mappingId: await mappingId() })
  assert.equal(read.properties?.badge?.expression, 'user.badge')
  assert.equal(read.properties?.badge?.pushStatus, 'PUSH')
  assert.equal(`${read.source?.type} ${read.target?.id}`, `user ${appId}`)
  await assigned('badge@example.com', { badge: 'B-7' })
  const created = lastBody('POST /Users')
  assert.deepEqual(created[urn], { badgeNumber: 'B-7' })
  assert.ok(created.schemas.includes(urn))
  const without = await custom({ badge: null })
  assert.equal(without.definitions?.custom?.properties?.badge, undefined)
  await assigned('no-badge@example.com', { badge: 'B-8' })
  assert.equal(lastBody('POST /Users')[urn], undefined)
})

test('an attribute without an external namespace is silently not sent', async () => {
  await custom({ desk: { title: 'Desk', type: 'string', externalName: 'desk' } })
  await mapping({ desk: { expression: 'user.desk', pushStatus: 'PUSH' } })
  await assigned('desk@example.com', { desk: '4.12' })
  assert.ok(!JSON.stringify(lastBody('POST /Users')).includes('4.12'))
})

test('an unreadable expression, an unknown attribute and an unreadable path are refused', async () => {
  const row = (expression: string) => mapping({ title: { expression, pushStatus: 'PUSH' } })
  for (const expression of ['user.', 'String.nothing(user.title)', 'user.title ==', '"open']) {
    assert.equal((await refused(row(expression))).status, 400, expression)
  }
  const unknown = mapping({ nobody: { expression: 'user.title', pushStatus: 'PUSH' } })
  assert.match((await refused(unknown)).message, /nobody: is no attribute/)
  const path = custom({ odd: { title: 'Odd', type: 'string', externalName: 'a[b' } })
  assert.match((await refused(path)).message, /externalName a\[b cannot be read/)
})

test('a mapping of another source or of no app is not there', async () => {
  const other = { sourceId: 'otyNobody' }
  const found = await all(org.sdk.profileMappingApi.listProfileMappings(other), (one) => one.id)
  assert.deepEqual(found, [])
  const gone = org.sdk.profileMappingApi.getProfileMapping({ mappingId: 'prmNobody' })
  assert.equal((await refused(gone)).errorCode, 'E0000007')
})

test('the schema of users takes custom attributes', async () => {
  const properties = { badge: { title: 'Badge', type: 'string' } }
  const userSchema = { definitions: { custom: { id: '#custom', type: 'object', properties } } }
  const schemaId = 'default'
  await org.sdk.schemaApi.updateUserProfile({ schemaId, userSchema } as object as never)
  const read = await org.sdk.schemaApi.getUserSchema({ schemaId })
  assert.equal(read.definitions?.custom?.properties?.badge?.title, 'Badge')
  assert.equal(read.definitions?.base?.required?.includes('login'), true)
  assert.equal((await org.sdk.schemaApi.getGroupSchema({})).title, 'Okta group')
})

test('who was imported and waits for an admin is listed', async () => {
  stub.hold('Users', {
    id: 'waiting',
    userName: 'waiting@example.com',
    name: { givenName: 'Wanda', familyName: 'Waits' },
    emails: [{ primary: true, value: 'waiting@example.com' }],
    active: true,
  })
  await org.raw('POST', `/api/v1/scimulate/apps/${appId}/import`)
  await settled()
  const { users = [] } = await org.sdk.unconfirmedUsersApi.listUnconfirmedUsers({ appId })
  const waiting = users.find(({ externalId }) => externalId === 'waiting')
  assert.equal(waiting?.credentials?.userName, 'waiting@example.com')
  const ignored = { externalId: 'waiting', outcome: 'IGNORE' }
  await org.raw('POST', `/api/v1/scimulate/apps/${appId}/import/confirm`, ignored)
  const rest = await org.sdk.unconfirmedUsersApi.listUnconfirmedUsers({ appId })
  assert.ok(!(rest.users ?? []).some(({ externalId }) => externalId === 'waiting'))
})

async function assigned(login: string, profile: object): Promise<string> {
  const body = person(login, profile) as okta.CreateUserRequest
  const userId = String((await org.sdk.userApi.createUser({ activate: true, body })).id)
  const appUser = { id: userId, scope: 'USER' as const }
  await org.sdk.applicationApi.assignUserToApplication({ appId, appUser })
  await settled()
  return userId
}

function lastBody(line: string) {
  const found = stub.requests.findLast((request) => request.line === line)
  assert.ok(found, `nothing was sent as ${line}`)
  return JSON.parse(found.body)
}
