import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { BODIES } from '../../mock-okta/api/openapi/bodies.ts'
import { OPERATIONS } from '../../mock-okta/api/openapi/operations.ts'
import { type MockOkta, startMockOkta } from '../../mock-okta/client.ts'
import { ScimStub } from './scim-stub.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
type Json = any

let okta: MockOkta
let stub: ScimStub
let document: Json
before(async () => {
  stub = await ScimStub.start()
  okta = await startMockOkta({ seed: 5 })
  document = await get('/api/v1/scimulate/openapi.json')
})
after(async () => {
  await okta.close()
  await stub.close()
})

async function get(path: string): Promise<Json> {
  const answer = await fetch(okta.url + path, {
    headers: { authorization: `SSWS ${okta.apiToken}` },
  })
  assert.equal(answer.status, 200, path)
  return answer.json()
}

test('the description is valid OpenAPI 3.1', async () => {
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const { valid, errors } = await new Validator().validate(document)
  assert.ok(valid, `${JSON.stringify(errors)}`.slice(0, 2_000))
})

test('whatever is told of an operation is told of one that is there', () => {
  const served = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const gone = Object.keys(OPERATIONS).filter((operation) => !served.includes(operation))
  assert.deepEqual(gone, [])
})

test('what is read is of the schema that the description names', async () => {
  const app = await okta.createApp({
    kind: 'header-auth',
    scim: { baseUrl: stub.baseUrl, token: 'Bearer s3cret' },
  })
  const user = await okta.createUser()
  const group = await okta.createGroup('Finance', [user])
  await app.assign(group)
  const push = await app.pushGroup(group)
  stub.answer('POST /Users', { status: 400, body: {} }, 1)
  okta.faults.add({ kind: 'delay', times: 0 })
  await okta.settled()
  const ruled = await fetch(`${okta.url}/api/v1/groups/rules`, {
    method: 'POST',
    headers: { authorization: `SSWS ${okta.apiToken}` },
    body: JSON.stringify({
      name: 'Sales',
      conditions: { expression: { value: 'user.department=="Sales"' } },
      actions: { assignUserToGroups: { groupIds: [group.id] } },
    }),
  })
  const rule = (await ruled.json()) as Json
  const [token] = await get('/api/v1/api-tokens')
  const [mapping] = await get('/api/v1/mappings')
  const ids: Record<string, string> = {
    users: user.id,
    groups: group.id,
    apps: app.id,
    'api-tokens': token.id,
    mappings: mapping.id,
    rules: rule.id,
  }
  const ajv = addFormats(new Ajv2020({ strict: false }))
  ajv.addSchema(document, 'api')
  let checked = 0
  for (const [path, { get: operation }] of Object.entries<Json>(document.paths)) {
    const schema = operation?.responses['200'].content?.['application/json'].schema
    if (schema === undefined) continue
    const url = path
      .replace('{person}', user.id)
      .replace('{group}', group.id)
      .replace('{mapping}', push.id)
      .replace(/(\w[\w-]*)\/\{id\}/, (_, kind: string) => `${kind}/${ids[kind]}`)
    const body = await get(url)
    const inDocument = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'))
    const validate = ajv.compile(inDocument)
    assert.ok(validate(body), `${path}: ${JSON.stringify(validate.errors)}`)
    // Jobs are done by now.
    if (Array.isArray(body) && !path.endsWith('/jobs'))
      assert.ok(body.length > 0, `${path} shows nothing`)
    checked += 1
  }
  assert.ok(checked >= 30, `${checked} operations were checked`)
})

test('bodies are told of operations that are there, and a body without what is asked for is refused', async () => {
  const ajv = addFormats(new Ajv2020({ strict: false }))
  const app = await okta.createApp({
    kind: 'header-auth',
    scim: { baseUrl: stub.baseUrl, token: 'Bearer s3cret' },
  })
  const [user, group] = [await okta.createUser(), await okta.createGroup('Bodies')]
  await app.assign(user)
  await app.assign(group)
  const push = await app.pushGroup(group)
  const [mapping] = await get(`/api/v1/mappings?targetId=${app.id}`)
  const ids: Record<string, string> = { users: user.id, groups: group.id, apps: app.id }
  ids.mappings = mapping.id
  let refused = 0
  for (const operation of Object.keys(BODIES)) {
    const [method = '', path = ''] = operation.split(' ')
    const told = document.paths[path]?.[method.toLowerCase()]?.requestBody
    assert.ok(told, `${operation} is not there`)
    const validate = ajv.compile(told.content['application/json'].schema)
    const url = path
      .replace('{person}', user.id)
      .replace('{group}', group.id)
      .replace('{mapping}', push.id)
      .replace(/(\w[\w-]*)\/\{id\}/, (_, kind: string) => `${kind}/${ids[kind]}`)
    const demands = !validate({})
    if (!demands || url.includes('undefined')) continue
    const answer = await fetch(okta.url + url, {
      method,
      headers: { authorization: `SSWS ${okta.apiToken}` },
      body: '{}',
    })
    assert.ok(answer.status === 400 || answer.status === 404, `${operation}: ${answer.status}`)
    refused += 1
  }
  assert.ok(refused > 12, `${refused} bodies were refused`)
})

test('what the mock’s own clients send is of the schema that the description names', async () => {
  const ajv = addFormats(new Ajv2020({ strict: false }))
  const sent: readonly [operation: string, body: object][] = [
    ['POST /api/v1/apps', { label: 'P', signOnMode: 'SAML_2_0' }],
    ['PUT /api/v1/scimulate/apps/{id}/connection', { baseUrl: 'http://x', token: 't' }],
    ['PUT /api/v1/scimulate/apps/{id}/options', { clearedAttributes: 'null', renameGroups: false }],
    ['POST /api/v1/scimulate/faults', { kind: 'delay', delayMs: 5 }],
    ['PATCH /api/v1/apps/{id}/groups/{group}', []],
  ]
  for (const [operation, body] of sent) {
    assert.ok(ajv.compile(BODIES[operation] ?? false)(body), operation)
  }
  const wrong = ajv.compile(BODIES['PUT /api/v1/scimulate/apps/{id}/options'] ?? false)
  assert.equal(wrong({ clearedAttributes: 'gone' }), false)
})
