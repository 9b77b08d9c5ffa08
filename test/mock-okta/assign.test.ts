import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { type Kind, lookUp, masked, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const LOGIN = 'test.user@okta.local'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const EMAILS = `"emails":[{"primary":true,"value":"${LOGIN}","type":"work"}]`
const NAME = '"name":{"givenName":"Test","familyName":"User"}'

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: nobody is found: the person is created, as captured`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.person(LOGIN)
    await rehearsal.assign(id)
    assert.deepEqual(masked(rehearsal.stub.take()), [
      lookUp(LOGIN),
      `POST /Users {"schemas":["${USER}"],"userName":"${LOGIN}",${NAME},${EMAILS},"externalId":"${id}","groups":[],"password":"********","active":true}`,
    ])
    const { externalId, status, syncState } = await rehearsal.appUser(id)
    assert.deepEqual([externalId, status, syncState], ['u-1', 'PROVISIONED', 'SYNCHRONIZED'])
  })

  test(`${kind}: displayName and locale stand where the documented body has them`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.person(LOGIN, { displayName: 'Test User', locale: 'en-US' })
    await rehearsal.assign(id)
    assert.equal(
      masked(rehearsal.stub.take())[1],
      `POST /Users {"schemas":["${USER}"],"userName":"${LOGIN}",${NAME},${EMAILS},"displayName":"Test User","locale":"en-US","externalId":"${id}","groups":[],"password":"********","active":true}`,
    )
  })

  test(`${kind}: title and department as captured, with the URN of the extension`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.person(LOGIN, { title: 'Manager', department: 'Engineering' })
    await rehearsal.assign(id)
    assert.equal(
      masked(rehearsal.stub.take())[1],
      `POST /Users {"schemas":["${USER}","${ENTERPRISE}"],"userName":"${LOGIN}",${NAME},${EMAILS},"title":"Manager","${ENTERPRISE}":{"department":"Engineering"},"externalId":"${id}","groups":[],"password":"********","active":true}`,
    )
  })

  test(`${kind}: a 404 to the look-up means nobody too`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    rehearsal.stub.answer('GET /Users?filter', { status: 404, body: { detail: 'none' } })
    await rehearsal.assign(await rehearsal.person(LOGIN))
    assert.equal(rehearsal.stub.take().length, 2)
  })

  test(`${kind}: an active user is linked, then gets the profile`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    rehearsal.stub.hold('Users', existing(true))
    const id = await rehearsal.person(LOGIN)
    await rehearsal.assign(id)
    assert.deepEqual(rehearsal.stub.take(), [
      lookUp(LOGIN),
      'GET /Users/abc',
      `PUT /Users/abc ${linked(id, true)}`,
    ])
    assert.equal((await rehearsal.appUser(id)).externalId, 'abc')
  })

  test(`${kind}: with Update off a link is all that happens`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    await rehearsal.tick({ create: true, deactivate: true })
    rehearsal.stub.hold('Users', existing(true))
    rehearsal.stub.take()
    await rehearsal.assign(await rehearsal.person(LOGIN))
    assert.deepEqual(rehearsal.stub.take(), [lookUp(LOGIN)])
  })

  test(`${kind}: an inactive user is reactivated first, then gets the profile`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    rehearsal.stub.hold('Users', existing(false))
    const id = await rehearsal.person(LOGIN)
    await rehearsal.assign(id)
    assert.deepEqual(rehearsal.stub.take(), [
      lookUp(LOGIN),
      ...reactivation(kind, id),
      'GET /Users/abc',
      `PUT /Users/abc ${linked(id, true, kind)}`,
    ])
  })

  test(`${kind}: with Update off an inactive user is reactivated, and that is all`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    await rehearsal.tick({ create: true, deactivate: true })
    rehearsal.stub.hold('Users', existing(false))
    rehearsal.stub.take()
    const id = await rehearsal.person(LOGIN)
    await rehearsal.assign(id)
    assert.deepEqual(rehearsal.stub.take(), [lookUp(LOGIN), ...reactivation(kind, id)])
  })

  test(`${kind}: a look-up without Resources, and a status answered with the user, are taken`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const none = { totalResults: 0, startIndex: 1, itemsPerPage: 0 }
    rehearsal.stub.answer('GET /Users?filter', { status: 200, body: none }, 1)
    const id = await rehearsal.provisioned(LOGIN)
    assert.equal((await rehearsal.appUser(id)).externalId, 'u-1')
    const write = kind === 'saml' ? 'PUT /Users' : 'PATCH /Users'
    rehearsal.stub.answer(write, { status: 200, body: { id: 'u-1', active: false } }, 1)
    await rehearsal.unassign(id)
    assert.deepEqual(await rehearsal.tasks(), [])
  })

  test(`${kind}: an inactive user with Deactivate off is an error and a task`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    await rehearsal.tick({ create: true, update: true })
    rehearsal.stub.hold('Users', existing(false))
    rehearsal.stub.take()
    await rehearsal.assign(await rehearsal.person(LOGIN))
    assert.deepEqual(rehearsal.stub.take(), [lookUp(LOGIN)])
    assert.equal(
      (await rehearsal.task()).message,
      'Automatic provisioning of user Test User to app Payroll failed: User account is inactive',
    )
  })

  test(`${kind}: with Create off the look-up finds nobody and that is the error`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    await rehearsal.tick({ update: true, deactivate: true })
    rehearsal.stub.take()
    await rehearsal.assign(await rehearsal.person(LOGIN))
    assert.deepEqual(rehearsal.stub.take(), [lookUp(LOGIN)])
    assert.match((await rehearsal.task()).message, /failed: Matching user not found\.$/)
  })

  test(`${kind}: an app that is deactivated sends nothing`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    await rehearsal.done('POST', `/api/v1/apps/${rehearsal.appId}/lifecycle/deactivate`, {})
    const id = await rehearsal.person(LOGIN)
    await rehearsal.assign(id)
    await rehearsal.change(id, { lastName: 'Changed' })
    await rehearsal.unassign(id)
    assert.deepEqual(rehearsal.stub.take(), [])
  })

  test(`${kind}: an assignment through a group sends the same`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.person(LOGIN)
    const group = await rehearsal.group('Staff', [id])
    await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/groups/${group}`, {})
    await rehearsal.settled()
    const [first, second = ''] = rehearsal.stub.take()
    assert.equal(first, lookUp(LOGIN))
    assert.ok(second.startsWith('POST /Users '))
    assert.equal((await rehearsal.appUser(id)).scope, 'GROUP')
  })
}

test('a user name is escaped, and then encoded whole', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  await rehearsal.assign(await rehearsal.person('o"neil+okta&x=1\\y@okta.local'))
  assert.equal(
    rehearsal.stub.take()[0],
    'GET /Users?filter=userName%20eq%20%22o%5C%22neil%2Bokta%26x%3D1%5C%5Cy%40okta.local%22&startIndex=1&count=100',
  )
})

test('header auth app: the user name is the e-mail when the format says so', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  await rehearsal.assign(await rehearsal.person('tuser@okta.local', { email: LOGIN }))
  assert.equal(rehearsal.stub.take()[0], lookUp(LOGIN))
})

test('someone assigned before provisioning was enabled waits for Provision User', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  const id = await rehearsal.person(LOGIN)
  await rehearsal.assign(id)
  const connection = `/api/v1/scimulate/apps/${rehearsal.appId}/connection`
  await rehearsal.done('PUT', connection, rehearsal.form('saml'))
  await rehearsal.tick({ create: true, update: true, deactivate: true })
  rehearsal.stub.take()
  await rehearsal.act('force-sync')
  assert.deepEqual(rehearsal.stub.take(), [])
  await rehearsal.act('provision-user', { userId: id })
  const sent = rehearsal.stub.take()
  assert.equal(sent[0], lookUp(LOGIN))
  assert.ok(sent[1]?.startsWith('POST /Users '))
  await rehearsal.act('force-sync')
  assert.deepEqual(
    rehearsal.stub.take().map((line) => line.split(' ', 2).join(' ')),
    ['GET /Users/u-1', 'PUT /Users/u-1'],
  )
})

function existing(active: boolean): Record<string, unknown> {
  return {
    schemas: [USER],
    id: 'abc',
    userName: LOGIN,
    name: { givenName: 'Old', familyName: 'Name', formatted: 'Old Name' },
    emails: [
      { value: LOGIN, primary: true },
      { value: 'home@okta.local', type: 'home' },
    ],
    nonsense: { kept: true },
    active,
    meta: { resourceType: 'User', version: 'W/"1"' },
  }
}

/** The fetched resource with what is mapped laid over it. */
function linked(id: string, active: boolean, after?: Kind): string {
  const tail = `"externalId":"${id}","groups":[]`
  const name = '"name":{"givenName":"Test","familyName":"User","formatted":"Old Name"}'
  const emails = `"emails":[{"value":"${LOGIN}","primary":true,"type":"work"},{"value":"home@okta.local","type":"home"}]`
  const meta = '"meta":{"resourceType":"User","version":"W/\\"1\\""}'
  assert.ok(after === undefined || active)
  return `{"schemas":["${USER}"],"id":"abc","userName":"${LOGIN}",${name},${emails},"nonsense":{"kept":true},"active":${active},${meta},${tail}}`
}

function reactivation(kind: Kind, id: string): string[] {
  if (kind === 'header-auth') {
    return [
      'PATCH /Users/abc {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":true}}]}',
    ]
  }
  const held = { ...existing(true), externalId: id, groups: [] }
  return ['GET /Users/abc', `PUT /Users/abc ${JSON.stringify(held)}`]
}
