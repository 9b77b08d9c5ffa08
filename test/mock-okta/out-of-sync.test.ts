import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const view = () => rehearsal.done('GET', `/api/v1/scimulate/apps/${rehearsal.appId}/out-of-sync`)

test('who is changed while Update is off, or failed, is listed until the server has it', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const [ada, bob] = [
    await rehearsal.provisioned('ada@okta.local'),
    await rehearsal.provisioned('bob@okta.local'),
  ]
  assert.deepEqual(await view(), [])
  await rehearsal.tick({ create: true, deactivate: true })
  await rehearsal.change(ada, { lastName: 'King' })
  assert.deepEqual(await view(), [
    { userId: ada, userName: 'ada@okta.local', syncState: 'OUT_OF_SYNC', message: null },
  ])
  await rehearsal.tick({ create: true, update: true, deactivate: true })
  rehearsal.stub.answer('PUT /Users/u-2', { status: 400, body: { detail: 'no' } }, 1)
  await rehearsal.act('force-sync')
  const [failed, ...others] = await view()
  assert.deepEqual([failed.userId, failed.syncState, others], [bob, 'ERROR', []])
  assert.match(failed.message, /^Automatic profile push of user .*: no$/)
  await rehearsal.act('force-sync')
  assert.deepEqual(await view(), [])
})

test('who was assigned before provisioning waits in the list', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  const id = await rehearsal.person('ada@okta.local')
  await rehearsal.assign(id)
  const connection = `/api/v1/scimulate/apps/${rehearsal.appId}/connection`
  await rehearsal.done('PUT', connection, rehearsal.form('saml'))
  const [waiting] = await view()
  assert.deepEqual([waiting.userId, waiting.syncState], [id, 'DISABLED'])
  assert.match(waiting.message, /Click Provision User\.$/)
})
