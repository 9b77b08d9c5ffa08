import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { OPERATIONS } from '../../server/openapi/document.ts'
import { type Postgres, postgres } from './postgres.ts'
import { type Answer, closeAll, ENDPOINTS, Rehearsal } from './product-rehearsal.ts'

const products: Rehearsal[] = []
let database: Postgres | undefined
before(async () => {
  products.push(await Rehearsal.open())
  database = await postgres()
  if (database) products.push(await Rehearsal.open({ databaseUrl: await database.database() }))
})
after(async () => {
  await closeAll()
  await database?.stop()
})

/** Sends a body as it is. */
async function raw(product: Rehearsal, path: string, body: string): Promise<Answer> {
  const { projectId, secret } = product.server
  const answer = await fetch(product.server.url + path, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}` },
    body,
  })
  return { status: answer.status, body: await answer.json() }
}

const KEYS = ['error_message', 'error_type', 'error_url', 'request_id', 'status_code']

function assertRefused({ status, body }: Answer, expected: number, type: string, what: string) {
  assert.deepEqual([status, body.error_type], [expected, type], what)
  assert.deepEqual(Object.keys(body).sort(), KEYS, what)
  assert.equal(body.status_code, status, what)
}

test('what no store can keep is refused, wherever it stands, on every store', async () => {
  for (const product of products) {
    const { organization_id: org, connection_id } = await product.connected('texts')
    const at = `/v1/b2b/organizations/${org}`
    const nul = '\u0000'
    const half = '\ud800'
    for (const [method, path, body] of [
      ['POST', '/v1/b2b/organizations', { organization_name: `a${nul}` }],
      ['POST', '/v1/b2b/organizations', { organization_name: 'a', trusted_metadata: { [nul]: 1 } }],
      ['PUT', `/v1/b2b/scim/${org}/connection/${connection_id}`, { display_name: nul }],
      ['POST', `${at}/members`, { email_address: `a${half}@example.com` }],
      ['POST', '/v1/b2b/organizations/members/search', { organization_ids: [nul] }],
      ['GET', '/v1/b2b/organizations/%00', undefined],
      ['GET', `${at}/member?email_address=%00`, undefined],
      ['GET', '/v1/scimulate/webhook_deliveries?webhook_endpoint_id=%00', undefined],
      ['GET', `${at}/member?email_address=a&email_address=b`, undefined],
      ['GET', `/v1/b2b/sessions?organization_id=${org}&member_id=a&member_id=b`, undefined],
    ] as const) {
      const answer = await product.api(method, path, body)
      assertRefused(answer, 400, 'invalid_argument', `${method} ${path} ${JSON.stringify(body)}`)
    }
    const nobody = { projectId: nul, secret: 'x' }
    const answer = await product.api('GET', at, undefined, {}, nobody)
    assertRefused(answer, 401, 'unauthorized_credentials', 'a project of no text')
    const whole = await product.api('PUT', at, { organization_name: 'a\u{1f600}' })
    assert.equal(whole.body.organization?.organization_name, 'a\u{1f600}', 'a pair is text')
  }
})

test('a body or a URL that cannot be read is refused as all else', async () => {
  const [product] = products
  assert.ok(product)
  const path = '/v1/b2b/organizations'
  const deep = `{"organization_name": "a", "trusted_metadata": ${'{"a":'.repeat(90_000)}1${'}'.repeat(90_000)}}`
  assertRefused(await raw(product, path, '{'), 400, 'bad_request', 'no JSON')
  assertRefused(await raw(product, path, deep), 400, 'bad_request', 'too deep')
  assertRefused(await raw(product, path, '[]'), 400, 'invalid_argument', 'a list')
  assertRefused(await raw(product, path, `"${'x'.repeat(2e6)}"`), 413, 'bad_request', 'too large')
  assertRefused(await product.api('GET', `${path}/%ff`), 400, 'bad_request', 'no UTF-8')
})

test('a path that is known answers another method with 405, and an organization may be called search', async () => {
  const [product] = products
  assert.ok(product)
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const routes = OPERATIONS.map(({ route }) => route.split(' '))
  for (const path of new Set(routes.map(([, path = '']) => path))) {
    const own = routes.flatMap(([method = '', one]) => (one === path ? method.toUpperCase() : []))
    for (const method of methods.filter((one) => !own.includes(one))) {
      if (path.endsWith('/organizations/search') && method !== 'PATCH') continue
      const answer = await product.api(method, path.replace(/\{\w+\}/g, 'x'))
      assertRefused(answer, 405, 'method_not_allowed', `${method} ${path}`)
    }
  }
  const { body } = await product.api('POST', '/v1/b2b/organizations', {
    organization_name: 'Search',
    organization_slug: 'search',
  })
  const found = await product.stytch.organizations.get({ organization_id: 'search' })
  assert.equal(found.organization.organization_id, body.organization.organization_id)
})

test('an id names its own organization also where another calls itself so', async () => {
  for (const product of products) {
    const make = async (more: object) =>
      String(
        (await product.api('POST', '/v1/b2b/organizations', { organization_name: 'A', ...more }))
          .body.organization.organization_id,
      )
    const get = async (reference: string) =>
      (await product.api('GET', `/v1/b2b/organizations/${reference}`)).body.organization
        .organization_id
    const own = await make({ organization_slug: 'own' })
    await make({ organization_slug: own })
    await make({ organization_external_id: own })
    await make({ organization_external_id: 'mine' })
    const slug = await make({ organization_slug: 'mine' })
    // What was written last lies last in a table, and a database that looks through it finds it last.
    await product.api('PUT', `/v1/b2b/organizations/${own}`, { organization_name: 'Own' })
    assert.equal(await get(own), own)
    assert.equal(await get('mine'), slug)
  }
})

test('a setting that is not what its type says is refused', async () => {
  const [product] = products
  assert.ok(product)
  for (const [setting, type] of [
    [{ email_allowed_domains: [7] }, 'invalid_argument'],
    [{ claimed_email_domains: 'example.com' }, 'invalid_argument'],
    [{ auth_methods: 'NONE' }, 'invalid_argument'],
    [{ mfa_policy: 'SOMETIMES' }, 'invalid_argument'],
    [{ rbac_email_implicit_role_assignments: [1] }, 'invalid_argument'],
    [{ rbac_email_implicit_role_assignments: [{ domain: 'a' }] }, 'invalid_rbac_role_assignment'],
    [{ allowed_oauth_tenants: [] }, 'invalid_argument'],
  ] as const) {
    const body = { organization_name: 'Acme', ...setting }
    const answer = await product.api('POST', '/v1/b2b/organizations', body)
    assertRefused(answer, 400, type, JSON.stringify(setting))
  }
  const wrong = await product.api('POST', ENDPOINTS, {
    url: 'http://127.0.0.1:9',
    event_types: 'a',
  })
  assertRefused(wrong, 400, 'invalid_argument', 'event_types')
})
