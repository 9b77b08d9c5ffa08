import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { all, person, refused, type SdkOrg, sdkOrg } from './org.ts'

let org: SdkOrg
before(async () => {
  org = await sdkOrg()
})
after(() => org.mock.close())

const users = () => org.sdk.userApi
const make = async (login: string, profile = {}, password = true) =>
  String((await users().createUser({ activate: true, body: person(login, profile, password) })).id)

test('the status of a new user follows from activate and the password', async () => {
  const staged = await users().createUser({ activate: false, body: person('staged@example.com') })
  assert.equal(staged.status, 'STAGED')
  const id = await make('mailed@example.com', {}, false)
  assert.equal((await users().getUser({ userId: id })).status, 'PROVISIONED')
  const active = await make('active@example.com')
  const read = await users().getUser({ userId: active })
  assert.equal(read.status, 'ACTIVE')
  assert.ok(read.activated)
})

test('a user goes through every step of the life cycle', async () => {
  const id = await make('cycle@example.com')
  const status = async () => (await users().getUser({ userId: id })).status
  await users().suspendUser({ userId: id })
  assert.equal(await status(), 'SUSPENDED')
  assert.equal((await refused(users().suspendUser({ userId: id }))).errorCode, 'E0000001')
  await users().unsuspendUser({ userId: id })
  assert.equal(await status(), 'ACTIVE')
  assert.equal((await refused(users().unsuspendUser({ userId: id }))).status, 400)
  const again = await refused(users().activateUser({ userId: id }))
  assert.equal(`${again.status} ${again.errorCode}`, '403 E0000016')
  await users().deactivateUser({ userId: id })
  assert.equal((await refused(users().deactivateUser({ userId: id }))).status, 404)
  const activation = await users().activateUser({ userId: id })
  assert.ok(activation.activationToken)
  assert.equal(await status(), 'ACTIVE')
  assert.equal((await refused(users().reactivateUser({ userId: id }))).errorCode, 'E0000038')
})

test('POST keeps what is not named, PUT does not, null takes an attribute away', async () => {
  const id = await make('profile@example.com', { title: 'Engineer', nickName: 'A' })
  await users().updateUser({ userId: id, user: { profile: { lastName: 'Byron' } } })
  const updated = (await users().getUser({ userId: id })).profile
  assert.equal(`${updated?.lastName} ${updated?.title}`, 'Byron Engineer')
  await org.raw('POST', `/api/v1/users/${id}`, { profile: { nickName: null } })
  assert.equal('nickName' in (await org.raw('GET', `/api/v1/users/${id}`)).body.profile, false)
  await users().replaceUser({ userId: id, user: person('profile@example.com') })
  assert.equal((await org.raw('GET', `/api/v1/users/${id}`)).body.profile.title, undefined)
})

test('the first DELETE deactivates, the second deletes', async () => {
  const id = await make('gone@example.com')
  await users().deleteUser({ userId: id })
  assert.equal((await users().getUser({ userId: id })).status, 'DEPROVISIONED')
  await users().deleteUser({ userId: id })
  const missing = await refused(users().getUser({ userId: id }))
  assert.equal(missing.errorCode, 'E0000007')
})

test('a login is taken once, a required attribute is named', async () => {
  await make('once@example.com')
  const taken = await refused(make('ONCE@example.com'))
  assert.equal(taken.errorCode, 'E0000001')
  assert.equal(taken.errorSummary, 'Api validation failed: login')
  assert.match(taken.errorCauses[0].errorSummary, /already exists in the current organization/)
  const { response, body } = await org.raw('POST', '/api/v1/users', { profile: { login: 'x@y.z' } })
  assert.equal(response.status, 400)
  assert.deepEqual(Object.keys(body), [
    'errorCode',
    'errorSummary',
    'errorLink',
    'errorId',
    'errorCauses',
  ])
  assert.match(body.errorId, /^oae/)
})

test('people are found by login, q, filter and search, in the order asked for', async () => {
  await make('find-b@example.com', { firstName: 'Findable', department: 'Sales', costCenter: '7' })
  await make('find-a@example.com', { firstName: 'Findable', department: 'Research' })
  const login = ({ profile }: { profile: { login: string } }) => profile.login
  assert.equal(
    (await users().getUser({ userId: 'find-a@example.com' })).profile?.firstName,
    'Findable',
  )
  assert.equal((await all(users().listUsers({ q: 'finda' }), login)).length, 2)
  const bySearch = (search: string) =>
    all(users().listUsers({ search, sortBy: 'profile.login', sortOrder: 'asc' }), login)
  assert.deepEqual(await bySearch('profile.firstName eq "Findable"'), [
    'find-a@example.com',
    'find-b@example.com',
  ])
  assert.deepEqual(
    await bySearch('profile.firstName sw "find" and not (profile.department eq "Sales")'),
    ['find-a@example.com'],
  )
  assert.deepEqual(await bySearch('profile.costCenter pr'), ['find-b@example.com'])
  assert.deepEqual(
    await bySearch(
      'profile.department eq "sales" or (profile.login co "find-a" and status eq "ACTIVE")',
    ),
    ['find-a@example.com', 'find-b@example.com'],
  )
  assert.deepEqual(await bySearch('created lt "2020-01-01T00:00:00.000Z"'), [])
  const filter = 'profile.login eq "find-a@example.com"'
  assert.deepEqual(await all(users().listUsers({ filter }), login), ['find-a@example.com'])
})

for (const wrong of [
  'profile.login',
  'profile.login eq',
  'profile.login eq "a" and',
  'profile.login is "a"',
  '(profile.login eq "a"',
  'profile.login eq "a" profile.email eq "b"',
  '"a" eq "b"',
  'secret eq "b"',
]) {
  test(`the filter ${wrong} is refused`, async () => {
    const error = await refused(all(users().listUsers({ filter: wrong }), () => undefined))
    assert.equal(`${error.status} ${error.errorCode}`, '400 E0000031')
  })
}

test('deactivated people are listed only when asked for', async () => {
  const id = await make('left@example.com')
  await users().deactivateUser({ userId: id })
  const ids = async (filter?: string) =>
    all(users().listUsers(filter === undefined ? {} : { filter }), (one) => one.id)
  assert.equal((await ids()).includes(id), false)
  assert.equal((await ids('status eq "DEPROVISIONED"')).includes(id), true)
})

test('a list is paged by Link headers, which the SDK follows', async () => {
  for (let i = 0; i < 5; i += 1) await make(`paged-${i}@example.com`)
  const search = 'profile.login sw "paged-"'
  const found = await all(users().listUsers({ search, limit: 2 }), (one) => one.profile.login)
  assert.equal(new Set(found).size, 5)
  const { response, body } = await org.raw('GET', '/api/v1/users?limit=2')
  assert.equal(body.length, 2)
  assert.match(response.headers.get('link') ?? '', /rel="self".*after=.*rel="next"/)
  assert.equal((await org.raw('GET', '/api/v1/users?limit=x')).body.errorCode, 'E0000001')
})

test('a new user joins the groups that are named with it', async () => {
  const group = await org.sdk.groupApi.createGroup({ group: { profile: { name: 'Newcomers' } } })
  const groupIds = [String(group.id)]
  const made = await users().createUser({
    activate: true,
    body: { ...person('joins@example.com'), groupIds },
  })
  const userId = String(made.id)
  const groups = await all(users().listUserGroups({ userId }), (one) => one.profile.name)
  assert.deepEqual(groups, ['Newcomers'])
})
