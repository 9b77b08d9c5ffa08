import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { lookUp, lookUpGroup, Rehearsal } from './rehearsal.ts'
import { scimError } from './scim-stub.ts'

const BROKEN = { status: 500, body: scimError(500, 'boom') }
const RETRY_SELECTED = '/api/v1/scimulate/tasks/retry'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

interface Told {
  readonly id: string
  readonly kind: string
  readonly status: string
}

async function open(): Promise<Told[]> {
  return ((await rehearsal.tasks()) as Told[]).filter(({ status }) => status === 'OPEN')
}

const idsOf = (tasks: readonly Told[]) => tasks.map(({ id }) => id)

/** Two people whose look-up was refused, one who could not be deactivated. */
async function troubled(): Promise<Told[]> {
  rehearsal = await Rehearsal.provisioning('header-auth')
  const grace = await rehearsal.provisioned('grace@okta.local')
  rehearsal.stub.answer('GET /Users', BROKEN)
  rehearsal.stub.answer('PATCH /Users', BROKEN)
  for (const login of ['ada@okta.local', 'joan@okta.local']) {
    await rehearsal.assign(await rehearsal.person(login))
  }
  await rehearsal.unassign(grace)
  rehearsal.stub.behave()
  rehearsal.stub.take()
  return open()
}

test('Retry Selected tries the jobs of those tasks again, and of no others', async () => {
  const [ada, joan, grace] = await troubled()
  assert.deepEqual(
    [ada?.kind, joan?.kind, grace?.kind],
    ['assignment', 'assignment', 'deprovisioning'],
  )
  await rehearsal.done('POST', RETRY_SELECTED, { taskIds: [joan?.id] })
  await rehearsal.settled()
  const [first, second = '', ...rest] = rehearsal.stub.take()
  assert.equal(first, lookUp('joan@okta.local'))
  assert.match(second, /^POST \/Users .*joan@okta\.local/)
  assert.deepEqual(rest, [])
  assert.deepEqual(idsOf(await open()), [ada?.id, grace?.id])
})

test('Retry Selected tries none when one of them has no retry, or is no task', async () => {
  const [ada, , grace] = await troubled()
  const none = [
    [{ taskIds: [ada?.id, grace?.id] }, 403],
    [{ taskIds: [ada?.id, 'tsk-nobody'] }, 404],
    [{ taskIds: [] }, 400],
    [{}, 400],
  ] as const
  for (const [body, status] of none) {
    const answer = await rehearsal.call('POST', RETRY_SELECTED, body)
    assert.equal(answer.status, status, JSON.stringify(body))
  }
  await rehearsal.settled()
  assert.deepEqual(rehearsal.stub.take(), [])
  assert.equal((await open()).length, 3)
})

test('Retry All Groups pushes every group that failed again', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  rehearsal.stub.answer('GET /Groups', BROKEN)
  rehearsal.stub.answer('GET /Users', BROKEN)
  for (const name of ['Staff', 'Sales']) {
    await rehearsal.push(await rehearsal.group(name), { targetGroupName: name })
  }
  await rehearsal.assign(await rehearsal.person('ada@okta.local'))
  rehearsal.stub.behave()
  rehearsal.stub.take()
  await rehearsal.act('retry-all-groups')
  const heads = rehearsal.stub.take().map((line) => line.split(' ', 2).join(' '))
  assert.deepEqual(
    heads.filter((head) => /^(POST|GET .*filter)/.test(head)),
    [lookUpGroup('Staff'), 'POST /Groups', lookUpGroup('Sales'), 'POST /Groups'],
  )
  assert.deepEqual(
    (await open()).map(({ kind }) => kind),
    ['assignment'],
  )
})

test('Mark All Complete ends the deprovisioning tasks of an app and tells of each', async () => {
  const [ada, joan] = await troubled()
  await rehearsal.act('mark-all-complete')
  assert.deepEqual(idsOf(await open()), [ada?.id, joan?.id])
  assert.deepEqual(rehearsal.stub.take(), [])
  const filter = encodeURIComponent('eventType eq "application.provision.user.deprovision"')
  const events = await rehearsal.done('GET', `/api/v1/logs?filter=${filter}`)
  assert.equal(events.length, 1)
})

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: deprovisioningTasks none: a deactivation that fails is told in the log, and leaves no task`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const ada = await rehearsal.provisioned('ada@okta.local')
    const options = `/api/v1/scimulate/apps/${rehearsal.appId}/options`
    await rehearsal.done('PUT', options, { deprovisioningTasks: 'none' })
    rehearsal.stub.answer('GET /Users', BROKEN)
    rehearsal.stub.answer('PATCH /Users', BROKEN)
    await rehearsal.unassign(ada)
    assert.equal(rehearsal.stub.take().length, 1)
    assert.deepEqual(await open(), [])
    const filter = encodeURIComponent('eventType eq "application.provision.user.deactivate"')
    const [event] = await rehearsal.done('GET', `/api/v1/logs?filter=${filter}`)
    assert.equal(event.outcome.result, 'FAILURE')
    await rehearsal.assign(await rehearsal.person('joan@okta.local'))
    assert.deepEqual(
      (await open()).map((task) => task.kind),
      ['assignment'],
    )
  })
}
