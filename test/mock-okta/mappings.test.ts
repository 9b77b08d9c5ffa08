import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const LOGIN = 'ada@okta.local'
const mapping = async (properties: object) => {
  const [{ id }] = await rehearsal.done('GET', `/api/v1/mappings?targetId=${rehearsal.appId}`)
  await rehearsal.done('POST', `/api/v1/mappings/${id}`, { properties })
}
const options = (body: object) =>
  rehearsal.done('PUT', `/api/v1/scimulate/apps/${rehearsal.appId}/options`, body)
const lines = () => rehearsal.stub.take().map((line) => line.split(' ', 2).join(' '))
const held = () => {
  const [resource] = [...rehearsal.stub.resources.values()]
  assert.ok(resource)
  return resource
}

test('what is applied on create only is not pushed later', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  await mapping({ title: { expression: 'user.title', pushStatus: 'DONT_PUSH' } })
  const id = await rehearsal.provisioned(LOGIN, { title: 'Engineer' })
  assert.equal(held().title, 'Engineer')
  await rehearsal.change(id, { title: 'Director' })
  assert.deepEqual(lines(), [])
  await rehearsal.change(id, { lastName: 'King' })
  assert.deepEqual(lines(), ['GET /Users/u-1', 'PUT /Users/u-1'])
  assert.equal(held().title, 'Engineer')
})

test('an expression makes the value, and a removed row sends none', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  await mapping({
    displayName: {
      expression: 'String.toUpperCase(user.lastName) + ", " + user.firstName',
      pushStatus: 'PUSH',
    },
    userType: { expression: "user.title == 'Boss' ? 'lead' : 'staff'", pushStatus: 'PUSH' },
    emailType: null,
  })
  await rehearsal.provisioned(LOGIN, { title: 'Boss' })
  const { displayName, userType, emails } = held()
  assert.deepEqual([displayName, userType], ['USER, Test', 'lead'])
  assert.deepEqual(emails, [{ primary: true, value: LOGIN }])
})

for (const [choice, title] of [
  ['keep', 'Engineer'],
  ['absent', undefined],
  ['null', null],
  ['empty', ''],
] as const) {
  test(`an attribute that was emptied in Okta: ${choice}`, async () => {
    rehearsal = await Rehearsal.provisioning('saml')
    await options({ clearedAttributes: choice })
    const profile = { title: 'Engineer', department: 'Sales', mobilePhone: '1' }
    const id = await rehearsal.provisioned(LOGIN, profile)
    await rehearsal.change(id, { title: '', lastName: 'King' })
    assert.equal(held().title, title)
    const { meta: _, ...rest } = held()
    assert.equal('nickName' in rest, false)
  })
}

test('an element of which nothing is left goes with its value', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  await options({ clearedAttributes: 'absent' })
  const id = await rehearsal.provisioned(LOGIN, { primaryPhone: '1', mobilePhone: '2' })
  await rehearsal.change(id, { mobilePhone: '' })
  assert.deepEqual(held().phoneNumbers, [{ primary: true, value: '1', type: 'work' }])
})

test('what the assignment says is sent in place of the mapping, until the mapping changes', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const id = await rehearsal.person(LOGIN, { title: 'Engineer' })
  const body = { id, scope: 'USER', profile: { title: 'Contractor' } }
  await rehearsal.done('POST', `/api/v1/apps/${rehearsal.appId}/users`, body)
  await rehearsal.settled()
  assert.equal(held().title, 'Contractor')
  await rehearsal.change(id, { lastName: 'King' })
  assert.equal(held().title, 'Contractor')
  await rehearsal.change(id, { title: 'Director' })
  assert.equal(held().title, 'Director')
})

test('a changed assignment is pushed, and one that changes nothing is not', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  await mapping({ title: { expression: 'user.title', pushStatus: 'DONT_PUSH' } })
  const id = await rehearsal.provisioned(LOGIN)
  const path = `/api/v1/apps/${rehearsal.appId}/users/${id}`
  await rehearsal.done('POST', path, { profile: { title: 'Contractor' } })
  await rehearsal.settled()
  assert.deepEqual(lines(), ['GET /Users/u-1', 'PUT /Users/u-1'])
  assert.equal(held().title, 'Contractor')
  await rehearsal.done('POST', path, { profile: { title: 'Contractor' } })
  await rehearsal.settled()
  assert.deepEqual(lines(), [])
})

test('of what two groups say the one with the higher priority counts', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const id = await rehearsal.person(LOGIN)
  const [staff, leads] = [
    await rehearsal.group('Staff', [id]),
    await rehearsal.group('Leads', [id]),
  ]
  const path = (group: string) => `/api/v1/apps/${rehearsal.appId}/groups/${group}`
  await rehearsal.done('PUT', path(staff), {
    priority: 1,
    profile: { userType: 'staff', title: 'Engineer' },
  })
  await rehearsal.settled()
  await rehearsal.done('PUT', path(leads), { priority: 0, profile: { userType: 'lead' } })
  await rehearsal.settled()
  assert.deepEqual([held().userType, held().title], ['lead', 'Engineer'])
  rehearsal.stub.take()
  const patch = [{ op: 'replace', path: '/priority', value: 2 }]
  await rehearsal.done('PATCH', path(leads), patch)
  await rehearsal.settled()
  assert.deepEqual(lines(), ['GET /Users/u-1', 'PUT /Users/u-1'])
  assert.equal(held().userType, 'staff')
  await rehearsal.leave(staff, id)
  assert.equal(held().userType, 'lead')
  await rehearsal.done('PATCH', path(leads), [
    { op: 'replace', path: '/profile/userType', value: 'boss' },
  ])
  await rehearsal.settled()
  assert.equal(held().userType, 'boss')
})

test('a username format is an expression too, and can be kept from changing', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const path = `/api/v1/apps/${rehearsal.appId}`
  const format = (template: string, more = {}) => ({
    label: 'Payroll',
    signOnMode: 'SAML_2_0',
    credentials: { userNameTemplate: { type: 'CUSTOM', template, ...more } },
  })
  await rehearsal.done(
    'PUT',
    path,
    format('String.toLowerCase(user.firstName + "." + user.lastName) + "@payroll.example"'),
  )
  const id = await rehearsal.provisioned(LOGIN)
  assert.equal(held().userName, 'test.user@payroll.example')
  await rehearsal.change(id, { lastName: 'King' })
  assert.equal(held().userName, 'test.king@payroll.example')
  await rehearsal.done('PUT', path, format('${source.lastName}-x', { pushStatus: 'DONT_PUSH' }))
  await rehearsal.change(id, { lastName: 'Noel' })
  assert.equal(held().userName, 'test.king@payroll.example')
  await options({ excludeUserNameUpdates: false })
  await rehearsal.change(id, { lastName: 'Byron' })
  assert.equal(held().userName, 'Byron-x')
  const refused = await rehearsal.call('PUT', path, format('user.lastName +'))
  assert.equal(refused.status, 400)
  assert.match(JSON.stringify(refused.json), /userNameTemplate: invalid expression/)
})

test('an option that is not there, or not so, is refused', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const path = `/api/v1/scimulate/apps/${rehearsal.appId}/options`
  for (const body of [{ nothing: true }, { clearedAttributes: 'x' }, { renameGroups: 'no' }]) {
    assert.equal((await rehearsal.call('PUT', path, body)).status, 400, JSON.stringify(body))
  }
  const { renameGroups, clearedAttributes } = await rehearsal.done('GET', path)
  assert.deepEqual([renameGroups, clearedAttributes], [true, 'keep'])
})
