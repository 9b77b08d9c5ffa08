import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Rehearsal } from './rehearsal.ts'
import { readerOf, targets } from './system-log-reader.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const { events, event } = readerOf(() => rehearsal)
const LOGIN = 'ada@okta.local'
const REFUSED = { status: 502, body: { detail: 'no' } }

for (const [request, eventType, act] of [
  ['GET /Groups?filter', 'group.verify_exists', 'push'],
  ['POST /Groups', 'group.add', 'push'],
  ['PUT /Groups/g-', 'group_membership.update', 'push'],
  ['PUT /Groups/g-', 'group.update', 'rename'],
  ['GET /Groups/g-', 'group.import', 'rename'],
  ['GET /Groups/g-', 'group.import', 'join'],
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
    assert.match(
      failed.outcome.reason ?? '',
      new RegExp(`group ${name}.*:? Bad Gateway\\. .*: no$`),
    )
    assert.deepEqual(targets(failed), [
      ['AppGroup', name],
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
    ['AppInstance', 'Payroll'],
  ])
  await rehearsal.done('PATCH', rehearsal.mappings(id), { status: 'INACTIVE' })
  await rehearsal.done('DELETE', `${rehearsal.mappings(id)}?deleteTargetGroup=true`)
  await rehearsal.settled()
  await event('application.provision.group_push.removed')
  await event('application.provision.group_push.delete_appgroup')
})

test('what became of a group is told by an event of its own', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  const ada = await rehearsal.provisioned(LOGIN)
  const group = await rehearsal.group('Staff')
  const mappingId = await rehearsal.push(group, { targetGroupName: 'Staff' })
  const rename = async (name: string) => {
    await rehearsal.done('PUT', `/api/v1/groups/${group}`, { profile: { name } })
    await rehearsal.settled()
  }
  await rename('Crew')
  rehearsal.stub.answer('PATCH /Groups', REFUSED)
  await rename('Team')
  rehearsal.stub.behave()
  await rehearsal.act('push-now', { mappingId })
  const renamed = await events('application.provision.group_push.mapping.app.group.renamed')
  assert.deepEqual(
    renamed.map(({ eventType, outcome }) => [eventType.slice(51), outcome.result]),
    [
      ['renamed', 'SUCCESS'],
      ['renamed.failed', 'FAILURE'],
    ],
  )
  await event('application.provision.group_push.push_memberships')
  rehearsal.stub.resources.delete('/Groups/g-2')
  await rehearsal.join(group, ada)
  const gone = await event('application.provision.group.verify_exists')
  assert.equal(gone.outcome.result, 'FAILURE')
})

test('a push that waits because of a 429 is told as one that will be retried', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  rehearsal.stub.answer('POST /Groups', { status: 429 })
  await rehearsal.push(await rehearsal.group('Staff'), { targetGroupName: 'Staff' })
  const name = 'application.provision.group_push.mapping.update.or.delete.failed'
  const told = await events(name)
  assert.deepEqual(
    told.map(({ eventType, displayMessage }) => [eventType, displayMessage]),
    [[name, 'Group push mapping change failed and will be retried']],
  )
  assert.deepEqual(told.map(targets)[0], [
    ['AppGroup', 'Staff'],
    ['AppInstance', 'Payroll'],
  ])
})

test('members who are inactive in Okta are told of as ignored', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const [ada, gone] = [
    await rehearsal.provisioned(LOGIN),
    await rehearsal.provisioned('b@okta.local'),
  ]
  const group = await rehearsal.group('Staff', [ada, gone])
  const mappingId = await rehearsal.push(group, { targetGroupName: 'Staff' })
  const ignored = 'app.user_management.grouppush.mapping.okta.users.ignored'
  assert.deepEqual(await events(ignored), [])
  await rehearsal.lifecycle(gone, 'deactivate')
  await rehearsal.act('push-now', { mappingId })
  assert.deepEqual(targets(await event(ignored)), [
    ['AppGroup', 'Staff'],
    ['AppInstance', 'Payroll'],
  ])
})
