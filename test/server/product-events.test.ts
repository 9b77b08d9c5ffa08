import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { closeAll, Rehearsal, typeOf, user } from './product-rehearsal.ts'

after(closeAll)

interface Page {
  readonly events: readonly { readonly event_type: string; readonly payload: { id: string } }[]
  readonly next_cursor: string
}

async function page(product: Rehearsal, cursor = '', limit = 100): Promise<Page> {
  const { status, body } = await product.api(
    'GET',
    `/v1/scimulate/events?cursor=${cursor}&limit=${limit}`,
  )
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

test('concurrent writers against a polling reader: every event is seen once, in the order kept', async () => {
  const product = await Rehearsal.open()
  const tenants = await Promise.all(
    ['one', 'two', 'three', 'four'].map((slug) => product.connected(slug)),
  )
  let { next_cursor: cursor } = await page(product, '', 1_000)
  let writing = true
  const writers = tenants.map(async ({ scim }, tenant) => {
    const ids: string[] = []
    for (let i = 0; i < 40; i += 1) {
      const { status, body } = await scim('POST', '/Users', user(`p${i}@t${tenant}.example.com`))
      assert.equal(status, 201, JSON.stringify(body))
      ids.push(body.id)
    }
    return ids.length
  })
  const reader = (async () => {
    const seen: string[] = []
    for (let last = false; ; ) {
      const { events, next_cursor } = await page(product, cursor, 7)
      seen.push(...events.map(({ payload }) => payload.id))
      cursor = next_cursor
      if (events.length === 0 && last) return seen
      last = !writing
    }
  })()
  const written = (await Promise.all(writers)).reduce((sum, n) => sum + n, 0)
  writing = false
  const seen = await reader
  assert.equal(written, 160)
  assert.equal(seen.length, 160)
  assert.equal(new Set(seen).size, 160)
})

test('a reader whose cursor is older than what is kept is told so, and may begin again', async () => {
  const product = await Rehearsal.open()
  const { scim } = await product.connected('old')
  const { next_cursor: early } = await page(product, '', 1)
  const { next_cursor: current } = await page(product)
  await product.advance('P8D')
  await scim('POST', '/Users', user('ada@example.com'))
  const untilForgotten = async () => {
    for (let tries = 0; tries < 500; tries += 1) {
      const { status, body } = await product.api('GET', `/v1/scimulate/events?cursor=${early}`)
      if (status !== 200) return body
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return undefined
  }
  assert.equal((await untilForgotten())?.error_type, 'event_cursor_expired')
  // Whoever had read all of it has missed nothing.
  const news = await page(product, current)
  assert.deepEqual(
    news.events.map(({ payload }) => typeOf(JSON.stringify(payload))),
    ['scim.member.create'],
  )
  const again = await page(product)
  assert.deepEqual(again.events, news.events)
})

test('a cursor that was never given is refused', async () => {
  const product = await Rehearsal.open()
  for (const cursor of ['x', '-1.0', '1', '1.2.3']) {
    const { status } = await product.api('GET', `/v1/scimulate/events?cursor=${cursor}`)
    assert.equal(status, 400, cursor)
  }
  assert.equal((await product.api('GET', '/v1/scimulate/events?limit=0')).status, 400)
})

test('projects see nothing of one another', async () => {
  const product = await Rehearsal.open({
    projects: [{ projectId: 'project-test-second', secret: 'second' }],
  })
  const mine = await product.connected('shared-slug')
  const endpoint = await product.endpoint('http://127.0.0.1:9/')
  await mine.scim('POST', '/Users', user('ada@example.com'))
  const { body } = await product.api('POST', '/v1/scimulate/projects')
  const others = [
    { projectId: 'project-test-second', secret: 'second' },
    { projectId: String(body.project.project_id), secret: String(body.project.secret) },
  ]
  const search = await product.stytch.organizations.members.search({
    organization_ids: [mine.organization_id],
  })
  const memberId = String(search.members[0]?.member_id)
  const [delivery] = await product.log(endpoint.id)
  for (const other of others) {
    const as = (method: string, path: string, more?: object) =>
      product.api(method, path, more, {}, other)
    const org = `/v1/b2b/organizations/${mine.organization_id}`
    for (const [method, path] of [
      ['GET', org],
      ['GET', '/v1/b2b/organizations/shared-slug'],
      ['DELETE', org],
      ['GET', `${org}/member?member_id=${memberId}`],
      ['GET', `/v1/b2b/organizations/members/dangerously_get/${memberId}`],
      ['GET', `/v1/b2b/scim/${mine.organization_id}/connection`],
      ['GET', `/v1/scimulate/webhook_endpoints/${endpoint.id}`],
      ['POST', `/v1/scimulate/webhook_endpoints/${endpoint.id}/rotate`],
      ['GET', `/v1/scimulate/webhook_deliveries/${delivery?.webhook_delivery_id}`],
    ] as const) {
      assert.equal((await as(method, path)).status, 404, `${method} ${path}`)
    }
    const found = await as('POST', '/v1/b2b/organizations/search', {})
    assert.deepEqual(found.body.organizations, [])
    assert.deepEqual((await as('GET', '/v1/scimulate/events')).body.events, [])
    assert.deepEqual(
      (await as('GET', '/v1/scimulate/webhook_deliveries')).body.webhook_deliveries,
      [],
    )
    assert.deepEqual(
      (await as('GET', '/v1/scimulate/webhook_endpoints')).body.webhook_endpoints,
      [],
    )
    const same = await as('POST', '/v1/b2b/organizations', {
      organization_name: 'Theirs',
      organization_slug: 'shared-slug',
    })
    assert.equal(same.status, 200, 'a slug belongs to one organization of a project')
  }
  const wrong = { projectId: 'project-test-second', secret: product.server.secret }
  const refused = await product.api('GET', '/v1/scimulate/events', undefined, {}, wrong)
  assert.equal(refused.status, 401)
  assert.equal(refused.body.error_type, 'unauthorized_credentials')
})

test('what is done in the dashboard is told with its source', async () => {
  const product = await Rehearsal.open()
  const dashboard = { 'scimulate-source': 'dashboard' }
  const { body } = await product.api(
    'POST',
    '/v1/b2b/organizations',
    { organization_name: 'By hand' },
    dashboard,
  )
  const id = body.organization.organization_id
  const at = async (method: string, path: string, more: object = {}) =>
    (await product.api(method, path, more, dashboard)).body
  const org = `/v1/b2b/organizations/${id}`
  await at('PUT', org, { organization_name: 'Renamed' })
  const { member_id } = await at('POST', `${org}/members`, { email_address: 'a@example.com' })
  await at('PUT', `${org}/members/${member_id}`, { name: 'A' })
  await at('DELETE', `${org}/members/${member_id}`)
  const { connection } = await at('POST', `/v1/b2b/scim/${id}/connection`)
  const at1 = `/v1/b2b/scim/${id}/connection/${connection.connection_id}`
  await at('PUT', at1, { display_name: 'Okta' })
  await at('DELETE', at1)
  await at('DELETE', org)
  const { events } = await page(product)
  assert.deepEqual(
    events.map(({ event_type }) => event_type),
    [
      'dashboard.organization.create',
      'dashboard.organization.update',
      'dashboard.member.create',
      'dashboard.member.update',
      'dashboard.member.delete',
      'dashboard.scim_connection.create',
      'dashboard.scim_connection.update',
      'dashboard.scim_connection.delete',
      'dashboard.organization.delete',
    ],
  )
  const refused = await product.api(
    'POST',
    '/v1/b2b/organizations',
    {},
    {
      'scimulate-source': 'portal',
    },
  )
  assert.equal(refused.status, 400)
})

test('events of groups have the names of the generation that was chosen', async () => {
  for (const [groupEvents, expected] of [
    ['scim_group', ['scim.scim_group.create', 'scim.scim_member_group.create']],
    ['idp_group', ['scim.idp_group.create', 'scim.idp_group.member_add']],
  ] as const) {
    const product = await Rehearsal.open({ choices: { groupEvents } })
    const { scim } = await product.connected('names')
    const ada = await scim('POST', '/Users', user('ada@example.com'))
    const { next_cursor } = await page(product)
    await scim('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Finance',
      members: [{ value: ada.body.id }],
    })
    const { events } = await page(product, next_cursor)
    assert.deepEqual(
      events.map(({ event_type }) => event_type),
      [...expected],
    )
  }
})
