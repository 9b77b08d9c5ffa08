import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { parse } from 'yaml'
import { type OpenMockOkta, openMockOkta } from '../../mock-okta/app.ts'
import { startMockOkta } from '../../mock-okta/client.ts'
import { readSeed } from '../../mock-okta/seed/read-seed.ts'
import { ScimStub } from './scim-stub.ts'

const SECRETS = { SCIM_TOKEN: 's3cret-token', SCIM_PASSWORD: 's3cret-password' }

let folder: string
let stub: ScimStub
const open: { close(): Promise<void> }[] = []

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'mock-okta-'))
})
after(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
  await stub.close()
})

function file(text: string, name = 'org.yaml'): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function started(text: string, options: object = {}): Promise<OpenMockOkta> {
  const okta = await openMockOkta({ seed: 7, seedFile: file(text), secrets: SECRETS, ...options })
  open.push(okta)
  await okta.engine.settled(5_000)
  return okta
}

const exported = async (okta: OpenMockOkta) =>
  (await okta.call('GET', '/api/v1/scimulate/seed')).body as Record<string, unknown>

function org(): string {
  return `
people:
  - profile: { login: ada@example.com, email: ada@example.com, firstName: Ada, lastName: Lovelace, department: Sales }
  - profile: { login: grace@example.com, email: g@example.com, firstName: Grace, lastName: Hopper }
    status: SUSPENDED
  - profile: { login: old@example.com, email: old@example.com, firstName: Old, lastName: Timer }
    status: DEPROVISIONED
  - profile: { login: new@example.com, email: new@example.com, firstName: New, lastName: Comer }
    status: STAGED
  - profile: { login: soon@example.com, email: soon@example.com, firstName: Soon, lastName: Er, department: Sales }
    status: PROVISIONED
groups:
  - { name: Staff, description: Everybody, members: [ada@example.com, grace@example.com] }
  - { name: Sales }
rules:
  - { name: Salespeople, expression: user.department=="Sales", groups: [Sales], exclude: [soon@example.com] }
  - { name: Idle, expression: user.city=="X", groups: [Staff], status: INACTIVE }
apps:
  - label: Payroll
    kind: saml
    connection:
      baseUrl: ${stub.baseUrl}
      token: $SCIM_TOKEN
      uniqueIdentifier: userName
      actions: [PUSH_NEW_USERS, PUSH_PROFILE_UPDATES, PUSH_GROUPS, IMPORT_USERS]
    toApp: { create: true, update: true, deactivate: true }
    options: { renameGroups: false, clearedAttributes: absent }
    import: { schedule: DAILY, safeguardPercent: 30 }
    groups: [Staff]
    users: [ada@example.com]
    pushGroups: [{ group: Sales, name: Sellers }, { group: Staff, status: INACTIVE }]
    pushRules: [{ field: name, operator: STARTS_WITH, value: Proj }]
  - label: Wiki
    kind: header-auth
    userNameTemplate: { template: "\${source.email}", type: BUILT_IN }
    connection: { baseUrl: "${stub.baseUrl}", apiToken: Bearer $SCIM_TOKEN }
  - label: Shop
    kind: basic
    connection: { baseUrl: "${stub.baseUrl}", username: okta, password: $SCIM_PASSWORD }
  - { label: Idle, kind: bearer, status: INACTIVE }
`
}

test('an org is set up as an admin would, and provisioned', async () => {
  const okta = await started(org())
  const users = [...stub.resources.values()].filter(({ userName }) => userName !== undefined)
  assert.deepEqual(users.map(({ userName }) => userName).sort(), [
    'ada@example.com',
    'grace@example.com',
  ])
  const groups = [...stub.resources.values()].filter(({ members }) => members !== undefined)
  assert.deepEqual(
    groups.map(({ displayName }) => displayName),
    ['Sellers'],
  )
  const authorizations = stub.requests.map(
    ({ headers }) => headers[headers.indexOf('Authorization') + 1],
  )
  assert.ok(authorizations.includes('Bearer s3cret-token'))
  const pair = Buffer.from('okta:s3cret-password').toString('base64')
  assert.ok(authorizations.includes(`Basic ${pair}`))
  const tasks = await okta.call('GET', '/api/v1/scimulate/tasks')
  assert.deepEqual(tasks.body, [])
  const ada = await okta.call('GET', '/api/v1/users/ada@example.com')
  assert.equal((ada.body as { status: string }).status, 'ACTIVE')
})

test('what is exported sets up the same org, and holds no secret', async () => {
  const first = await started(org())
  const seed = await exported(first)
  const written = parse(org()) as { people: object[]; rules: object[] }
  assert.equal((seed.people as object[]).length, written.people.length)
  assert.equal((seed.rules as object[]).length, written.rules.length)
  assert.doesNotMatch(JSON.stringify(seed), /s3cret/)
  stub.resources.clear()
  const again = await started(JSON.stringify(seed))
  assert.deepEqual(await exported(again), seed)
  const answer = await fetch(`${again.url}/api/v1/scimulate/seed?format=yaml`, {
    headers: { authorization: `SSWS ${again.apiToken}` },
  })
  const yaml = await answer.text()
  assert.match(yaml, /^people:\n/)
  assert.deepEqual(parse(yaml), seed)
})

test('mappings, custom attributes and what assignments say are planted and exported', async () => {
  const text = `
schemas:
  user: { badge: { title: Badge, type: string } }
people:
  - profile: { login: ada@x.org, email: ada@x.org, firstName: Ada, lastName: L, badge: B-1, title: Dr }
groups:
  - { name: Staff, members: [ada@x.org] }
apps:
  - label: A
    kind: saml
    attributes:
      badge:
        title: Badge
        type: string
        externalName: badge
        externalNamespace: urn:example:badges
      nickName: null
    mappings:
      badge: { expression: user.badge, pushStatus: PUSH }
      title: { expression: user.title, pushStatus: DONT_PUSH }
      locale: null
    toOktaMappings:
      title: { expression: appuser.title, pushStatus: PUSH }
    connection: { baseUrl: "${stub.baseUrl}", token: $SCIM_TOKEN, actions: [PUSH_NEW_USERS] }
    toApp: { create: true }
    users: [{ login: ada@x.org, userName: a.l, profile: { userType: Owner } }]
    groups: [{ name: Staff, profile: { userType: Member } }]
`
  const first = await started(text)
  await first.engine.settled(5_000)
  const [created] = [...stub.resources.values()]
  assert.deepEqual(
    [created?.userName, created?.userType, created?.['urn:example:badges']],
    ['a.l', 'Owner', { badge: 'B-1' }],
  )
  const seed = await exported(first)
  const [app] = seed.apps as Record<string, Record<string, unknown>>[]
  assert.deepEqual(Object.keys(app?.attributes ?? {}), ['badge', 'nickName'])
  assert.deepEqual(app?.mappings, {
    badge: { expression: 'user.badge', pushStatus: 'PUSH' },
    title: { expression: 'user.title', pushStatus: 'DONT_PUSH' },
    locale: null,
  })
  assert.deepEqual(app?.toOktaMappings, {
    title: { expression: 'appuser.title', pushStatus: 'PUSH' },
  })
  stub.resources.clear()
  const again = await started(JSON.stringify(seed))
  assert.deepEqual(await exported(again), seed)
})

const WRONG: readonly [what: string, text: string, told: string][] = [
  [
    'an unknown kind',
    'apps:\n  - label: A\n    kind: oidc',
    'f:3: apps[0].kind: must be one of saml, header-auth, bearer, basic',
  ],
  [
    'a misspelt setting',
    'groups:\n  - name: A\n    member: []',
    'f:3: groups[0].member: there is no such setting',
  ],
  [
    'what is left out',
    'people:\n- profile: { login: a, email: a, firstName: A }',
    "f:2: people[0].profile: must have required property 'lastName'",
  ],
  [
    'a secret',
    'apps:\n- label: A\n  kind: saml\n  connection:\n    baseUrl: http://x\n    token: abc',
    'f:6: apps[0].connection.token: must be the name of a variable such as $SCIM_TOKEN: no secret stands in a seed file',
  ],
  ['a list in the place of an org', '- a', 'f:1: must be object'],
]

for (const [what, text, told] of WRONG) {
  test(`refused with its line: ${what}`, () => {
    assert.throws(() => readSeed(text, 'f'), { name: 'SeedError', message: told })
  })
}

test('all that is wrong is told at once; broken YAML with its line', () => {
  const two = 'groups:\n- name: ""\n- { }'
  assert.throws(() => readSeed(two, 'f'), /f:2: groups\[0\]\.name.*\nf:3: groups\[1\]/)
  assert.throws(() => readSeed('groups: [', 'f'), /line 1/)
})

const REFUSED: readonly [what: string, text: () => string, told: RegExp][] = [
  [
    'a login that nobody has',
    () => 'groups:\n- name: A\n  members:\n  - who@x',
    /org\.yaml:4: groups\[0\]\.members\[0\]: nobody has the login who@x$/,
  ],
  [
    'a group that is not there',
    () => 'rules:\n- { name: R, expression: "1 == 1", groups: [B] }',
    /:2: rules\[0\]\.groups\[0\]: there is no group B$/,
  ],
  [
    'a variable that is not set',
    () =>
      `apps:\n- label: A\n  kind: bearer\n  connection:\n    baseUrl: ${stub.baseUrl}\n    token: $OTHER`,
    /:6: apps\[0\]\.connection\.token: \$OTHER is not set$/,
  ],
  [
    'a server that refuses the credential',
    () => {
      stub.answer('GET /Users', { status: 401, body: { detail: 'no such token' } })
      return `apps:\n- label: A\n  kind: bearer\n  connection: { baseUrl: "${stub.baseUrl}", token: $SCIM_TOKEN }`
    },
    /:4: apps\[0\]\.connection: Error authenticating: Unauthorized\..*no such token$/,
  ],
  [
    'an expression that Okta would refuse',
    () => 'groups:\n- name: G\nrules:\n- { name: R, expression: "user.", groups: [G] }',
    /:4: rules\[0\]: expression: invalid expression/,
  ],
]

for (const [what, text, told] of REFUSED) {
  test(`refused by Okta, with its line: ${what}`, async () => {
    await assert.rejects(started(text()), { name: 'SeedError', message: told })
  })
}

test('with a data file the seed is planted once', async () => {
  const dataFile = join(folder, 'okta.db')
  const text = 'groups:\n- name: Once'
  const first = await started(text, { dataFile })
  await first.call('POST', '/api/v1/groups', { profile: { name: 'More' } })
  await open.pop()?.close()
  const again = await started(text, { dataFile })
  const names = (await exported(again)).groups as { name: string }[]
  assert.deepEqual(
    names.map(({ name }) => name),
    ['Once', 'More'],
  )
})

test('with a data file a seed that was refused is taken once it is mended', async () => {
  const dataFile = join(folder, 'mended.db')
  const text = 'groups:\n- name: G\n  members: [who]'
  await assert.rejects(started(text, { dataFile }), { name: 'SeedError' })
  const okta = await started('groups:\n- name: G', { dataFile })
  assert.equal(((await exported(okta)).groups as object[]).length, 1)
})

test('in a test: startMockOkta takes the file and the secrets', async () => {
  const okta = await startMockOkta({ seedFile: file(org(), 'in-test.yaml'), secrets: SECRETS })
  open.push(okta)
  await okta.settled()
  okta.assertNoTasks()
  assert.ok(okta.exchanges().some(({ operation }) => operation === 'create user'))
})
