import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { type Kind, lookUp, Rehearsal } from './rehearsal.ts'
import { list } from './scim-stub.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal?.close())

const LOGIN = 'ada@okta.local'
const TEST = 'GET /Users?startIndex=1&count=2'
const GROUPS = 'GET /Groups?startIndex=1&count=100'
const PATCH_OP = '"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]'
const options = (body: object) =>
  rehearsal.done('PUT', `/api/v1/scimulate/apps/${rehearsal.appId}/options`, body)
const heads = () => rehearsal.stub.take().map((line) => line.split(' ', 2).join(' '))
const connection = () => `/api/v1/scimulate/apps/${rehearsal.appId}/connection`

async function choosing(kind: Kind, chosen: object): Promise<void> {
  rehearsal = await Rehearsal.provisioning(kind)
  await options(chosen)
}

for (const [lookupEscapes, filter] of [
  ['yes', 'userName eq "a\\"b\\\\c"'],
  ['no', 'userName eq "a"b\\c"'],
] as const) {
  test(`lookupEscapes ${lookupEscapes}: quotes and backslashes of a name`, async () => {
    await choosing('saml', { lookupEscapes })
    rehearsal.stub.answer('GET /Users', { status: 404 })
    await rehearsal.assign(await rehearsal.person('a"b\\c'))
    const [line = ''] = rehearsal.stub.take()
    assert.equal(line, `GET /Users?filter=${encodeURIComponent(filter)}&startIndex=1&count=100`)
  })
}

for (const [lookupAfterRename, name] of [
  ['new', 'lovelace@okta.local'],
  ['old', LOGIN],
] as const) {
  test(`lookupAfterRename ${lookupAfterRename}: whose name is looked for`, async () => {
    await choosing('saml', { lookupAfterRename })
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.unassign(id)
    await rehearsal.change(id, { login: 'lovelace@okta.local' })
    rehearsal.stub.take()
    await rehearsal.assign(id)
    const sent = rehearsal.stub.take()
    assert.equal(sent[0], lookUp(name))
    assert.match(sent.at(-1) ?? '', /"userName":"lovelace@okta.local"/)
  })
}

test('userWrites put: a catalog app writes status and password by PUT, groups by PATCH still', async () => {
  await choosing('header-auth', { userWrites: 'put' })
  const id = await rehearsal.provisioned(LOGIN)
  await rehearsal.push(await rehearsal.group('Staff', [id]), { targetGroupName: 'Staff' })
  assert.equal(heads().at(-1), 'PATCH /Groups/g-2')
  await rehearsal.unassign(id)
  assert.deepEqual(heads(), ['GET /Users/u-1', 'PUT /Users/u-1'])
})

test('groupWrites put: a catalog app writes groups by GET and PUT, users by PATCH still', async () => {
  await choosing('header-auth', { groupWrites: 'put' })
  const id = await rehearsal.provisioned(LOGIN)
  await rehearsal.push(await rehearsal.group('Staff', [id]), { targetGroupName: 'Staff' })
  assert.deepEqual(heads().slice(1), ['POST /Groups', 'GET /Groups/g-2', 'PUT /Groups/g-2'])
  await rehearsal.unassign(id)
  assert.deepEqual(heads(), ['PATCH /Users/u-1'])
})

test('passwordPatch path: the password stands at a path', async () => {
  await choosing('header-auth', { passwordPatch: 'path' })
  const id = await rehearsal.provisioned(LOGIN)
  await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/features/USER_PROVISIONING`, {
    update: { password: { status: 'ENABLED', seed: 'OKTA', change: 'CHANGE' } },
  })
  rehearsal.stub.take()
  const credentials = { password: { value: 'Correct-Horse-2' } }
  await rehearsal.done('POST', `/api/v1/users/${id}`, { credentials })
  await rehearsal.settled()
  assert.deepEqual(rehearsal.stub.take(), [
    `PATCH /Users/u-1 {${PATCH_OP},"Operations":[{"op":"replace","path":"password","value":"Correct-Horse-2"}]}`,
  ])
})

for (const [unchangedAttributes, title] of [
  ['send', 'Engineer'],
  ['leave', 'Changed there'],
] as const) {
  test(`unchangedAttributes ${unchangedAttributes}: what the server changed itself`, async () => {
    await choosing('saml', { unchangedAttributes })
    const id = await rehearsal.provisioned(LOGIN, { title: 'Engineer' })
    const held = rehearsal.stub.resources.get('/Users/u-1') ?? {}
    rehearsal.stub.hold('Users', { ...held, id: 'u-1', title: 'Changed there' })
    await rehearsal.change(id, { lastName: 'King' })
    const { title: now, name } = rehearsal.stub.resources.get('/Users/u-1') ?? {}
    assert.deepEqual([now, name], [title, { givenName: 'Test', familyName: 'King' }])
    await rehearsal.change(id, { title: 'Director' })
    assert.equal(rehearsal.stub.resources.get('/Users/u-1')?.title, 'Director')
  })
}

test('newGroupMembers absent: the POST has the name alone', async () => {
  await choosing('header-auth', { newGroupMembers: 'absent' })
  const id = await rehearsal.provisioned(LOGIN)
  await rehearsal.push(await rehearsal.group('Staff', [id]), { targetGroupName: 'Staff' })
  assert.equal(
    rehearsal.stub.take()[1],
    'POST /Groups {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Staff"}',
  )
})

test('defaultMappings create: what Okta mapped itself is sent on create only, what an admin mapped later too', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const [{ id: mappingId }] = await rehearsal.done(
    'GET',
    `/api/v1/mappings?targetId=${rehearsal.appId}`,
  )
  const properties = { nickName: { expression: 'user.title + "!"', pushStatus: 'PUSH' } }
  await rehearsal.done('POST', `/api/v1/mappings/${mappingId}`, { properties })
  await options({ defaultMappings: 'create' })
  const id = await rehearsal.provisioned(LOGIN, { title: 'Boss' })
  await rehearsal.change(id, { lastName: 'King' })
  assert.deepEqual(heads(), [])
  await rehearsal.change(id, { title: 'Director' })
  assert.deepEqual(heads(), ['GET /Users/u-1', 'PUT /Users/u-1'])
  const { title, nickName } = rehearsal.stub.resources.get('/Users/u-1') ?? {}
  assert.deepEqual([title, nickName], ['Boss', 'Director!'])
  await options({ defaultMappings: 'create-and-update' })
  await rehearsal.change(id, { lastName: 'Noel' })
  assert.deepEqual(heads(), ['GET /Users/u-1', 'PUT /Users/u-1'])
})

test('baseUrlSlash keep: the slash at the end of the base URL stays', async () => {
  await choosing('saml', {})
  const page = { ...rehearsal.form('saml'), baseUrl: `${rehearsal.stub.baseUrl}/` }
  await rehearsal.done('PUT', connection(), page)
  assert.deepEqual(rehearsal.stub.take(), [TEST])
  await options({ baseUrlSlash: 'keep' })
  rehearsal.stub.answer('GET //Users', { status: 200, body: list([]) })
  await rehearsal.done('PUT', connection(), page)
  assert.deepEqual(rehearsal.stub.take(), ['GET //Users?startIndex=1&count=2'])
})

test('connectorTestGroups always: a catalog app reads the groups at the test and at the save', async () => {
  await choosing('header-auth', { connectorTestGroups: 'always' })
  await rehearsal.act('connection/test', rehearsal.form('header-auth'))
  assert.deepEqual(rehearsal.stub.take(), [TEST, GROUPS])
  await rehearsal.done('PUT', connection(), rehearsal.form('header-auth'))
  assert.deepEqual(rehearsal.stub.take(), [TEST, GROUPS])
})

test('importUserSchema on: To App reads schemas and resource types', async () => {
  await choosing('saml', { importUserSchema: 'on' })
  for (const path of ['/Schemas', '/ResourceTypes']) {
    rehearsal.stub.answer(`GET ${path}`, { status: 200, body: list([]) })
  }
  await rehearsal.tick({ create: true, update: true, deactivate: true })
  assert.deepEqual(rehearsal.stub.take(), [TEST, 'GET /Schemas', 'GET /ResourceTypes'])
})

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
for (const [schema, asks] of [
  [ENTERPRISE, false],
  ['urn:example:2.0:Badge', true],
] as const) {
  test(`entitlements on: schemas are read ${asks ? 'for' : 'but not for'} ${schema}`, async () => {
    await choosing('header-auth', { entitlements: 'on' })
    const user = { endpoint: '/Users', schemaExtensions: [{ schema }] }
    const types = { status: 200, body: list([user, { endpoint: '/Roles' }]) }
    rehearsal.stub.answer('GET /ResourceTypes', types)
    rehearsal.stub.answer('GET /Schemas', { status: 200, body: list([]) })
    rehearsal.stub.answer('GET /Roles', { status: 200, body: list([]) })
    await rehearsal.tick({ create: true })
    assert.deepEqual(heads(), [
      TEST,
      'GET /ResourceTypes',
      ...(asks ? ['GET /Schemas'] : []),
      'GET /Roles?startIndex=1&count=100',
    ])
  })
}

test('lookupValue attribute: of e-mail, which has several values, one of them is to be equal', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.connectedApp('saml', { uniqueIdentifier: 'email' })
  await options({ lookupValue: 'attribute' })
  await rehearsal.assign(await rehearsal.person(LOGIN, { secondEmail: 'other@okta.local' }))
  const filter = `email eq "${LOGIN}" OR email eq "other@okta.local"`
  assert.equal(
    rehearsal.stub.take()[0],
    `GET /Users?filter=${encodeURIComponent(filter)}&startIndex=1&count=100`,
  )
})

test('a look-up whose itemsPerPage is no number ends the assignment, as startIndex does', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const body = { totalResults: 0, startIndex: 1, itemsPerPage: '0', Resources: [] }
  rehearsal.stub.answer('GET /Users?filter', { status: 200, body })
  await rehearsal.assign(await rehearsal.person(LOGIN))
  assert.equal(rehearsal.stub.take().length, 1)
  assert.match((await rehearsal.task()).message, /No results for users returned$/)
})

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: baseUrlRules okta: without https, or with an underscore, a base URL is refused`, async () => {
    rehearsal = await Rehearsal.start()
    await rehearsal.createApp(kind)
    await options({ baseUrlRules: 'okta' })
    for (const [baseUrl, said] of [
      [rehearsal.stub.baseUrl, 'baseUrl: must be an https URL.'],
      ['https://scim.example.com/my_app/v2', 'baseUrl: must not contain an underscore.'],
    ] as const) {
      const form = { ...rehearsal.form(kind), baseUrl }
      for (const [method, path] of [
        ['PUT', connection()],
        ['POST', `${connection()}/test`],
      ] as const) {
        const { status, json } = await rehearsal.call(method, path, form)
        assert.equal(status, 400)
        assert.deepEqual(json.errorCauses, [{ errorSummary: said }])
      }
    }
    assert.deepEqual(rehearsal.stub.take(), [])
    await options({ baseUrlRules: 'any' })
    await rehearsal.done('PUT', connection(), rehearsal.form(kind))
    assert.deepEqual(heads(), [TEST])
  })
}
