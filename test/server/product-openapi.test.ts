import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fastify from 'fastify'
import type { Context } from '../../server/context.ts'
import { OPERATIONS, openApiDocument } from '../../server/openapi/document.ts'
import { memberRoutes } from '../../server/routes/members.ts'
import { organizationRoutes } from '../../server/routes/organizations.ts'
import { projectRoutes } from '../../server/routes/projects.ts'
import { connectionRoutes } from '../../server/routes/scim-connections.ts'
import { sessionRoutes } from '../../server/routes/sessions.ts'
import { webhookRoutes } from '../../server/routes/webhooks.ts'
import { closeAll, Rehearsal, user } from './product-rehearsal.ts'

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open()
})
after(closeAll)

test('every route of the product API is in the document, and nothing else', async () => {
  const app = fastify()
  const served = new Set<string>()
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (one !== 'HEAD') served.add(`${one.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`)
    }
  })
  const context = { store: {} } as unknown as Context
  for (const routes of [
    ...[organizationRoutes, memberRoutes, connectionRoutes],
    ...[sessionRoutes, webhookRoutes, projectRoutes],
  ]) {
    routes(app, context)
  }
  await app.close()
  assert.deepEqual(OPERATIONS.map(({ route }) => route).sort(), [...served].sort())
  assert.equal(new Set(OPERATIONS.map(({ id }) => id)).size, OPERATIONS.length)
})

test('the document is valid OpenAPI 3.1', async () => {
  const answer = await fetch(`${product.server.url}/openapi.json`)
  assert.equal(answer.status, 200)
  const document = (await answer.json()) as Record<string, unknown>
  assert.deepEqual(document, JSON.parse(JSON.stringify(openApiDocument(product.server.url))))
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const { valid, errors } = await new Validator().validate(document)
  assert.ok(valid, `${JSON.stringify(errors)}`.slice(0, 2_000))
  const broken = { ...document, paths: { '/x': { get: { responses: { nonsense: {} } } } } }
  assert.equal((await new Validator().validate(broken)).valid, false)
})

type Request = [method: string, path: string, body?: object]
type Send = (id: string, request: Request) => ReturnType<typeof JSON.parse>

/** The answers to one use of every operation, in an order in which each can succeed. */
async function tour(): Promise<Map<string, unknown>> {
  const { organization_id: org, connection_id, scim } = await product.connected('tour')
  const ada = await scim('POST', '/Users', user('ada@example.com', { password: 'Tulip-9-quartz' }))
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
  const members = [{ value: ada.body.id }]
  const group = await scim('POST', '/Groups', { schemas, displayName: 'Editors', members })
  const seen = new Map<string, unknown>()
  const send: Send = async (id, [method, path, body]) => {
    const answer = await product.api(method, path, body)
    assert.equal(answer.status, 200, `${id}: ${JSON.stringify(answer.body)}`)
    seen.set(id, answer.body)
    return answer.body
  }
  const organizations = '/v1/b2b/organizations'
  const at = `${organizations}/${org}`
  const connection = `/v1/b2b/scim/${org}/connection`
  await send('organizations.get', ['GET', at])
  await send('organizations.update', ['PUT', at, { mfa_policy: 'REQUIRED_FOR_ALL' }])
  await send('organizations.search', ['POST', `${organizations}/search`, { limit: 1 }])
  await send('organizations.deleteExternalId', ['DELETE', `${at}/external_id`])
  await send('organizations.metrics', ['GET', `${at}/metrics`])
  await tourOfConnections(send, connection, connection_id, group.body.id)
  await tourOfMembers(send, org)
  await tourOfWebhooks(send, org)
  await send('scim.connection.delete', ['DELETE', `${connection}/${connection_id}`])
  await send('scim.connection.create', ['POST', connection, { identity_provider: 'okta' }])
  await send('organizations.delete', ['DELETE', at])
  await send('organizations.create', ['POST', organizations, { organization_name: 'Again' }])
  return seen
}

async function tourOfConnections(send: Send, path: string, id: string, group_id: string) {
  const one = `${path}/${id}`
  const assignments = [{ role_id: 'editor', group_id }]
  await send('scim.connection.update', [
    'PUT',
    one,
    { scim_group_implicit_role_assignments: assignments },
  ])
  await send('scim.connection.get', ['GET', path])
  await send('scim.connection.getGroups', ['GET', one])
  await send('scim.connection.rotateStart', ['POST', `${one}/rotate/start`])
  await send('scim.connection.rotateComplete', ['POST', `${one}/rotate/complete`])
  await send('scim.connection.rotateStart', ['POST', `${one}/rotate/start`])
  await send('scim.connection.rotateCancel', ['POST', `${one}/rotate/cancel`])
}

async function tourOfMembers(send: Send, org: string) {
  const organizations = '/v1/b2b/organizations'
  const at = `${organizations}/${org}`
  const sessions = '/v1/b2b/sessions'
  const { member_id, member: found } = await send('organizations.members.get', [
    'GET',
    `${at}/member?email_address=ada@example.com`,
  ])
  const who = { organization_id: org, member_id }
  const { session_token } = await send('scimulate.startSession', [
    'POST',
    '/v1/scimulate/member_sessions',
    who,
  ])
  const known = { email_address: 'ada@example.com', password: 'Tulip-9-quartz' }
  await send('passwords.authenticate', [
    'POST',
    '/v1/b2b/passwords/authenticate',
    { organization_id: org, ...known },
  ])
  await send('sessions.get', ['GET', `${sessions}?${new URLSearchParams(who)}`])
  await send('sessions.authenticate', ['POST', `${sessions}/authenticate`, { session_token }])
  await send('sessions.revoke', ['POST', `${sessions}/revoke`, { session_token }])
  const grace = { email_address: 'grace@example.com' }
  const made = await send('organizations.members.create', ['POST', `${at}/members`, grace])
  const moved = { email_address: 'hopper@example.com' }
  await send('organizations.members.update', ['PUT', `${at}/members/${made.member_id}`, moved])
  const member = `${at}/members/${member_id}`
  await send('organizations.members.deleteExternalId', ['DELETE', `${member}/external_id`])
  const password = `${at}/members/passwords/${found.member_password_id}`
  await send('organizations.members.deletePassword', ['DELETE', password])
  await send('organizations.members.delete', ['DELETE', member])
  await send('organizations.members.reactivate', ['PUT', `${member}/reactivate`])
  await send('organizations.members.update', ['PUT', member, { email_address: 'a@example.com' }])
  const gone = { email_address: 'ada@example.com' }
  const unlink = `${member}/unlink_retired_email`
  await send('organizations.members.unlinkRetiredEmail', ['POST', unlink, gone])
  const search = { organization_ids: [org] }
  await send('organizations.members.search', ['POST', `${organizations}/members/search`, search])
  await send('organizations.members.dangerouslyGet', [
    'GET',
    `${organizations}/members/dangerously_get/${member_id}`,
  ])
}

async function tourOfWebhooks(send: Send, organization_id: string) {
  const ours = '/v1/scimulate'
  const url = 'http://127.0.0.1:9/'
  const endpoints = `${ours}/webhook_endpoints`
  const { webhook_endpoint } = await send('scimulate.createWebhookEndpoint', [
    'POST',
    endpoints,
    { url, organization_id },
  ])
  const one = `${endpoints}/${webhook_endpoint.webhook_endpoint_id}`
  await send('scimulate.listWebhookEndpoints', ['GET', endpoints])
  await send('scimulate.rotateWebhookSecret', ['POST', `${one}/rotate`])
  await send('scimulate.sendTestEvent', ['POST', `${one}/test`])
  await send('scimulate.replayWebhooks', [
    'POST',
    `${one}/replay`,
    { since: '2000-01-01T00:00:00Z' },
  ])
  const log = await send('scimulate.listWebhookDeliveries', [
    'GET',
    `${ours}/webhook_deliveries?limit=1`,
  ])
  const delivery = `${ours}/webhook_deliveries/${log.webhook_deliveries[0].webhook_delivery_id}`
  await send('scimulate.getWebhookDelivery', ['GET', delivery])
  await send('scimulate.resendWebhook', ['POST', `${delivery}/resend`])
  await send('scimulate.updateWebhookEndpoint', ['PUT', one, { status: 'disabled' }])
  await send('scimulate.getWebhookEndpoint', ['GET', one])
  await send('scimulate.deleteWebhookEndpoint', ['DELETE', one])
  await send('scimulate.readEvents', ['GET', `${ours}/events?limit=1000`])
  await send('scimulate.createProject', ['POST', `${ours}/projects`])
  const settings = `${ours}/organizations/${organization_id}/settings`
  await send('scimulate.getSettings', ['GET', settings])
  await send('scimulate.putSettings', ['PUT', settings, { link_existing_members: true }])
}

function validatorOf(schema: object) {
  const { components } = openApiDocument('http://localhost')
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  return ajv.compile({ ...schema, components })
}

interface Responses {
  readonly [status: string]: { readonly content: { 'application/json': { schema: object } } }
}

function responsesOf(id: string): Responses {
  const [method = '', path = ''] = OPERATIONS.find((one) => one.id === id)?.route.split(' ') ?? []
  const { paths } = openApiDocument('http://localhost') as {
    paths: Record<string, Record<string, { responses: Responses }>>
  }
  return paths[path]?.[method]?.responses ?? {}
}

test('every operation answers as its schema says, with nothing missing and nothing beside it', async () => {
  const seen = await tour()
  assert.deepEqual([...seen.keys()].sort(), OPERATIONS.map(({ id }) => id).sort())
  for (const [id, body] of seen) {
    const schema = responsesOf(id)['200']?.content['application/json'].schema
    assert.ok(schema, id)
    const validate = validatorOf(schema)
    assert.ok(validate(body), `${id}: ${JSON.stringify(validate.errors)}`)
    const less = Object.fromEntries(Object.entries(body as object).slice(1))
    assert.ok(!validate(less), `${id} would be valid with a member missing`)
    assert.ok(!validate({ ...(body as object), more: 1 }), `${id} would take anything`)
  }
})

test('the page is self-contained, lets nothing run, and shows every operation and object', async () => {
  const answer = await fetch(`${product.server.url}/docs`)
  const html = await answer.text()
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^' ]+'; base-uri 'none'/)
  assert.doesNotMatch(policy, /unsafe|\*|https?:/)
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
  assert.ok(policy.includes(createHash('sha256').update(style).digest('base64')))
  assert.doesNotMatch(html, /<script|<link|<img|<iframe|\son\w+=|\sstyle=|src=/i)
  assert.doesNotMatch(
    html,
    /\b(string|integer|boolean|object|date-time)\.(<| or )/,
    'a sentence ends where there is none',
  )
  for (const { id, route } of OPERATIONS) {
    assert.ok(html.includes(`id="${id}"`), id)
    assert.ok(html.includes(route.split(' ')[1] ?? '?'), route)
  }
  for (const [, target = ''] of html.matchAll(/href="#([^"]+)"/g)) {
    assert.ok(html.includes(`id="${target}"`), `the link #${target} leads nowhere`)
  }
})
