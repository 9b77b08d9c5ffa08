import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { CHOICES } from '../../mock-okta/applications/behaviour.ts'
import { type Kind, Rehearsal } from './rehearsal.ts'
import { list } from './scim-stub.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal?.close())

test('the page tells every option of an app with its default', () => {
  const page = readFileSync('docs/mock-okta.md', 'utf8')
  for (const [name, { values, says }] of Object.entries(CHOICES)) {
    const row = `| \`${name}\` | ${values.map((value) => `\`${value}\``).join(' ')} | ${says} |`
    assert.ok(page.includes(row), `docs/mock-okta.md has no line: ${row}`)
  }
})

test('createApp knows every option of an app, each with its values', () => {
  const types = readFileSync('mock-okta/client/new-app.ts', 'utf8')
  for (const [name, { values }] of Object.entries(CHOICES)) {
    const line = `readonly ${name}?: ${values.map((value) => `'${value}'`).join(' | ')}\n`
    assert.ok(types.includes(line), `AppOptions has no line: ${line}`)
  }
})

const LOGIN = 'ada@okta.local'
const options = (body: object) =>
  rehearsal.done('PUT', `/api/v1/scimulate/apps/${rehearsal.appId}/options`, body)
const heads = () => rehearsal.stub.take().map((line) => line.split(' ', 2).join(' '))

async function choosing(kind: Kind, chosen: object): Promise<void> {
  rehearsal = await Rehearsal.provisioning(kind)
  await options(chosen)
}

test('createPassword none: the create brings no password', async () => {
  await choosing('saml', { createPassword: 'none' })
  await rehearsal.assign(await rehearsal.person(LOGIN))
  const [, post = ''] = rehearsal.stub.take()
  assert.match(post, /^POST \/Users /)
  assert.doesNotMatch(post, /password/)
})

test('lookupValue: the attribute that is mapped to the unique identifier', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.connectedApp('saml', { uniqueIdentifier: 'title' })
  const id = await rehearsal.person(LOGIN, { title: 'T-1' })
  await rehearsal.assign(id)
  assert.match(rehearsal.stub.take()[0] ?? '', /title%20eq%20%22ada%40okta\.local%22/)
  await options({ lookupValue: 'attribute' })
  await rehearsal.act('provision-user', { userId: id })
  assert.match(rehearsal.stub.take()[0] ?? '', /filter=title%20eq%20%22T-1%22&/)
})

test('lookupSpaces plus: the form of 2018, with the rest encoded as ever', async () => {
  await choosing('header-auth', { lookupSpaces: 'plus' })
  await rehearsal.assign(await rehearsal.person('ada+1@okta.local'))
  assert.equal(
    rehearsal.stub.take()[0],
    'GET /Users?filter=userName+eq+%22ada%2B1%40okta.local%22&startIndex=1&count=100',
  )
})

test('lookupSeveral: the first is linked, or the assignment fails', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  for (const id of ['a', 'b']) rehearsal.stub.hold('Users', { id, userName: LOGIN, active: true })
  const person = await rehearsal.person(LOGIN)
  await rehearsal.assign(person)
  assert.equal((await rehearsal.appUser(person)).externalId, 'a')
  await rehearsal.unassign(person)
  rehearsal.stub.take()
  await options({ lookupSeveral: 'fail' })
  await rehearsal.assign(person)
  assert.equal(rehearsal.stub.take().length, 1)
  assert.match((await rehearsal.task()).message, /More than one match was found\.$/)
})

test('statusPatchReads and reactivationOrder: a GET before the PATCH, the profile before both', async () => {
  await choosing('header-auth', { statusPatchReads: 'yes' })
  const id = await rehearsal.provisioned(LOGIN)
  await rehearsal.unassign(id)
  assert.deepEqual(heads(), ['GET /Users/u-1', 'PATCH /Users/u-1'])
  await options({ statusPatchReads: 'no', reactivationOrder: 'profile' })
  await rehearsal.assign(id)
  assert.deepEqual(heads().slice(1), ['GET /Users/u-1', 'PUT /Users/u-1', 'PATCH /Users/u-1'])
})

test('newGroupMembers none: the POST is empty, the next request has the members', async () => {
  await choosing('header-auth', { newGroupMembers: 'none' })
  const id = await rehearsal.provisioned(LOGIN)
  await rehearsal.push(await rehearsal.group('Staff', [id]), { targetGroupName: 'Staff' })
  const [, post = '', patch = ''] = rehearsal.stub.take()
  assert.match(post, /^POST \/Groups .*"members":\[\]}$/)
  assert.match(patch, /"value":\[{"value":"u-1"/)
})

for (const [groupName, order] of [
  ['before', ['"id"', '"add"']],
  ['never', ['"add"']],
] as const) {
  test(`groupName ${groupName}: where the name goes in a change of members`, async () => {
    await choosing('header-auth', { groupName })
    const id = await rehearsal.provisioned(LOGIN)
    const group = await rehearsal.group('Staff')
    await rehearsal.push(group, { targetGroupName: 'Staff' })
    rehearsal.stub.take()
    await rehearsal.join(group, id)
    const sent = rehearsal.stub.take()
    assert.equal(sent.length, order.length)
    for (const [at, part] of order.entries()) assert.ok(sent[at]?.includes(part), sent[at])
  })
}

test('groupPutId yes: the form of 2018', async () => {
  await choosing('saml', { groupPutId: 'yes' })
  await rehearsal.push(await rehearsal.group('Staff'), { targetGroupName: 'Staff' })
  assert.match(
    rehearsal.stub.take().at(-1) ?? '',
    /^PUT .*Group"\],"id":"g-1","displayName":"Staff"/,
  )
})

test('importStep returned: an import goes on after as many as came', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.connectedApp('saml', { actions: ['IMPORT_USERS'] })
  const page = [{ id: 'a', userName: LOGIN, active: true }]
  rehearsal.stub.answer('GET /Users?startIndex', { status: 200, body: list(page, 3) })
  await rehearsal.act('import')
  assert.equal(heads().length, 1)
  await options({ importStep: 'returned' })
  await rehearsal.act('import')
  assert.deepEqual(
    heads(),
    [1, 2, 3].map((start) => `GET /Users?startIndex=${start}&count=100`),
  )
})

test('deleteContentType no: a DELETE has no Content-Type, and without the option it has one', async () => {
  for (const chosen of ['no', 'yes']) {
    await choosing('saml', { deleteContentType: chosen })
    const id = await rehearsal.push(await rehearsal.group('Staff'), { targetGroupName: 'Staff' })
    await rehearsal.done('PATCH', rehearsal.mappings(id), { status: 'INACTIVE' })
    await rehearsal.done('DELETE', `${rehearsal.mappings(id)}?deleteTargetGroup=true`)
    await rehearsal.settled()
    const { line = '', headers = [] } = rehearsal.stub.requests.at(-1) ?? {}
    assert.match(line, /^DELETE /)
    assert.equal(headers.includes('Content-Type'), chosen === 'yes')
    if (chosen === 'no') await rehearsal.close()
  }
})

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: deleteUsers at-once: who loses the app is deleted, and made anew afterwards`, async () => {
    await choosing(kind, { deleteUsers: 'at-once' })
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.unassign(id)
    assert.deepEqual(heads(), ['DELETE /Users/u-1'])
    await rehearsal.assign(id)
    assert.match(rehearsal.stub.take()[1] ?? '', /^POST \/Users /)
    const filter = encodeURIComponent('eventType eq "application.provision.user.delete"')
    assert.equal((await rehearsal.done('GET', `/api/v1/logs?filter=${filter}`)).length, 1)
  })
}

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: deleteUsers after-a-day: deactivated at once, deleted a day later`, async () => {
    const at = new Date('2026-11-25T10:00:00Z')
    rehearsal = await Rehearsal.provisioning(kind, { testControls: true, now: () => at })
    await options({ deleteUsers: 'after-a-day' })
    const [gone, back] = [
      await rehearsal.provisioned(LOGIN),
      await rehearsal.provisioned('grace@okta.local'),
    ]
    for (const id of [gone, back]) await rehearsal.unassign(id)
    assert.ok(heads().every((head) => !head.startsWith('DELETE')))
    await rehearsal.assign(back)
    const forward = async (advance: string) => {
      rehearsal.stub.take()
      await rehearsal.done('POST', '/_scimulate/clock', { advance })
      await rehearsal.settled()
      return heads()
    }
    assert.deepEqual(await forward('PT23H59M'), [])
    assert.deepEqual(await forward('PT1M'), ['DELETE /Users/u-1'])
    assert.deepEqual(await forward('P2D'), [])
    const filter = encodeURIComponent('eventType sw "application.provision.user.delete"')
    const events = await rehearsal.done('GET', `/api/v1/logs?filter=${filter}`)
    assert.deepEqual(
      events.map(({ eventType }: { eventType: string }) => eventType.split('.').slice(3).join('.')),
      ['delete.schedule', 'delete.schedule', 'delete'],
    )
  })
}

test('mappingSave: a change of the mappings is pushed to whom it changes something for, or kept', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const [{ id }] = await rehearsal.done('GET', `/api/v1/mappings?targetId=${rehearsal.appId}`)
  const map = async (expression: string) => {
    const properties = { nickName: { expression, pushStatus: 'PUSH' } }
    await rehearsal.done('POST', `/api/v1/mappings/${id}`, { properties })
    await rehearsal.settled()
  }
  await rehearsal.provisioned(LOGIN)
  await rehearsal.provisioned('grace@okta.local', { title: 'Admiral' })
  await map('user.title')
  assert.deepEqual(heads(), ['GET /Users/u-2', 'PUT /Users/u-2'])
  assert.equal(rehearsal.stub.resources.get('/Users/u-2')?.nickName, 'Admiral')
  await options({ mappingSave: 'keep' })
  await map('user.lastName')
  assert.deepEqual(heads(), [])
})

test('a mapping is applied at once or not as the request says, whatever mappingSave is', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const [{ id }] = await rehearsal.done('GET', `/api/v1/mappings?targetId=${rehearsal.appId}`)
  await rehearsal.provisioned(LOGIN)
  const map = async (value: string, apply: boolean) => {
    const properties = { nickName: { expression: `"${value}"`, pushStatus: 'PUSH' } }
    await rehearsal.done('POST', `/api/v1/scimulate/mappings/${id}`, { properties, apply })
    await rehearsal.settled()
  }
  heads()
  await map('Later', false)
  assert.deepEqual(heads(), [])
  await options({ mappingSave: 'keep' })
  await map('Now', true)
  assert.deepEqual(heads(), ['GET /Users/u-1', 'PUT /Users/u-1'])
})

test('groupPatchChanges: a PATCH holds so many changes, who left before who joined', async () => {
  const at = new Date('2026-11-25T10:00:00Z')
  rehearsal = await Rehearsal.provisioning('header-auth', { testControls: true, now: () => at })
  const ids: string[] = []
  for (let i = 0; i < 150; i += 1) ids.push(await rehearsal.person(`p${i}@okta.local`))
  const everyone = await rehearsal.group('Everyone', ids)
  await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/groups/${everyone}`, {})
  const staff = await rehearsal.group('Staff', ids.slice(0, 30))
  await rehearsal.push(staff, { targetGroupName: 'Staff' })
  // While the app waits, all that happens to the group gathers.
  rehearsal.stub.answer('GET /Users?filter', { status: 429, headers: { 'retry-after': '60' } }, 1)
  await rehearsal.assign(await rehearsal.person('late@okta.local'))
  for (const [i, id] of ids.entries()) {
    await rehearsal.done(i < 30 ? 'DELETE' : 'PUT', `/api/v1/groups/${staff}/users/${id}`)
  }
  rehearsal.stub.take()
  await rehearsal.done('POST', '/_scimulate/clock', { advance: 'PT1M' })
  await rehearsal.settled()
  const patches = rehearsal.stub.take().filter((line) => line.startsWith('PATCH /Groups'))
  assert.deepEqual(
    patches.map((line) => [line.split('"remove"').length - 1, line.split('"display":').length - 1]),
    [
      [30, 70],
      [0, 50],
      [0, 0],
    ],
  )
})

test('entitlements on: To App reads resource types, schemas, and what else there is', async () => {
  await choosing('header-auth', { entitlements: 'on' })
  const type = (endpoint: string, extensions: object[] = []) => ({
    endpoint,
    schemaExtensions: extensions,
  })
  const types = [type('/Users', [{ schema: 'urn:x' }]), type('/Groups'), type('/Roles')]
  rehearsal.stub.answer('GET /ResourceTypes', { status: 200, body: list(types) })
  rehearsal.stub.answer('GET /Schemas', { status: 200, body: list([]) })
  rehearsal.stub.answer('GET /Roles', { status: 200, body: list([]) })
  await rehearsal.tick({ create: true })
  assert.deepEqual(rehearsal.stub.take(), [
    'GET /Users?startIndex=1&count=2',
    'GET /ResourceTypes',
    'GET /Schemas',
    'GET /Roles?startIndex=1&count=100',
  ])
})
