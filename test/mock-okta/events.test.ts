import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const LOGIN = 'ada@okta.local'
const REFUSED = { status: 502, body: { detail: 'no' } }

interface Event {
  readonly eventType: string
  readonly displayMessage: string
  readonly outcome: { readonly result: string; readonly reason: string | null }
  readonly actor: { readonly type: string }
  readonly target: readonly { readonly type: string; readonly displayName: string }[]
  readonly transaction: { readonly type: string; readonly id: string }
  readonly debugContext: { readonly debugData: Readonly<Record<string, string>> }
}

async function events(start: string): Promise<Event[]> {
  const filter = encodeURIComponent(`eventType sw "${start}"`)
  return rehearsal.done('GET', `/api/v1/logs?limit=1000&filter=${filter}`)
}

async function event(eventType: string): Promise<Event> {
  const [found] = (await events(eventType)).slice(-1)
  assert.ok(found, `no ${eventType}`)
  return found
}

const targets = ({ target }: Event) => target.map(({ type, displayName }) => [type, displayName])

test('a refused credential is told with what the server said, in the connector test too', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  rehearsal.stub.answer('GET /Users?filter', { status: 401, body: { detail: 'bad token' } }, 1)
  await rehearsal.assign(await rehearsal.person(LOGIN))
  const { outcome, displayMessage, debugContext, ...told } = await event(
    'application.integration.authentication_failure',
  )
  assert.deepEqual(outcome, {
    result: 'FAILURE',
    reason: 'Unauthorized. Errors reported by remote server: bad token',
  })
  assert.equal(displayMessage, 'Error authenticating')
  assert.match(debugContext.debugData.appname ?? '', /^scimulate_payroll/)
  assert.deepEqual(targets({ ...told, outcome, displayMessage, debugContext }), [
    ['AppInstance', 'Payroll'],
  ])
  rehearsal.stub.answer('GET /Users?startIndex', { status: 403, body: {} }, 1)
  await rehearsal.act('connection/test', rehearsal.form('saml'))
  assert.equal((await events('application.integration.authentication_failure')).length, 2)
})

test('a 429 is told as often as it comes', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  rehearsal.stub.answer('GET /Users?filter', { status: 429 }, 1)
  await rehearsal.assign(await rehearsal.person(LOGIN))
  assert.equal((await events('application.integration.rate_limit_exceeded')).length, 1)
})

for (const [request, eventType, act] of [
  ['GET /Groups?filter', 'group.verify_exists', 'push'],
  ['POST /Groups', 'group.add', 'push'],
  ['PUT /Groups/g-', 'group_membership.update', 'push'],
  ['GET /Groups/g-', 'group.update', 'rename'],
  ['GET /Groups/g-', 'group_membership.update', 'join'],
] as const) {
  test(`${request} refused in a ${act}: application.provision.${eventType} names the group`, async () => {
    rehearsal = await Rehearsal.provisioning('saml')
    const [ada, group] = [await rehearsal.provisioned(LOGIN), await rehearsal.group('Staff')]
    if (act === 'push') rehearsal.stub.answer(request, REFUSED)
    await rehearsal.push(group, { targetGroupName: 'Staff' })
    rehearsal.stub.answer(request, REFUSED)
    const body = { profile: { name: 'Crew' } }
    if (act === 'rename') await rehearsal.done('PUT', `/api/v1/groups/${group}`, body)
    if (act === 'join') await rehearsal.join(group, ada)
    await rehearsal.settled()
    const failed = await event(`application.provision.${eventType}`)
    const name = act === 'rename' ? 'Crew' : 'Staff'
    assert.match(failed.outcome.reason ?? '', new RegExp(`group ${name}.*: Bad Gateway\\. .*: no$`))
    assert.deepEqual(targets(failed), [
      ['AppGroup', name],
      ['UserGroup', name],
      ['AppInstance', 'Payroll'],
    ])
    const mapping = 'application.provision.group_push.mapping.update.or.delete.failed.with.error'
    const last = await event(mapping)
    assert.equal(last.outcome.result, 'FAILURE')
    assert.deepEqual(targets(last), targets(failed))
    assert.equal(last.transaction.id, failed.transaction.id)
  })
}

test('a pushed group is told with its targets, and so is its end', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  const id = await rehearsal.push(await rehearsal.group('Staff'), { targetGroupName: 'Crew' })
  assert.deepEqual(targets(await event('application.provision.group_push.updated')), [
    ['AppGroup', 'Crew'],
    ['UserGroup', 'Staff'],
    ['AppInstance', 'Payroll'],
  ])
  await rehearsal.done('PATCH', rehearsal.mappings(id), { status: 'INACTIVE' })
  await rehearsal.done('DELETE', `${rehearsal.mappings(id)}?deleteTargetGroup=true`)
  await rehearsal.settled()
  await event('application.provision.group_push.removed')
  await event('application.provision.group_push.delete_appgroup')
})

test('an import tells its start, whom it changed and its end', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const actions = ['PUSH_NEW_USERS', 'IMPORT_USERS', 'IMPORT_GROUPS']
  await rehearsal.connectedApp('saml', { actions })
  rehearsal.stub.hold('Users', { id: 'x', userName: 'x@okta.local', active: true })
  rehearsal.stub.hold('Groups', { id: 'gx', displayName: 'Imported' })
  const ada = await rehearsal.provisioned(LOGIN)
  await rehearsal.act('import')
  await rehearsal.act('import/confirm', { externalId: 'x', outcome: 'NEW' })
  const types = (await events('system.import')).map((one) => one.eventType)
  assert.deepEqual(types, [
    'system.import.start',
    'system.import.user.update',
    'system.import.group.create',
    'system.import.complete',
    'system.import.user.create',
    'system.import.user.match',
  ])
  assert.deepEqual(targets(await event('system.import.user.update'))[0], ['AppUser', 'Test User'])
  assert.deepEqual(targets(await event('system.import.group.create'))[0], ['UserGroup', 'Imported'])
  assert.equal((await event('system.import.user.match')).target.length, 3)
  rehearsal.stub.answer('GET /Users?startIndex', REFUSED)
  await rehearsal.act('import')
  const { outcome, transaction, actor } = await event('system.import.complete')
  assert.equal(outcome.reason, 'Bad Gateway. Errors reported by remote server: no')
  assert.deepEqual([transaction.type, actor.type], ['JOB', 'User'])
  assert.ok(ada)
})

test('a synced password is told as what it is, and nobody reads it there', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const id = await rehearsal.provisioned(LOGIN)
  const sync = async (seed: string) => {
    await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/features/USER_PROVISIONING`, {
      update: { password: { status: 'ENABLED', seed, change: 'CHANGE' } },
    })
    const credentials = { password: { value: 'Correct-Horse-2' } }
    await rehearsal.done('POST', `/api/v1/users/${id}`, { credentials })
    await rehearsal.settled()
  }
  await sync('OKTA')
  await sync('RANDOM')
  const types = (await events('application.provision.user.push_')).map((one) => one.eventType)
  assert.deepEqual(types.slice(-2), [
    'application.provision.user.push_okta_password',
    'application.provision.user.push_password',
  ])
  assert.doesNotMatch(JSON.stringify(await events('')), /Correct-Horse/)
})

test('ticking Deactivate Users is told in words of its own', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  await rehearsal.tick({ create: true })
  await rehearsal.tick({ create: true, update: true })
  const messages = (await events('application.lifecycle.update')).map(
    ({ debugContext }) => debugContext.debugData.customMessage,
  )
  assert.deepEqual(messages, [
    'Deprovisioning unassigned users',
    'Stop deprovisioning unassigned users',
  ])
})

test('every event has words of its own', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  const ada = await rehearsal.provisioned(LOGIN)
  await rehearsal.push(await rehearsal.group('Staff', [ada]), { targetGroupName: 'Staff' })
  await rehearsal.unassign(ada)
  for (const { eventType, displayMessage } of await events('')) {
    assert.notEqual(displayMessage, eventType)
  }
})

test('what is done with a group rule is told, with the rule as its target', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const group = await rehearsal.group('Staff')
  const body = {
    type: 'group_rule',
    name: 'Salespeople',
    conditions: { expression: { value: 'user.department=="Sales"' } },
    actions: { assignUserToGroups: { groupIds: [group] } },
  }
  const { id } = await rehearsal.done('POST', '/api/v1/groups/rules', body)
  const path = `/api/v1/groups/rules/${id}`
  await rehearsal.done('POST', `${path}/lifecycle/activate`)
  await rehearsal.done('POST', `${path}/lifecycle/deactivate`)
  await rehearsal.done('PUT', path, { ...body, name: 'Sellers' })
  await rehearsal.done('DELETE', path)
  const told = await events('group.rule.')
  assert.deepEqual(
    told.map(({ eventType, target }) => [eventType.slice(11), target[0]?.displayName]),
    [
      ['create', 'Salespeople'],
      ['activate', 'Salespeople'],
      ['deactivate', 'Salespeople'],
      ['update', 'Sellers'],
      ['delete', 'Sellers'],
    ],
  )
  assert.deepEqual([told[0]?.target[0]?.type, told[0]?.actor.type], ['GroupRule', 'User'])
})
