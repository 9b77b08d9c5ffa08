import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type okta from '@okta/okta-sdk-nodejs'
import { ScimStub } from '../scim-stub.ts'
import { all, person, refused, type SdkOrg, sdkOrg } from './org.ts'

let org: SdkOrg
let stub: ScimStub
before(async () => {
  stub = await ScimStub.start()
  org = await sdkOrg()
})
after(async () => {
  await org.mock.close()
  await stub.close()
})

const apps = () => org.sdk.applicationApi
const saml = async (label: string) => {
  const application = { label, signOnMode: 'SAML_2_0' } as okta.SamlApplication
  return String((await apps().createApplication({ application })).id)
}
const connect = (appId: string, token = 's3cret', activate = true) =>
  apps().updateDefaultProvisioningConnectionForApplication({
    appId,
    activate,
    ProvisioningConnectionRequest: {
      baseUrl: stub.baseUrl,
      profile: { authScheme: 'TOKEN', token },
    } as okta.UpdateDefaultProvisioningConnectionForApplicationRequest,
  })
const tickAll = (appId: string) =>
  apps().updateFeatureForApplication({
    appId,
    name: 'USER_PROVISIONING',
    CapabilitiesObject: {
      create: { lifecycleCreate: { status: 'ENABLED' } },
      update: { profile: { status: 'ENABLED' }, lifecycleDeactivate: { status: 'ENABLED' } },
    },
  })
const staff = async (login: string) =>
  String((await org.sdk.userApi.createUser({ activate: true, body: person(login) })).id)
const settled = () => org.raw('GET', '/api/v1/scimulate/settled')

test('an app is made, replaced, deactivated and only then deleted', async () => {
  const appId = await saml('Short-lived')
  const read = await apps().getApplication({ appId })
  assert.equal(`${read.status} ${read.signOnMode}`, 'ACTIVE SAML_2_0')
  const application = { label: 'Renamed', signOnMode: 'SAML_2_0' } as okta.SamlApplication
  await apps().replaceApplication({ appId, application })
  assert.equal((await apps().getApplication({ appId })).label, 'Renamed')
  const early = await refused(apps().deleteApplication({ appId }))
  assert.equal(`${early.status} ${early.errorCode}`, '403 E0000056')
  await apps().deactivateApplication({ appId })
  await apps().activateApplication({ appId })
  await apps().deactivateApplication({ appId })
  await apps().deleteApplication({ appId })
  assert.equal((await refused(apps().getApplication({ appId }))).errorCode, 'E0000007')
})

test('the catalog app keeps the settings that the typed models drop', async () => {
  const { body } = await org.raw('POST', '/api/v1/apps?activate=false', {
    name: 'scim2headerauth',
    label: 'Catalog',
    signOnMode: 'AUTO_LOGIN',
    settings: { app: { audience: 'x' } },
    visibility: { autoLaunch: true },
  })
  assert.equal(body.status, 'INACTIVE')
  const { body: read } = await org.raw('GET', `/api/v1/apps/${body.id}`)
  assert.deepEqual(read.settings, { app: { audience: 'x' } })
  assert.equal(read.visibility.autoLaunch, true)
})

test('a catalog app signs people in as it was asked to, and keeps its scheme', async () => {
  const bearer = { name: 'scim2testapp', label: 'By SAML', signOnMode: 'SAML_2_0' }
  const application = bearer as unknown as okta.SamlApplication
  const appId = String((await apps().createApplication({ application })).id)
  const { body } = await org.raw('GET', `/api/v1/apps/${appId}`)
  assert.deepEqual([body.name, body.signOnMode], ['scim2testapp', 'SAML_2_0'])
  assert.deepEqual(body.visibility.appLinks, { scim2testapp_login: true })
  const credentials = { scheme: 'EXTERNAL_PASSWORD_SYNC', revealPassword: false, signing: {} }
  const header = { name: 'scim2headerauth', label: 'By plug-in', signOnMode: 'AUTO_LOGIN' }
  const { body: made } = await org.raw('POST', '/api/v1/apps', { ...header, credentials })
  assert.equal(made.signOnMode, 'AUTO_LOGIN')
  assert.equal(made.credentials.scheme, 'EXTERNAL_PASSWORD_SYNC')
  assert.equal(made.credentials.revealPassword, false)
  const other = { ...header, signOnMode: 'OPENID_CONNECT' }
  assert.equal((await org.raw('POST', '/api/v1/apps', other)).body.errorCode, 'E0000001')
})

test('features name what the app does, imports too', async () => {
  const { body: made } = await org.raw('POST', '/api/v1/apps', {
    name: 'scim2testapp',
    label: 'Featured',
    signOnMode: 'SAML_2_0',
  })
  assert.deepEqual(made.features, [])
  const form = { baseUrl: stub.baseUrl, token: 's3cret' }
  await org.raw('PUT', `/api/v1/scimulate/apps/${made.id}/connection`, form)
  await tickAll(made.id)
  const featuresOf = async (id: string) =>
    (await org.raw('GET', `/api/v1/apps/${id}`)).body.features.sort()
  assert.deepEqual(await featuresOf(made.id), [
    'GROUP_PUSH',
    'IMPORT_NEW_USERS',
    'IMPORT_PROFILE_UPDATES',
    'PUSH_NEW_USERS',
    'PUSH_PROFILE_UPDATES',
    'PUSH_USER_DEACTIVATION',
    'REACTIVATE_USERS',
    'SCIM_PROVISIONING',
  ])
  const pushing = await saml('Pushing')
  await connect(pushing)
  assert.deepEqual(await featuresOf(pushing), ['GROUP_PUSH', 'SCIM_PROVISIONING'])
})

test('apps are found by q and filter', async () => {
  const appId = await saml('Findable')
  const userId = await staff('has-app@example.com')
  await apps().assignUserToApplication({ appId, appUser: { id: userId, scope: 'USER' } })
  const ids = (query: object) => all(apps().listApplications(query), ({ id }) => id)
  assert.deepEqual(await ids({ q: 'Findab' }), [appId])
  assert.deepEqual(await ids({ filter: `user.id eq "${userId}"` }), [appId])
  assert.equal((await ids({ filter: 'status eq "INACTIVE"' })).includes(appId), false)
  const { body } = await org.raw('GET', `/api/v1/apps?q=Findab&expand=user/${userId}`)
  assert.equal(body[0]._embedded.user.id, userId)
})

test('a connection is saved, enabled, disabled and enabled again', async () => {
  const appId = await saml('Connected')
  const features = () => all(apps().listFeaturesForApplication({ appId }), ({ name }) => name)
  const early = await refused(features())
  assert.equal(early.errorSummary, 'Api validation failed: feature')
  assert.equal((await connect(appId, 's3cret', false)).status, 'DISABLED')
  await apps().activateDefaultProvisioningConnectionForApplication({ appId })
  const read = await apps().getDefaultProvisioningConnectionForApplication({ appId })
  assert.equal(read.status, 'ENABLED')
  assert.deepEqual(await features(), ['USER_PROVISIONING'])
  await apps().deactivateDefaultProvisioningConnectionForApplication({ appId })
  assert.equal(
    (await apps().getDefaultProvisioningConnectionForApplication({ appId })).status,
    'DISABLED',
  )
  assert.equal(
    JSON.stringify(await org.raw('GET', `/api/v1/apps/${appId}`)).includes('s3cret'),
    false,
  )
})

test('a connection that fails its test is not saved', async () => {
  const appId = await saml('Refused')
  stub.answer('GET /Users?startIndex=1&count=2', { status: 401, body: {} }, 1)
  assert.equal((await refused(connect(appId))).errorSummary, 'Api validation failed: connection')
})

test('features say what is ticked and take part of it', async () => {
  const appId = await saml('Ticked')
  await connect(appId)
  await tickAll(appId)
  await apps().updateFeatureForApplication({
    appId,
    name: 'USER_PROVISIONING',
    CapabilitiesObject: { update: { profile: { status: 'DISABLED' } } },
  })
  const { body } = await org.raw('GET', `/api/v1/apps/${appId}/features/USER_PROVISIONING`)
  assert.equal(body.capabilities.create.lifecycleCreate.status, 'ENABLED')
  assert.equal(body.capabilities.update.profile.status, 'DISABLED')
  const read = await apps().getFeatureForApplication({ appId, name: 'USER_PROVISIONING' })
  assert.equal(read.status, 'ENABLED')
})

test('an assignment by hand is provisioned, changed, listed and taken away', async () => {
  const appId = await saml('Assigned')
  await connect(appId)
  await tickAll(appId)
  const userId = await staff('assigned@example.com')
  await apps().assignUserToApplication({
    appId,
    appUser: { id: userId, scope: 'USER', profile: { badge: '42' } },
  })
  await settled()
  const read = await apps().getApplicationUser({ appId, userId })
  assert.equal(`${read.status} ${read.syncState}`, 'PROVISIONED SYNCHRONIZED')
  assert.ok(read.externalId)
  const { body } = await org.raw('GET', `/api/v1/apps/${appId}/users/${userId}?expand=user`)
  assert.equal(body.profile.badge, '42')
  assert.equal(body.profile.givenName, 'Ada')
  assert.equal(body._embedded.user.id, userId)
  await apps().updateApplicationUser({ appId, userId, appUser: { profile: { badge: '43' } } })
  assert.equal(
    (await org.raw('GET', `/api/v1/apps/${appId}/users/${userId}`)).body.profile.badge,
    '43',
  )
  const mapped = await refused(
    apps().updateApplicationUser({ appId, userId, appUser: { profile: { title: 'Countess' } } }),
  )
  assert.equal(
    `${mapped.status} ${mapped.errorCode} ${mapped.errorSummary}`,
    '403 E0000075 Cannot modify the title attribute because it has a field mapping and profile push is enabled.',
  )
  const ids = (q: string) => all(apps().listApplicationUsers({ appId, q }), ({ id }) => id)
  assert.deepEqual(await ids('assigned@'), [userId])
  assert.deepEqual(await ids('somebody'), [])
  await apps().unassignUserFromApplication({ appId, userId })
  assert.equal((await refused(apps().getApplicationUser({ appId, userId }))).status, 404)
})

test('a group brings the app to its members', async () => {
  const appId = await saml('By group')
  const userId = await staff('grouped@example.com')
  const group = await org.sdk.groupApi.createGroup({ group: { profile: { name: 'By group' } } })
  const groupId = String(group.id)
  await org.sdk.groupApi.assignUserToGroup({ groupId, userId })
  await apps().assignGroupToApplication({ appId, groupId, applicationGroupAssignment: {} })
  assert.equal((await apps().getApplicationUser({ appId, userId })).scope, 'GROUP')
  await apps().updateGroupAssignmentToApplication({
    appId,
    groupId,
    jsonPatchOperation: [
      { op: 'replace', path: '/priority', value: 5 },
    ] as okta.JsonPatchOperation[],
  })
  assert.equal((await apps().getApplicationGroupAssignment({ appId, groupId })).priority, 5)
  const listed = await all(apps().listApplicationGroupAssignments({ appId }), ({ id }) => id)
  assert.deepEqual(listed, [groupId])
  await apps().unassignApplicationFromGroup({ appId, groupId })
  assert.equal((await refused(apps().getApplicationUser({ appId, userId }))).status, 404)
})

test('a group is pushed, paused, pushed again and unlinked', async () => {
  const appId = await saml('Pushed')
  await connect(appId)
  await tickAll(appId)
  const push = org.sdk.groupPushMappingApi
  const group = await org.sdk.groupApi.createGroup({ group: { profile: { name: 'Pushed' } } })
  const made = await push.createGroupPushMapping({
    appId,
    body: { sourceGroupId: String(group.id), targetGroupName: 'Pushed', status: 'ACTIVE' },
  })
  const mappingId = String(made.id)
  assert.match(mappingId, /^gPm/)
  await settled()
  const read = await push.getGroupPushMapping({ appId, mappingId })
  assert.equal(read.status, 'ACTIVE')
  assert.ok(read.lastPush)
  const early = await refused(
    push.deleteGroupPushMapping({ appId, mappingId, deleteTargetGroup: true }),
  )
  assert.equal(early.status, 400)
  await push.updateGroupPushMapping({ appId, mappingId, body: { status: 'INACTIVE' } })
  const inactive = await all(
    push.listGroupPushMappings({ appId, status: 'INACTIVE' }),
    ({ id }) => id,
  )
  assert.deepEqual(inactive, [mappingId])
  await push.deleteGroupPushMapping({ appId, mappingId, deleteTargetGroup: true })
  await settled()
  assert.ok(stub.requests.some(({ line }) => line.startsWith('DELETE /Groups/')))
})
