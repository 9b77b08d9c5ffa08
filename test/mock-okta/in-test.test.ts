import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { type MockOkta, startMockOkta } from '../../mock-okta/client.ts'
import { ScimStub } from './scim-stub.ts'

let stub: ScimStub
let okta: MockOkta
before(async () => {
  stub = await ScimStub.start()
  okta = await startMockOkta({ seed: 3 })
})
afterEach(() => {
  stub.behave()
  stub.resources.clear()
  okta.faults.clear()
})
after(async () => {
  await okta.close()
  await stub.close()
})

const app = (kind: 'saml' | 'header-auth' = 'saml', actions = {}) =>
  okta.createApp({ kind, scim: { baseUrl: stub.baseUrl, token: 'Bearer s3cret' }, actions })

const message = (check: () => unknown): string => {
  try {
    check()
  } catch (error) {
    return (error as Error).message
  }
  return assert.fail('the check did not fail')
}

test('a person is assigned, changed and unassigned in a few lines', async () => {
  const payroll = await app()
  const ada = await okta.createUser({ firstName: 'Ada', title: 'Engineer' })
  await payroll.assign(ada)
  await okta.settled()
  payroll.assertProvisioned(ada)
  payroll.assertSent({
    method: 'POST',
    path: '/Users',
    status: 201,
    body: { userName: ada.login, name: { givenName: 'Ada' }, title: 'Engineer' },
  })
  assert.ok(payroll.externalId(ada))
  payroll.takeExchanges()
  await ada.update({ title: 'Head' })
  await payroll.unassign(ada)
  await okta.settled()
  const methods = payroll.takeExchanges().map(({ request }) => request.method)
  assert.deepEqual(methods, ['GET', 'PUT', 'GET', 'PUT'])
  payroll.assertSent({ method: 'PUT', body: { active: false } })
  payroll.assertNotSent({ method: 'DELETE' })
  okta.assertNoTasks()
})

test('the catalog app patches', async () => {
  const catalog = await app('header-auth')
  const user = await okta.createUser()
  await catalog.assign(user)
  await catalog.unassign(user)
  await okta.settled()
  catalog.assertSent({ method: 'PATCH', path: '/Users/' })
  assert.equal(stub.requests.at(-1)?.headers.includes('Bearer s3cret'), true)
})

test('a group brings the app, is pushed, renamed, pushed again and unlinked', async () => {
  const payroll = await app()
  const user = await okta.createUser()
  const finance = await okta.createGroup('Finance', [user])
  await payroll.assign(finance)
  const push = await payroll.pushGroup(finance)
  await okta.settled()
  payroll.assertProvisioned(user)
  const member = { value: payroll.externalId(user), display: user.login }
  payroll.assertSent({
    method: 'PUT',
    path: '/Groups/',
    body: { displayName: 'Finance', members: [member] },
  })
  await finance.rename('Treasury')
  await push.now()
  await push.unlink({ deleteGroup: true })
  await okta.settled()
  payroll.assertSent({ method: 'PUT', path: '/Groups/', body: { displayName: 'Treasury' } })
  payroll.assertSent({ method: 'DELETE', path: '/Groups/' })
})

test('life cycle: suspend sends nothing, deactivate takes the app, activate brings the group’s', async () => {
  const payroll = await app()
  const user = await okta.createUser()
  const crew = await okta.createGroup(undefined, [user])
  await payroll.assign(crew)
  await okta.settled()
  payroll.takeExchanges()
  await user.suspend()
  await user.unsuspend()
  await okta.settled()
  assert.deepEqual(payroll.takeExchanges(), [])
  await user.deactivate()
  await okta.settled()
  payroll.assertSent({ method: 'PUT', body: { active: false } })
  await user.activate()
  await okta.settled()
  payroll.assertProvisioned(user)
  await crew.remove(user)
  await payroll.unassign(crew)
  await okta.settled()
  okta.assertNoTasks()
})

test('actions that are switched off are not done', async () => {
  const payroll = await app('saml', { create: false })
  const user = await okta.createUser()
  await payroll.assign(user)
  await okta.settled()
  payroll.assertNotSent({ method: 'POST' })
  const [task] = payroll.tasks()
  assert.match(task?.message ?? '', /Matching user not found/)
})

test('what fails says what was expected, why, and what was sent', async () => {
  const payroll = await app()
  const user = await okta.createUser({
    firstName: 'Grace',
    lastName: 'Hopper',
    login: 'g@example.com',
  })
  assert.match(
    message(() => payroll.assertProvisioned(user)),
    /^Grace Hopper \(g@example.com\) is not assigned to App under test\.\nSent:\n/,
  )
  stub.answer('POST /Users', { status: 400, body: { detail: 'title is missing' } }, 1)
  await payroll.assign(user)
  await okta.settled()
  const text = message(() => payroll.assertProvisioned(user))
  assert.match(text, /is not provisioned to App under test: status STAGED, sync ERROR\. Okta says:/)
  assert.match(text, /title is missing/)
  assert.match(text, /GET \/scim\/v2\/Users\?filter=userName eq "g@example.com"/)
  assert.match(text, /POST \/scim\/v2\/Users → 400 \{"schemas"/)
  assert.match(
    message(() => payroll.assertSent({ method: 'DELETE' })),
    /^App under test did not send \{"method":"DELETE"\}/,
  )
  assert.match(
    message(() => payroll.assertNotSent({ method: 'POST' })),
    /which it should not have/,
  )
  assert.match(
    message(() => okta.assertNoTasks()),
    /^Okta has tasks:\n {2}- /,
  )
})

test('a connector that does not pass its test, and a login that is taken, say so', async () => {
  stub.answer('GET /Users?startIndex=1&count=2', { status: 401, body: { detail: 'who?' } }, 1)
  await assert.rejects(app(), /Okta refused PUT .*connection.*who\?/)
  await okta.createUser({ login: 'taken@example.com' })
  await assert.rejects(okta.createUser({ login: 'taken@example.com' }), /E0000001.*already exists/)
  await assert.rejects(startMockOkta({ startsAt: 'soon' }), /startsAt: soon is not a date/)
  assert.throws(() => okta.advance('5 minutes'), /not an ISO 8601 duration/)
})

test('several run at once and share nothing; a seed repeats ids and people', async () => {
  const [one, two] = await Promise.all([startMockOkta({ seed: 9 }), startMockOkta({ seed: 9 })])
  try {
    const [a, b] = [await one.createUser(), await two.createUser()]
    assert.equal(a.id, b.id)
    assert.equal(a.login, b.login)
    await one.createUser({ login: 'only-one@example.com' })
    await two.createUser({ login: 'only-one@example.com' })
    assert.notEqual(one.url, two.url)
  } finally {
    await Promise.all([one.close(), two.close()])
  }
})

test('a virtual clock stands still, and a 429 waits for it', async () => {
  const slow = await startMockOkta({ startsAt: '2026-01-01T00:00:00Z' })
  try {
    const payroll = await slow.createApp({
      kind: 'saml',
      scim: { baseUrl: stub.baseUrl, token: 't' },
    })
    const user = await slow.createUser()
    stub.answer('POST /Users', { status: 429, headers: { 'retry-after': '120' } }, 1)
    await payroll.assign(user)
    const { waiting } = await slow.settled()
    assert.equal(waiting[0]?.until, '2026-01-01T00:02:00.000Z')
    slow.advance('PT2M')
    await slow.settled()
    payroll.assertProvisioned(user)
    assert.equal(slow.now().toISOString(), '2026-01-01T00:02:00.000Z')
    assert.equal(slow.log().at(-1)?.published, '2026-01-01T00:02:00.000Z')
  } finally {
    await slow.close()
  }
})

test('settled gives up by itself and says what hangs', async () => {
  const patient = await startMockOkta()
  const payroll = await patient.createApp({
    kind: 'saml',
    scim: { baseUrl: stub.baseUrl, token: 't' },
  })
  patient.faults.add({ kind: 'delay', delayMs: 300 })
  await payroll.assign(await patient.createUser())
  await assert.rejects(patient.settled(20), /^AssertionError.*Okta was not done after 20 ms\./)
  await patient.settled()
  await patient.close()
})

test('fault: a lost response leaves a user behind and a task', async () => {
  const payroll = await app()
  const user = await okta.createUser()
  okta.faults.add({ kind: 'lose-response', method: 'POST', appId: payroll.id })
  await payroll.assign(user)
  await okta.settled()
  assert.match(payroll.tasks()[0]?.message ?? '', /Read timed out/)
  assert.equal(payroll.externalId(user), undefined)
  assert.ok([...stub.resources.values()].some(({ userName }) => userName === user.login))
})

test('fault: a push is repeated', async () => {
  const payroll = await app()
  const user = await okta.createUser()
  okta.faults.add({ kind: 'repeat' })
  await payroll.assign(user)
  await okta.settled()
  const methods = payroll.takeExchanges().map(({ request }) => request.method)
  assert.deepEqual(methods, ['GET', 'POST', 'POST'])
  payroll.assertProvisioned(user)
})

test('fault: a stale active:false follows a quick reassignment', async () => {
  const payroll = await app()
  const user = await okta.createUser()
  await payroll.assign(user)
  await okta.settled()
  await payroll.unassign(user)
  okta.faults.add({ kind: 'stale-inactive' })
  await payroll.assign(user)
  await okta.settled()
  const actives = payroll
    .exchanges()
    .filter(({ request }) => request.method === 'PUT')
    .map(({ request }) => JSON.parse(request.body ?? '{}').active)
  assert.deepEqual(actives, [false, true, false])
})

test('faults are asked for over HTTP too, and are off by default', async () => {
  const send = async (method: string, body?: object) => {
    const answer = await fetch(`${okta.url}/api/v1/scimulate/faults`, {
      method,
      headers: { authorization: `SSWS ${okta.apiToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  assert.deepEqual((await send('GET')).body, [])
  assert.equal((await send('POST', { kind: 'delay', delayMs: 5, times: 2 })).status, 201)
  assert.equal((await send('POST', { kind: 'explode' })).body.errorCode, 'E0000001')
  assert.equal((await send('POST', { kind: 'delay', times: -1 })).status, 400)
  assert.equal((await send('POST', { kind: 'delay', appId: 'none' })).status, 404)
  assert.equal((await send('GET')).body[0].left, 2)
  assert.equal((await send('DELETE')).status, 204)
  assert.deepEqual((await send('GET')).body, [])
})
