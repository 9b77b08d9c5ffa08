import assert from 'node:assert/strict'
import { subscribe } from 'node:diagnostics_channel'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type RunningMockOkta, startMockOkta } from '../../mock-okta/app.ts'
import { AuthorizationServer } from './authorization-server.ts'
import { DescribedCaller } from './described-caller.ts'
import { ScimStub } from './scim-stub.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
type Json = any

const registered: string[] = []
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (one !== 'HEAD') registered.push(`${one} ${url.replace(/:(\w+)/g, '{$1}')}`)
    }
  })
})

let okta: RunningMockOkta
let stub: ScimStub
let operations: Map<string, Json>
let caller: DescribedCaller

before(async () => {
  stub = await ScimStub.start()
  okta = await startMockOkta({ seed: 5 })
  caller = await DescribedCaller.of(okta)
  operations = caller.operations
})
after(async () => {
  await okta.close()
  await stub.close()
})

test('the description lists every route that is registered, and no other', () => {
  // Where a browser comes back to after a grant: a page, no call.
  const page = 'GET /admin/app/cpc/{appName}/oauth/callback'
  const routes = new Set(registered)
  assert.ok(routes.delete(page))
  assert.deepEqual([...operations.keys()].sort(), [...routes].sort())
})

test('every operation has a sentence, and says whether its answer has a body', () => {
  for (const [operation, { summary, responses }] of operations) {
    assert.notEqual(summary, operation)
    const [status = ''] = Object.keys(responses)
    const bodiless = status === '204' || status === '202'
    assert.equal(responses[status].content === undefined, bodiless, operation)
  }
})

const call: DescribedCaller['call'] = (...of) => caller.call(...of)
const API = '/api/v1'
const OURS = '/api/v1/scimulate'
const settled = () => call(`GET ${OURS}/settled`, [], undefined, '?timeoutMs=5000')

async function peopleAndGroups(): Promise<{ user: string; group: string }> {
  const profile = { login: 'a@x.io', email: 'a@x.io', firstName: 'A', lastName: 'B' }
  const { id: user } = await call(`POST ${API}/users`, [], { profile }, '?activate=false')
  await call(`GET ${API}/users`, [], undefined, '?q=a&limit=1&sortBy=profile.login&sortOrder=asc')
  await call(`GET ${API}/users/{id}`, [user])
  await call(`POST ${API}/users/{id}`, [user], { profile: { title: 'T' } })
  await call(`PUT ${API}/users/{id}`, [user], { profile })
  await call(`POST ${API}/users/{id}/lifecycle/{step}`, [user, 'activate'])
  const { id: group } = await call(`POST ${API}/groups`, [], { profile: { name: 'G' } })
  await call(`GET ${API}/groups`, [], undefined, '?search=profile.name eq "G"')
  await call(`GET ${API}/groups/{id}`, [group])
  await call(`PUT ${API}/groups/{id}`, [group], { profile: { name: 'H' } })
  await call(`PUT ${API}/groups/{id}/users/{person}`, [group, user])
  await call(`GET ${API}/groups/{id}/users`, [group], undefined, '?limit=5')
  await call(`GET ${API}/users/{id}/groups`, [user])
  return { user, group }
}

async function rules(group: string): Promise<void> {
  const rule = {
    name: 'R',
    conditions: { expression: { value: 'user.title=="none"' } },
    actions: { assignUserToGroups: { groupIds: [group] } },
  }
  const { id } = await call(`POST ${API}/groups/rules`, [], rule)
  await call(`GET ${API}/groups/rules`, [], undefined, '?search=r')
  await call(`GET ${API}/groups/rules/{id}`, [id])
  await call(`POST ${API}/groups/rules/{id}/lifecycle/activate`, [id])
  await call(`POST ${API}/groups/rules/{id}/lifecycle/deactivate`, [id])
  await call(`PUT ${API}/groups/rules/{id}`, [id], rule)
  await call(`DELETE ${API}/groups/rules/{id}`, [id], undefined, '?removeUsers=true')
}

async function connected(): Promise<string> {
  const application = { label: 'P', signOnMode: 'SAML_2_0' }
  const { id } = await call(`POST ${API}/apps`, [], application)
  await call(`GET ${API}/apps`, [], undefined, '?filter=status eq "ACTIVE"')
  await call(`GET ${API}/apps/{id}`, [id])
  await call(`PUT ${API}/apps/{id}`, [id], application)
  const profile = { authScheme: 'TOKEN', token: 's3cret' }
  const { baseUrl } = stub
  await call(
    `POST ${API}/apps/{id}/connections/default`,
    [id],
    { baseUrl, profile },
    '?activate=true',
  )
  await call(`GET ${API}/apps/{id}/connections/default`, [id])
  for (const step of ['deactivate', 'activate']) {
    await call(`POST ${API}/apps/{id}/connections/default/lifecycle/{step}`, [id, step])
  }
  const page = {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: 'userName',
    authenticationMode: 'HTTP_HEADER',
    token: 's3cret',
    actions: [
      'PUSH_NEW_USERS',
      'PUSH_PROFILE_UPDATES',
      'PUSH_GROUPS',
      'IMPORT_USERS',
      'IMPORT_GROUPS',
    ],
  }
  await call(`POST ${OURS}/apps/{id}/connection/test`, [id], page)
  await call(`PUT ${OURS}/apps/{id}/connection`, [id], page)
  await call(`GET ${OURS}/apps/{id}/connection`, [id])
  await features(id)
  return id
}

async function features(app: string): Promise<void> {
  const on = { status: 'ENABLED' }
  await call(`PUT ${API}/apps/{id}/features/USER_PROVISIONING`, [app], {
    create: { lifecycleCreate: on },
    update: { profile: { status: 'ENABLED' }, lifecycleDeactivate: on },
  })
  await call(`GET ${API}/apps/{id}/features/USER_PROVISIONING`, [app])
  await call(`GET ${API}/apps/{id}/features`, [app])
  const inbound = await call(`GET ${API}/apps/{id}/features/INBOUND_PROVISIONING`, [app])
  const { importSettings, importRules } = inbound.capabilities
  const given = { importSettings, importRules }
  await call(`PUT ${API}/apps/{id}/features/INBOUND_PROVISIONING`, [app], given)
  await call(`GET ${OURS}/app-options`)
  const options = await call(`GET ${OURS}/apps/{id}/options`, [app])
  await call(`PUT ${OURS}/apps/{id}/options`, [app], options)
  for (const at of [
    `meta/schemas/apps/${app}/default`,
    'meta/schemas/user/default',
    'meta/schemas/group/default',
  ]) {
    const path = at.replace(app, '{id}')
    const ids = at === path ? [] : [app]
    await call(`GET ${API}/${path}`, ids)
    await call(`POST ${API}/${path}`, ids, { definitions: { custom: { properties: {} } } })
  }
  const [mapping] = await call(`GET ${API}/mappings`, [], undefined, `?targetId=${app}`)
  await call(`GET ${API}/mappings/{id}`, [mapping.id])
  await call(`POST ${API}/mappings/{id}`, [mapping.id], { properties: {} })
  await call(`POST ${OURS}/mappings/{id}`, [mapping.id], { properties: {}, apply: true })
}

async function assigned(app: string, user: string, group: string): Promise<void> {
  await call(`POST ${API}/apps/{id}/users`, [app], { id: user, scope: 'USER' })
  await settled()
  await call(`GET ${API}/apps/{id}/users`, [app], undefined, '?q=a&expand=user')
  await call(`GET ${API}/apps/{id}/users/{person}`, [app, user], undefined, '?expand=user')
  await call(`POST ${API}/apps/{id}/users/{person}`, [app, user], { scope: 'USER' })
  await call(`GET ${API}/users/{id}/appLinks`, [user])
  await call(`PUT ${API}/apps/{id}/groups/{group}`, [app, group], { priority: 1 })
  const patch = [{ op: 'replace', path: '/priority', value: 2 }]
  await call(`PATCH ${API}/apps/{id}/groups/{group}`, [app, group], patch)
  await call(`GET ${API}/apps/{id}/groups`, [app])
  await call(`GET ${API}/apps/{id}/groups/{group}`, [app, group])
  await call(`GET ${API}/groups/{id}/apps`, [group])
}

async function pushed(app: string, group: string): Promise<void> {
  const mappings = `${API}/apps/{id}/group-push/mappings`
  await call(`POST ${OURS}/apps/{id}/push-rules`, [app], { operator: 'EQUALS', value: 'none' })
  const body = { sourceGroupId: group, targetGroupName: 'G' }
  const { id: mappingId } = await call(`POST ${mappings}`, [app], body)
  await settled()
  await call(`GET ${mappings}`, [app], undefined, '?status=ACTIVE')
  await call(`GET ${mappings}/{mapping}`, [app, mappingId])
  await call(`POST ${OURS}/apps/{id}/push-now`, [app], { mappingId })
  await call(`POST ${OURS}/apps/{id}/refresh-app-groups`, [app])
  await call(`PATCH ${mappings}/{mapping}`, [app, mappingId], { status: 'INACTIVE' })
  await call(`DELETE ${mappings}/{mapping}`, [app, mappingId], undefined, '?deleteTargetGroup=true')
  await settled()
}

async function imported(app: string): Promise<void> {
  stub.hold('Users', { id: 'theirs', userName: 't@x.io', active: true })
  await call(`POST ${OURS}/apps/{id}/import`, [app])
  await call(`GET ${OURS}/jobs`)
  await settled()
  await call(`GET ${API}/apps/{id}/unconfirmed-users`, [app])
  await call(`GET ${OURS}/apps/{id}/import`, [app])
  await call(`PUT ${OURS}/apps/{id}/import`, [app], { schedule: 'DAILY' })
  const ignored = { externalId: 'theirs', outcome: 'IGNORE' }
  await call(`POST ${OURS}/apps/{id}/import/confirm`, [app], ignored)
  await call(`POST ${OURS}/apps/{id}/links`, [app], { links: [] })
}

async function troubled(app: string, user: string): Promise<void> {
  await call(`POST ${OURS}/faults`, [], { kind: 'unreachable', times: 3 })
  await call(`POST ${OURS}/apps/{id}/provision-user`, [app], { userId: user })
  await settled()
  const [task] = await call(`GET ${OURS}/tasks`, [], undefined, `?appId=${app}`)
  await call(`GET ${OURS}/apps/{id}/out-of-sync`, [app])
  await call(`POST ${OURS}/tasks/retry`, [], { taskIds: [task.id] })
  await settled()
  const again = (await call(`GET ${OURS}/tasks`, [], undefined, `?appId=${app}`)).at(-1)
  await call(`POST ${OURS}/tasks/{id}/retry`, [again.id])
  await call(`POST ${OURS}/apps/{id}/retry-all-groups`, [app])
  await call(`POST ${OURS}/apps/{id}/mark-all-complete`, [app])
  await call(`POST ${OURS}/tasks/{id}/complete`, [task.id])
  await call(`GET ${OURS}/faults`)
  await call(`DELETE ${OURS}/faults`)
  await settled()
  await call(`GET ${OURS}/exchanges`, [], undefined, `?appId=${app}&after=1`)
}

async function ended(app: string, user: string, group: string): Promise<void> {
  await call(`DELETE ${API}/apps/{id}/groups/{group}`, [app, group])
  await call(`DELETE ${API}/apps/{id}/users/{person}`, [app, user])
  await call(`DELETE ${API}/groups/{id}/users/{person}`, [group, user])
  await call(`DELETE ${API}/groups/{id}`, [group])
  await call(`DELETE ${API}/users/{id}`, [user])
  await call(`POST ${API}/apps/{id}/lifecycle/{step}`, [app, 'deactivate'])
  await call(`DELETE ${API}/apps/{id}`, [app])
}

async function orgWide(): Promise<void> {
  await call(`GET ${OURS}/openapi.json`)
  await call(`GET ${OURS}/catalog`, [], undefined, '?q=header')
  await call(`GET ${OURS}/seed`)
  await call(`POST ${OURS}/people`, [], { count: 1 })
  await call(
    `GET ${API}/logs`,
    [],
    undefined,
    '?limit=5&sortOrder=DESCENDING&until=2100-01-01T00:00:00Z',
  )
  const { id } = await call(`POST ${OURS}/api-tokens`, [], { name: 'other' })
  await call(`GET ${API}/api-tokens`)
  await call(`GET ${API}/api-tokens/{id}`, [id])
  await call(`DELETE ${API}/api-tokens/{id}`, [id])
}

async function authorized(): Promise<void> {
  const server = await AuthorizationServer.start()
  try {
    const { id, name } = await call(`POST ${API}/apps`, [], { label: 'O', signOnMode: 'SAML_2_0' })
    const { authorize } = await call(`PUT ${OURS}/apps/{id}/connection`, [id], {
      scimProvisioningEnabled: true,
      baseUrl: stub.baseUrl,
      uniqueIdentifier: 'userName',
      authenticationMode: 'OAUTH2',
      authorizeUrl: `${server.url}/authorize`,
      tokenUrl: `${server.url}/token`,
      clientId: 'okta',
      clientSecret: 'client-s3cret',
    })
    const answer = await fetch(authorize, { redirect: 'manual' })
    const { search } = new URL(answer.headers.get('location') ?? '')
    await call(`POST ${API}/apps/{appName}/{appId}/oauth2/callback`, [name, id], undefined, search)
  } finally {
    await server.close()
  }
}

test('every operation answers as it is described', async () => {
  const { user, group } = await peopleAndGroups()
  await rules(group)
  const app = await connected()
  await assigned(app, user, group)
  await pushed(app, group)
  await imported(app)
  await troubled(app, user)
  await call(`POST ${OURS}/apps/{id}/force-sync`, [app])
  await settled()
  await ended(app, user, group)
  await orgWide()
  await authorized()
  await call(`DELETE ${API}/api-tokens/current`)
  assert.deepEqual(
    [...operations.keys()].filter((operation) => !caller.made.has(operation)),
    [],
  )
})
