import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type okta from '@okta/okta-sdk-nodejs'
import { ScimStub } from '../scim-stub.ts'
import { all, type Json, person, refused, type SdkOrg, sdkOrg } from './org.ts'

let org: SdkOrg
let stub: ScimStub
let appId: string
before(async () => {
  stub = await ScimStub.start()
  org = await sdkOrg()
  const application = { label: 'Roster', signOnMode: 'SAML_2_0' } as okta.SamlApplication
  appId = String((await org.sdk.applicationApi.createApplication({ application })).id)
  await connect(['IMPORT_USERS', 'IMPORT_PROFILE_UPDATES'])
})
after(async () => {
  await org.mock.close()
  await stub.close()
})

const connect = (actions: string[]) =>
  org.raw('PUT', `/api/v1/scimulate/apps/${appId}/connection`, {
    scimProvisioningEnabled: true,
    baseUrl: stub.baseUrl,
    uniqueIdentifier: 'userName',
    token: 's3cret',
    actions,
  })
const name = 'INBOUND_PROVISIONING'
const update = (CapabilitiesObject: object) =>
  org.sdk.applicationApi.updateFeatureForApplication({ appId, name, CapabilitiesObject })
const capabilities = async (): Promise<Json> =>
  (await org.raw('GET', `/api/v1/apps/${appId}/features/${name}`)).body.capabilities
const imported = async () => {
  await org.raw('POST', `/api/v1/scimulate/apps/${appId}/import`)
  await org.raw('GET', '/api/v1/scimulate/settled')
}
const confirm = (externalId: string) =>
  org.raw('POST', `/api/v1/scimulate/apps/${appId}/import/confirm`, { externalId, outcome: 'NEW' })
const toOkta = async () => {
  const ids = await all(
    org.sdk.profileMappingApi.listProfileMappings({ sourceId: appId }),
    ({ id, target }) => [id, target.type],
  )
  assert.deepEqual(
    ids.map(([, type]) => type),
    ['user'],
  )
  return String(ids[0]?.[0])
}
const mapping = async (properties: okta.ProfileMappingRequest['properties']) =>
  org.sdk.profileMappingApi.updateProfileMapping({
    mappingId: await toOkta(),
    profileMapping: { properties } as okta.ProfileMappingRequest,
  })
const wanda = (more: object = {}) => ({
  id: 'wanda',
  userName: 'wanda',
  name: { givenName: 'Wanda', familyName: 'Wills' },
  emails: [{ primary: true, value: 'wanda@example.com' }],
  title: 'Clerk',
  active: true,
  ...more,
})

test('the To Okta page is a feature beside To App, where users are imported', async () => {
  const names = await all(
    org.sdk.applicationApi.listFeaturesForApplication({ appId }),
    (one) => one.name,
  )
  assert.deepEqual(names, ['USER_PROVISIONING', name])
  const read = await org.sdk.applicationApi.getFeatureForApplication({ appId, name })
  assert.equal(`${read.name} ${read.status}`, `${name} ENABLED`)
  assert.deepEqual((await capabilities()).importSettings, {
    username: { usernameFormat: 'CUSTOM', userNameExpression: 'source.userName' },
    schedule: { status: 'DISABLED' },
  })
  await connect(['PUSH_NEW_USERS'])
  const get = org.sdk.applicationApi.getFeatureForApplication({ appId, name })
  assert.equal((await refused(get)).errorCode, 'E0000001')
  await connect(['IMPORT_USERS', 'IMPORT_PROFILE_UPDATES'])
})

test('what is set there is kept in part, as Okta names it', async () => {
  await update({
    importSettings: {
      username: { usernameFormat: 'EMAIL' },
      schedule: {
        status: 'ENABLED',
        fullImport: { expression: '00 21 * * Mon,Thu', timezone: 'America/Los_Angeles' },
      },
    },
    importRules: { userCreateAndMatch: { exactMatchCriteria: 'EMAIL', autoConfirmNewUsers: true } },
  })
  await update({
    importSettings: { username: { usernameFormat: 'EMAIL' } },
    importRules: { userCreateAndMatch: { autoConfirmNewUsers: false } },
  })
  assert.deepEqual(await capabilities(), {
    importSettings: {
      username: { usernameFormat: 'EMAIL' },
      schedule: {
        status: 'ENABLED',
        fullImport: { expression: '00 21 * * Mon,Thu', timezone: 'America/Los_Angeles' },
      },
    },
    importRules: {
      userCreateAndMatch: {
        exactMatchCriteria: 'EMAIL',
        allowPartialMatch: true,
        autoConfirmExactMatch: false,
        autoConfirmPartialMatch: false,
        autoConfirmNewUsers: false,
        autoActivateNewUsers: false,
      },
    },
  })
  const { body } = await org.raw('GET', `/api/v1/scimulate/apps/${appId}/import`)
  assert.deepEqual([body.settings.schedule, body.settings.exactMatch], ['WEEKLY', 'EMAIL'])
})

const WRONG: readonly [what: string, capabilities: object, told: RegExp][] = [
  ['a user name format', { importSettings: { username: { usernameFormat: 'NICK' } } }, /EMAIL or/],
  [
    'an expression',
    { importSettings: { username: { usernameFormat: 'CUSTOM', userNameExpression: 'user.' } } },
    /invalid expression/,
  ],
  [
    'a schedule',
    { importSettings: { schedule: { status: 'ENABLED', fullImport: { expression: 'at noon' } } } },
    /five fields/,
  ],
  [
    'a criterion',
    { importRules: { userCreateAndMatch: { exactMatchCriteria: 'NAME' } } },
    /USERNAME or EMAIL/,
  ],
]

for (const [what, wrong, told] of WRONG) {
  test(`${what} that is none is refused`, async () => {
    const { response, body } = await org.raw('PUT', `/api/v1/apps/${appId}/features/${name}`, wrong)
    assert.equal(response.status, 400)
    assert.match(body.errorCauses[0].errorSummary, told)
  })
}

test('someone new is made by the To Okta mappings and the user name format', async () => {
  await mapping({
    title: { expression: 'appuser.title', pushStatus: 'PUSH' },
    nickName: { expression: 'String.toLowerCase(appuser.givenName)', pushStatus: 'DONT_PUSH' },
  })
  const read = await org.sdk.profileMappingApi.getProfileMapping({ mappingId: await toOkta() })
  assert.equal(read.properties?.firstName?.expression, 'appuser.givenName')
  assert.equal(read.source?.id, appId)
  await update({
    importSettings: {
      username: { usernameFormat: 'CUSTOM', userNameExpression: 'source.userName + "@roster.org"' },
    },
    importRules: {},
  })
  stub.hold('Users', wanda())
  await imported()
  await confirm('wanda')
  const { body } = await org.raw('GET', '/api/v1/users/wanda@roster.org')
  assert.deepEqual(body.profile, {
    email: 'wanda@example.com',
    firstName: 'Wanda',
    lastName: 'Wills',
    title: 'Clerk',
    nickName: 'wanda',
    login: 'wanda@roster.org',
  })
})

test('a later import changes what follows an update, and nothing else', async () => {
  stub.hold('Users', wanda({ title: 'Head', name: { givenName: 'Ann', familyName: 'Wills' } }))
  await imported()
  const { profile } = await org.sdk.userApi.getUser({ userId: 'wanda@roster.org' })
  assert.deepEqual(
    [profile?.title, profile?.firstName, profile?.nickName],
    ['Head', 'Wanda', 'wanda'],
  )
})

test('the login is no mapping, and null takes a row away', async () => {
  const login = mapping({ login: { expression: 'appuser.email', pushStatus: 'PUSH' } })
  assert.match((await refused(login)).message, /user name format/)
  const gone = { nickName: null } as object as okta.ProfileMappingRequest['properties']
  assert.equal('nickName' in ((await mapping(gone)).properties ?? {}), false)
})

test('the apps of a person, the schema of groups and one token, by the SDK', async () => {
  const userId = String(
    (await org.sdk.userApi.createUser({ activate: true, body: person('linked@example.com') })).id,
  )
  await org.sdk.applicationApi.assignUserToApplication({
    appId,
    appUser: { id: userId, scope: 'USER' },
  })
  const links = await all(org.sdk.userApi.listAppLinks({ userId }), (one) => one.appInstanceId)
  assert.deepEqual(links, [appId])
  const properties = { floor: { title: 'Floor', type: 'string' } }
  const groupSchema = { definitions: { custom: { id: '#custom', type: 'object', properties } } }
  await org.sdk.schemaApi.updateGroupSchema({ GroupSchema: groupSchema } as object as never)
  const { body } = await org.raw('GET', '/api/v1/meta/schemas/group/default')
  assert.deepEqual(body.definitions.custom.properties, properties)
  const [first] = await all(org.sdk.apiTokenApi.listApiTokens(), ({ id }) => id)
  const token = await org.sdk.apiTokenApi.getApiToken({ apiTokenId: String(first) })
  assert.equal(token.id, first)
})
