import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { type Kind, lookUp, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const LOGIN = 'test.user@okta.local'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH = (active: boolean) =>
  `PATCH /Users/u-1 {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":${active}}}]}`

function body(id: string, familyName: string, active: boolean): string {
  return `{"schemas":["${USER}"],"userName":"${LOGIN}","name":{"givenName":"Test","familyName":"${familyName}"},"emails":[{"primary":true,"value":"${LOGIN}","type":"work"}],"externalId":"${id}","groups":[],"active":${active},"id":"u-1","meta":{"resourceType":"User"}}`
}

function statusChange(kind: Kind, id: string, active: boolean): string[] {
  if (kind === 'header-auth') return [PATCH(active)]
  return ['GET /Users/u-1', `PUT /Users/u-1 ${body(id, 'User', active)}`]
}

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: a profile update is a GET and a PUT of the whole resource`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.change(id, { lastName: 'Changed' })
    assert.deepEqual(rehearsal.stub.take(), [
      'GET /Users/u-1',
      `PUT /Users/u-1 ${body(id, 'Changed', true)}`,
    ])
  })

  test(`${kind}: a change of what is not mapped, and no change, send nothing`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.change(id, { shoeSize: '44' })
    await rehearsal.change(id, { lastName: 'User' })
    assert.deepEqual(rehearsal.stub.take(), [])
  })

  test(`${kind}: with Update off a change sends nothing`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.tick({ create: true, deactivate: true })
    rehearsal.stub.take()
    await rehearsal.change(id, { lastName: 'Changed' })
    assert.deepEqual(rehearsal.stub.take(), [])
  })

  test(`${kind}: what the server echoes goes back, a password too`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    rehearsal.stub.hold('Users', {
      ...rehearsal.stub.resources.get('/Users/u-1'),
      password: 'echoed',
      active: false,
    })
    await rehearsal.change(id, { lastName: 'Changed' })
    const [, put = ''] = rehearsal.stub.take()
    assert.match(put, /"password":"echoed"/)
    assert.match(put, /"active":false/)
  })

  test(`${kind}: a number goes back to the digit, whatever JavaScript makes of it`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    const held = rehearsal.stub.resources.get('/Users/u-1')
    const odd =
      '{"id":9007199254740993,"share":1.0,"small":[-0.50,1e3],"at":"12:00:00.50","quote":"\\",:1.0"}'
    const body = JSON.stringify({ ...held, legacy: 0 }).replace('"legacy":0', `"legacy":${odd}`)
    rehearsal.stub.answer('GET /Users/u-1', { status: 200, body })
    await rehearsal.change(id, { lastName: 'Changed' })
    const [, put = ''] = rehearsal.stub.take()
    assert.ok(put.includes(`"legacy":${odd}`), put)
    assert.match(put, /"familyName":"Changed"/)
  })

  test(`${kind}: a new user name is a PUT as any other`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.change(id, { login: 'new@okta.local', email: 'new@okta.local' })
    const sent = rehearsal.stub.take()
    assert.equal(sent[0], 'GET /Users/u-1')
    assert.match(sent[1] ?? '', /^PUT \/Users\/u-1 .*"userName":"new@okta\.local"/)
    assert.equal(sent.length, 2)
  })

  test(`${kind}: a user who is gone: one GET, no PUT, a task, and Retry asks again`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    rehearsal.stub.resources.clear()
    await rehearsal.change(id, { lastName: 'Changed' })
    assert.deepEqual(rehearsal.stub.take(), ['GET /Users/u-1'])
    const task = await rehearsal.task()
    assert.equal(
      task.message,
      `Automatic profile push of user Test Changed to app Payroll failed: Error while trying to push profile update for ${LOGIN}: No user returned for user u-1`,
    )
    await rehearsal.done('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
    await rehearsal.settled()
    assert.deepEqual(rehearsal.stub.take(), ['GET /Users/u-1'])
    assert.equal((await rehearsal.appUser(id)).syncState, 'ERROR')
  })

  test(`${kind}: a user who is gone is made anew by taking the app away and giving it back`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    rehearsal.stub.resources.clear()
    await rehearsal.unassign(id)
    assert.deepEqual(rehearsal.stub.take(), kind === 'saml' ? ['GET /Users/u-1'] : [PATCH(false)])
    await rehearsal.assign(id)
    const [look, post = ''] = rehearsal.stub.take()
    assert.equal(look, lookUp(LOGIN))
    assert.match(post, /^POST \/Users /)
    assert.equal((await rehearsal.appUser(id)).externalId, 'u-2')
  })

  test(`${kind}: a retry sends nothing for a person who has lost the app since`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    rehearsal.stub.answer('GET /Users/u-1', { status: 500, body: '' }, 1)
    await rehearsal.change(id, { lastName: 'Changed' })
    const task = await rehearsal.task()
    await rehearsal.unassign(id)
    rehearsal.stub.take()
    await rehearsal.done('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
    await rehearsal.settled()
    assert.deepEqual(rehearsal.stub.take(), [])
  })

  test(`${kind}: unassigning deactivates, assigning again reactivates the same user`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.unassign(id)
    assert.deepEqual(rehearsal.stub.take(), statusChange(kind, id, false))
    await rehearsal.assign(id)
    assert.deepEqual(rehearsal.stub.take(), [
      lookUp(LOGIN),
      ...statusChange(kind, id, true),
      'GET /Users/u-1',
      `PUT /Users/u-1 ${body(id, 'User', true)}`,
    ])
    assert.equal((await rehearsal.appUser(id)).externalId, 'u-1')
  })

  test(`${kind}: with Deactivate off unassigning sends nothing`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.tick({ create: true, update: true })
    rehearsal.stub.take()
    await rehearsal.unassign(id)
    assert.deepEqual(rehearsal.stub.take(), [])
  })

  test(`${kind}: suspending sends nothing, deactivating does, deleting then sends nothing`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    await rehearsal.lifecycle(id, 'suspend')
    await rehearsal.lifecycle(id, 'unsuspend')
    assert.deepEqual(rehearsal.stub.take(), [])
    await rehearsal.lifecycle(id, 'deactivate')
    assert.deepEqual(rehearsal.stub.take(), statusChange(kind, id, false))
    await rehearsal.done('DELETE', `/api/v1/users/${id}`)
    await rehearsal.settled()
    assert.deepEqual(rehearsal.stub.take(), [])
  })

  test(`${kind}: activating does not bring back an assignment by hand, but brings a group’s`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const byHand = await rehearsal.provisioned(LOGIN)
    await rehearsal.lifecycle(byHand, 'deactivate')
    rehearsal.stub.take()
    await rehearsal.lifecycle(byHand, 'activate')
    assert.deepEqual(rehearsal.stub.take(), [])
    const group = await rehearsal.group('Staff', [byHand])
    await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/groups/${group}`, {})
    await rehearsal.settled()
    await rehearsal.lifecycle(byHand, 'deactivate')
    rehearsal.stub.take()
    await rehearsal.lifecycle(byHand, 'activate')
    assert.equal(rehearsal.stub.take()[0], lookUp(LOGIN))
  })

  test(`${kind}: leaving the group, and the group losing the app, deactivate`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.person(LOGIN)
    const group = await rehearsal.group('Staff', [id])
    const assignment = `/api/v1/apps/${rehearsal.appId}/groups/${group}`
    await rehearsal.done('PUT', assignment, {})
    await rehearsal.settled()
    rehearsal.stub.take()
    await rehearsal.leave(group, id)
    assert.deepEqual(rehearsal.stub.take(), statusChange(kind, id, false))
    await rehearsal.join(group, id)
    rehearsal.stub.take()
    await rehearsal.done('DELETE', assignment)
    await rehearsal.settled()
    assert.deepEqual(rehearsal.stub.take(), statusChange(kind, id, false))
  })

  test(`${kind}: an assignment by hand survives the group’s`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    const group = await rehearsal.group('Staff', [id])
    await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/groups/${group}`, {})
    await rehearsal.settled()
    await rehearsal.leave(group, id)
    assert.deepEqual(rehearsal.stub.take(), [])
  })
}
