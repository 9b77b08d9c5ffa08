import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { all, person, refused, type SdkOrg, sdkOrg } from './org.ts'

let org: SdkOrg
before(async () => {
  org = await sdkOrg()
})
after(() => org.mock.close())

const groups = () => org.sdk.groupApi
const make = async (name: string, description = '') =>
  String((await groups().createGroup({ group: { profile: { name, description } } })).id)

test('a group is made, read, replaced and deleted', async () => {
  const groupId = await make('Finance', 'Money')
  const read = await groups().getGroup({ groupId })
  assert.equal(read.type, 'OKTA_GROUP')
  assert.equal(read.profile?.name, 'Finance')
  assert.deepEqual(read.objectClass, ['okta:user_group'])
  await groups().replaceGroup({ groupId, group: { profile: { name: 'Treasury' } } })
  assert.equal((await groups().getGroup({ groupId })).profile?.name, 'Treasury')
  await groups().deleteGroup({ groupId })
  assert.equal((await refused(groups().getGroup({ groupId }))).errorCode, 'E0000007')
})

test('a name is taken once', async () => {
  await make('Only')
  const taken = await refused(make('Only'))
  assert.equal(`${taken.status} ${taken.errorSummary}`, '400 Api validation failed: name')
})

test('members come, are listed by pages, and go', async () => {
  const groupId = await make('Crew')
  const ids: string[] = []
  for (let i = 0; i < 3; i += 1) {
    const made = await org.sdk.userApi.createUser({ body: person(`crew-${i}@example.com`) })
    ids.push(String(made.id))
    await groups().assignUserToGroup({ groupId, userId: String(made.id) })
  }
  const listed = () => all(groups().listGroupUsers({ groupId, limit: 2 }), ({ id }) => id)
  assert.deepEqual(await listed(), ids)
  await groups().unassignUserFromGroup({ groupId, userId: String(ids[0]) })
  assert.deepEqual(await listed(), ids.slice(1))
})

test('groups are found by q, filter and search', async () => {
  await make('Search one', 'first')
  await make('Search two', 'second')
  const names = (query: object) => all(groups().listGroups(query), (one) => one.profile.name)
  assert.deepEqual(await names({ q: 'search' }), ['Search one', 'Search two'])
  assert.deepEqual(await names({ search: 'profile.description eq "second"' }), ['Search two'])
  assert.deepEqual(await names({ filter: 'type eq "APP_GROUP"' }), [])
  const order = { sortBy: 'profile.name', sortOrder: 'desc' }
  assert.deepEqual(await names({ search: 'profile.name sw "search"', ...order }), [
    'Search two',
    'Search one',
  ])
  assert.equal((await refused(names({ filter: 'size gt "1"' }))).errorCode, 'E0000031')
})

test('the apps that a group brings are listed', async () => {
  const groupId = await make('App people')
  const { body: app } = await org.raw('POST', '/api/v1/apps', {
    label: 'Payroll',
    signOnMode: 'SAML_2_0',
  })
  await org.sdk.applicationApi.assignGroupToApplication({ appId: app.id, groupId })
  const labels = await all(
    groups().listAssignedApplicationsForGroup({ groupId }),
    ({ label }) => label,
  )
  assert.deepEqual(labels, ['Payroll'])
})
