import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ScimStub } from '../scim-stub.ts'
import { type Json, person, type SdkOrg, sdkOrg } from './org.ts'

let org: SdkOrg
let stub: ScimStub
before(async () => {
  stub = await ScimStub.start()
  org = await sdkOrg()
})
after(async () => {
  await org.mock.close()
  await stub.close()
})

/** Everything that the log holds for a query; the poll that the SDK would go on with ends at no events. */
async function events(query: Json = {}): Promise<Json[]> {
  const found: Json[] = []
  const collection = await org.sdk.systemLogApi.listLogEvents(query)
  await collection.each((event: Json) => {
    found.push(event)
  })
  return found
}

async function provisionedPerson(login: string): Promise<{ appId: string; userId: string }> {
  const { body: app } = await org.raw('POST', '/api/v1/apps', {
    label: `App of ${login}`,
    signOnMode: 'SAML_2_0',
  })
  await org.raw('POST', `/api/v1/apps/${app.id}/connections/default?activate=TRUE`, {
    baseUrl: stub.baseUrl,
    profile: { authScheme: 'TOKEN', token: 's3cret' },
  })
  await org.raw('PUT', `/api/v1/apps/${app.id}/features/USER_PROVISIONING`, {
    create: { lifecycleCreate: { status: 'ENABLED' } },
    update: { lifecycleDeactivate: { status: 'ENABLED' } },
  })
  const made = await org.sdk.userApi.createUser({ activate: true, body: person(login) })
  await org.raw('POST', `/api/v1/apps/${app.id}/users`, { id: made.id, scope: 'USER' })
  await org.raw('GET', '/api/v1/scimulate/settled')
  return { appId: app.id, userId: String(made.id) }
}

test('a person and an assignment leave their events, in order', async () => {
  const { appId } = await provisionedPerson('told@example.com')
  const types = (await events({ q: 'told@example.com' })).map(({ eventType }) => eventType)
  assert.deepEqual(types, [
    'application.lifecycle.create',
    'application.lifecycle.activate',
    'application.lifecycle.update',
    'user.lifecycle.create',
    'user.lifecycle.activate',
    'application.user_membership.add',
    'application.provision.user.verify_exists',
    'application.provision.user.push',
  ])
  const filter = `target.id eq "${appId}" and eventType sw "application.provision"`
  assert.equal((await events({ filter })).length, 2)
})

test('an event has an actor, targets, an outcome, a cause and debug data', async () => {
  const { appId } = await provisionedPerson('whole@example.com')
  const filter = `eventType eq "application.provision.user.push" and target.id eq "${appId}"`
  const { body } = await org.raw('GET', `/api/v1/logs?filter=${encodeURIComponent(filter)}`)
  const [event] = body
  assert.equal(event.displayMessage, 'Push new user to external application')
  assert.deepEqual(event.outcome, { result: 'SUCCESS', reason: null })
  assert.equal(event.actor.type, 'User')
  assert.equal(event.actor.displayName, 'first token')
  assert.deepEqual(
    event.target.map(({ type }: Json) => type),
    ['AppUser', 'AppInstance'],
  )
  assert.equal(event.transaction.type, 'JOB')
  assert.match(event.transaction.id, /^puj/)
  assert.match(event.debugContext.debugData.appname, /^scimulate_/)
  const created = (await events({ q: 'user.lifecycle.create' })).at(-1)
  assert.equal(created.transaction.type, 'WEB')
  assert.equal(created.client.userAgent.rawUserAgent.startsWith('@okta/okta-sdk-nodejs'), true)
  assert.equal(created.debugContext.debugData.requestUri, '/api/v1/users')
})

test('a push that failed says why', async () => {
  stub.answer('POST /Users', { status: 409, body: { detail: 'taken' } }, 1)
  await provisionedPerson('fails@example.com')
  const failures = await events({ q: 'fails@example.com', filter: 'outcome.result eq "FAILURE"' })
  const types = failures.map(({ eventType }) => eventType)
  assert.deepEqual(types, ['application.provision.user.push', 'application.provision.user.sync'])
  assert.match(failures[0].outcome.reason, /Conflict. Errors reported by remote server: taken/)
  assert.equal(failures[0].severity, 'ERROR')
})

test('a poll goes on where it ended; a query with an end does not', async () => {
  const poll = async (url: string) => {
    const answer = await fetch(url, { headers: { authorization: `SSWS ${org.mock.apiToken}` } })
    const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
    return { events: (await answer.json()) as Json[], next }
  }
  let page = await poll(`${org.mock.url}/api/v1/logs?limit=3`)
  assert.equal(page.events.length, 3)
  const seen = page.events.map(({ uuid }) => uuid)
  while (page.events.length > 0) {
    assert.ok(page.next)
    page = await poll(page.next)
    seen.push(...page.events.map(({ uuid }) => uuid))
  }
  assert.equal(new Set(seen).size, seen.length)
  await org.sdk.groupApi.createGroup({ group: { profile: { name: 'Later' } } })
  assert.ok(page.next)
  const later = await poll(page.next)
  assert.deepEqual(
    later.events.map(({ eventType }) => eventType),
    ['group.lifecycle.create'],
  )
  const until = new Date(Date.now() + 1_000).toISOString()
  const bounded = await poll(`${org.mock.url}/api/v1/logs?limit=1000&until=${until}`)
  assert.equal(bounded.next, undefined)
  assert.equal(bounded.events.length, seen.length + 1)
})

test('the log is read backwards, since a time, and not with a date that is none', async () => {
  const all = await events({ limit: 1000 })
  const backwards = await org.raw('GET', '/api/v1/logs?sortOrder=DESCENDING&limit=2')
  assert.equal(backwards.body[0].uuid, all.at(-1).uuid)
  assert.equal(backwards.body[1].uuid, all.at(-2).uuid)
  assert.equal((await events({ since: new Date(Date.now() + 60_000) })).length, 0)
  assert.equal((await org.raw('GET', '/api/v1/logs?since=soon')).body.errorCode, 'E0000001')
})

test('life cycles, groups, apps and tokens leave their events', async () => {
  const { userApi, groupApi, applicationApi } = org.sdk
  const { appId, userId } = await provisionedPerson('everything@example.com')
  const from = (await events({ limit: 1000 })).length
  await userApi.suspendUser({ userId })
  await userApi.unsuspendUser({ userId })
  await userApi.updateUser({ userId, user: { profile: { title: 'Head' } } })
  const group = await groupApi.createGroup({ group: { profile: { name: 'Everything' } } })
  const groupId = String(group.id)
  await groupApi.assignUserToGroup({ groupId, userId })
  await applicationApi.assignGroupToApplication({ appId, groupId })
  await applicationApi.unassignApplicationFromGroup({ appId, groupId })
  await groupApi.unassignUserFromGroup({ groupId, userId })
  await groupApi.deleteGroup({ groupId })
  await userApi.deactivateUser({ userId })
  await org.raw('GET', '/api/v1/scimulate/settled')
  await userApi.deleteUser({ userId })
  await applicationApi.deactivateApplication({ appId })
  await applicationApi.deleteApplication({ appId })
  const types = (await events({ limit: 1000 })).slice(from).map(({ eventType }) => eventType)
  assert.deepEqual(types, [
    'user.lifecycle.suspend',
    'user.lifecycle.unsuspend',
    'user.account.update_profile',
    'group.lifecycle.create',
    'group.user_membership.add',
    'group.application_assignment.add',
    'group.application_assignment.remove',
    'group.user_membership.remove',
    'group.lifecycle.delete',
    'application.user_membership.remove',
    'user.lifecycle.deactivate',
    'user.session.clear',
    'application.provision.user.deactivate',
    'user.lifecycle.delete.initiated',
    'user.lifecycle.delete.completed',
    'application.lifecycle.deactivate',
    'application.lifecycle.delete',
  ])
})
