import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Rehearsal } from './rehearsal.ts'
import { readerOf, targets } from './system-log-reader.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const { events, event } = readerOf(() => rehearsal)
const LOGIN = 'ada@okta.local'
const REFUSED = { status: 502, body: { detail: 'no' } }

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

test('a failed provisioning is enveloped in a sync event, with the legacy type of the sample', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  rehearsal.stub.answer('GET /Users?filter', REFUSED, 1)
  await rehearsal.assign(await rehearsal.person(LOGIN))
  const envelope = await event('application.provision.user.sync')
  const [task] = await rehearsal.tasks()
  assert.deepEqual(envelope.outcome, { result: 'FAILURE', reason: task.message })
  assert.equal(envelope.displayMessage, 'Sync user in external application')
  assert.equal(envelope.legacyEventType, 'app.user_management.provision_user_failed')
  assert.match(
    JSON.stringify(envelope),
    /"client":\{"userAgent":null,"zone":null,"device":null,"id":null,/,
  )
  const failed = await event('application.provision.user.verify_exists')
  assert.equal(failed.legacyEventType, 'app.api.error.check_user_exists')
})

test('events have the legacy type that Okta maps them to, by how they ended', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  const ada = await rehearsal.provisioned(LOGIN)
  await rehearsal.change(ada, { lastName: 'Lovelace' })
  await rehearsal.push(await rehearsal.group('Staff', [ada]), { targetGroupName: 'Staff' })
  await rehearsal.lifecycle(ada, 'deactivate')
  const found = Object.fromEntries(
    (await events('')).map(({ eventType, legacyEventType }) => [eventType, legacyEventType]),
  )
  assert.deepEqual(
    {
      created: found['user.lifecycle.create'],
      assigned: found['application.user_membership.add'],
      pushed: found['application.provision.user.push'],
      profile: found['application.provision.user.push_profile'],
      group: found['application.provision.group_push.updated'],
      unassigned: found['application.user_membership.remove'],
      deactivated: found['application.provision.user.deactivate'],
      rule: found['group.lifecycle.create'],
    },
    {
      created: 'core.user.config.user_creation.success',
      assigned: 'app.generic.provision.assign_user_to_app',
      pushed: 'app.user_management.push_new_user',
      profile: 'app.user_management.push_profile_success',
      group: 'app.user_management.grouppush.updated',
      unassigned: 'app.generic.provision.deactivate_user_from_app',
      deactivated: 'app.user_management.deactivate_user',
      rule: null,
    },
  )
})

test('deactivating somebody is told in the captured order: membership, status, session, group, push', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const ada = await rehearsal.provisioned(LOGIN)
  await rehearsal.push(await rehearsal.group('Staff', [ada]), { targetGroupName: 'Staff' })
  const before = (await events('')).length
  rehearsal.stub.answer('PUT /Users', REFUSED)
  await rehearsal.lifecycle(ada, 'deactivate')
  const told = (await events('')).slice(before)
  assert.deepEqual(
    told.map(({ eventType, outcome }) => [eventType, outcome.result]),
    [
      ['application.user_membership.remove', 'SUCCESS'],
      ['user.lifecycle.deactivate', 'SUCCESS'],
      ['user.session.clear', 'SUCCESS'],
      ['app.user_management', 'SUCCESS'],
      ['application.provision.user.deactivate', 'FAILURE'],
    ],
  )
  assert.deepEqual(told[3] && targets(told[3]), [
    ['User', 'Test User'],
    ['AppGroup', 'Staff'],
    ['AppInstance', 'Payroll'],
  ])
})

test('a server that gives no answer is a general failure, one that answers with no list a failed query', async () => {
  rehearsal = await Rehearsal.provisioning('saml', { timeoutMs: 200 })
  rehearsal.stub.answer('GET /Users?filter', { status: 0 }, 1)
  await rehearsal.assign(await rehearsal.person(LOGIN))
  const general = await event('application.integration.general_failure')
  assert.deepEqual(general.outcome, { result: 'FAILURE', reason: 'Read timed out' })
  assert.equal(general.legacyEventType, 'app.api.error.generic')
  assert.deepEqual(await events('application.integration.api_query'), [])
  rehearsal.stub.answer('GET /Users?filter', { status: 200, body: '[]' }, 1)
  await rehearsal.assign(await rehearsal.person('b@okta.local'))
  const query = await event('application.integration.api_query')
  assert.deepEqual(query.outcome, { result: 'FAILURE', reason: 'No results for users returned' })
  assert.equal((await events('application.integration.general_failure')).length, 1)
})

test('a deprovisioning that an admin did by hand is told when the task is completed', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const ada = await rehearsal.provisioned(LOGIN)
  rehearsal.stub.answer('GET /Users', REFUSED)
  await rehearsal.unassign(ada)
  const { id } = await rehearsal.task()
  await rehearsal.done('POST', `/api/v1/scimulate/tasks/${id}/complete`, {})
  const told = await event('application.provision.user.deprovision')
  assert.equal(told.displayMessage, 'Deprovision user from external application')
  assert.equal(told.legacyEventType, 'app.user_management.deprovision_task_complete')
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
  assert.equal((await event('application.provision.user.import')).outcome.result, 'FAILURE')
  rehearsal.stub.behave()
  rehearsal.stub.answer('GET /Groups', REFUSED)
  await rehearsal.act('import')
  assert.equal((await event('application.provision.group.import')).outcome.result, 'FAILURE')
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
  assert.deepEqual(await events('application.provision.user.password'), [])
  rehearsal.stub.answer('PUT /Users', REFUSED)
  await sync('OKTA')
  assert.equal((await event('application.provision.user.password')).outcome.result, 'FAILURE')
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
