import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
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
    const schema = operation?.responses['2XX'].content?.['application/json'].schema
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
    if (Array.isArray(body)) assert.ok(body.length > 0, `${path} shows nothing`)
    checked += 1
  }
  assert.ok(checked >= 20, `${checked} operations were checked`)
})
