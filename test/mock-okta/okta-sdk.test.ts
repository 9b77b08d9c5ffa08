import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import okta from '@okta/okta-sdk-nodejs'
import { type RunningMockOkta, startMockOkta } from '../../mock-okta/app.ts'

let mock: RunningMockOkta
let client: okta.Client

before(async () => {
  mock = await startMockOkta({ seed: 1 })
  client = new okta.Client({
    orgUrl: mock.url,
    token: mock.apiToken,
  })
})
after(() => mock.close())

async function person(login: string) {
  return client.userApi.createUser({
    activate: true,
    body: { profile: { login, email: login, firstName: 'Ada', lastName: 'L' } },
  })
}

test("the official SDK takes people through Okta's life cycle", async () => {
  const ada = await person('ada@example.com')
  assert.equal(ada.status, 'ACTIVE')
  const id = String(ada.id)
  await client.userApi.updateUser({ userId: id, user: { profile: { lastName: 'Lovelace' } } })
  await client.userApi.deactivateUser({ userId: id })
  const read = await client.userApi.getUser({ userId: id })
  assert.equal(read.status, 'DEPROVISIONED')
  assert.equal(read.profile?.lastName, 'Lovelace')
})

test('a list longer than a page is followed to its end', async () => {
  for (let i = 0; i < 5; i += 1) await person(`person-${i}@example.com`)
  const logins: unknown[] = []
  for await (const user of await client.userApi.listUsers({ limit: 2 })) {
    logins.push(user?.profile?.login)
  }
  assert.equal(logins.filter((login) => String(login).startsWith('person-')).length, 5)
})

test('groups, apps and assignments by the SDK', async () => {
  const ada = await person('grace@example.com')
  const group = await client.groupApi.createGroup({ group: { profile: { name: 'Finance' } } })
  await client.groupApi.assignUserToGroup({ groupId: String(group.id), userId: String(ada.id) })
  const application = await client.applicationApi.createApplication({
    application: { label: 'Payroll', signOnMode: 'SAML_2_0' } as okta.SamlApplication,
  })
  const appId = String(application.id)
  await client.applicationApi.assignGroupToApplication({
    appId,
    groupId: String(group.id),
    applicationGroupAssignment: {},
  })
  const assigned = await client.applicationApi.getApplicationUser({
    appId,
    userId: String(ada.id),
  })
  assert.equal(assigned.scope, 'GROUP')
})

test('a wrong token and a missing user are refused in Okta’s words', async () => {
  const stranger = new okta.Client({
    orgUrl: mock.url,
    token: 'wrong',
  })
  await assert.rejects(stranger.userApi.getUser({ userId: 'me' }), /E0000011/)
  await assert.rejects(client.userApi.getUser({ userId: 'nobody' }), /E0000007/)
})
