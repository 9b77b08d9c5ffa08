import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { A } from './group-fixtures.ts'
import { lookUpGroup, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

for (const kind of ['saml', 'header-auth'] as const) {
  async function pushed() {
    rehearsal = await Rehearsal.provisioning(kind)
    const person = await rehearsal.provisioned(A)
    const groupId = await rehearsal.group('Finance')
    const mapping = await rehearsal.push(groupId, { targetGroupName: 'Finance' })
    rehearsal.stub.take()
    return { groupId, mapping, person }
  }

  test(`${kind}: an inactive mapping sends nothing, activating it pushes at once`, async () => {
    const { groupId, mapping, person } = await pushed()
    await rehearsal.done('PATCH', rehearsal.mappings(mapping), { status: 'INACTIVE' })
    await rehearsal.join(groupId, person)
    assert.deepEqual(rehearsal.stub.take(), [])
    await rehearsal.done('PATCH', rehearsal.mappings(mapping), { status: 'ACTIVE' })
    await rehearsal.settled()
    assert.match(rehearsal.stub.take().at(-1) ?? '', /"value":"u-1"/)
  })

  for (const refusal of [false, true]) {
    test(`${kind}: deactivated while a push is under way it stays so, ${refusal ? 'refused' : 'done'}`, async () => {
      const { mapping } = await pushed()
      const delay = { kind: 'delay', delayMs: 50, times: 1 }
      await rehearsal.done('POST', '/api/v1/scimulate/faults', delay)
      const write = kind === 'saml' ? 'PUT /Groups' : 'PATCH /Groups'
      if (refusal) rehearsal.stub.answer(write, { status: 400, body: { detail: 'no' } })
      const now = `/api/v1/scimulate/apps/${rehearsal.appId}/push-now`
      await rehearsal.done('POST', now, { mappingId: mapping })
      await rehearsal.done('PATCH', rehearsal.mappings(mapping), { status: 'INACTIVE' })
      await rehearsal.settled()
      assert.ok(rehearsal.stub.take().length > 0)
      assert.equal((await rehearsal.done('GET', rehearsal.mappings(mapping))).status, 'INACTIVE')
    })
  }

  test(`${kind}: unlinking with delete sends a DELETE, with leave nothing`, async () => {
    const { mapping } = await pushed()
    const active = await rehearsal.call('DELETE', rehearsal.mappings(mapping))
    assert.equal(active.status, 400)
    await rehearsal.done('PATCH', rehearsal.mappings(mapping), { status: 'INACTIVE' })
    await rehearsal.done('DELETE', `${rehearsal.mappings(mapping)}?deleteTargetGroup=true`)
    await rehearsal.settled()
    assert.deepEqual(rehearsal.stub.take(), ['DELETE /Groups/g-2'])
    const other = await rehearsal.push(await rehearsal.group('Sales'), {
      targetGroupName: 'Sales',
    })
    await rehearsal.done('PATCH', rehearsal.mappings(other), { status: 'INACTIVE' })
    rehearsal.stub.take()
    await rehearsal.done('DELETE', `${rehearsal.mappings(other)}?deleteTargetGroup=false`)
    await rehearsal.settled()
    assert.deepEqual(rehearsal.stub.take(), [])
  })

  test(`${kind}: a group that is gone: the mapping is in error, in Okta’s words`, async () => {
    const { groupId, mapping, person } = await pushed()
    rehearsal.stub.resources.delete('/Groups/g-2')
    await rehearsal.join(groupId, person)
    const { status, errorSummary } = await rehearsal.done('GET', rehearsal.mappings(mapping))
    assert.equal(status, 'ERROR')
    assert.equal(
      errorSummary,
      'Linked group is missing in Payroll. Change the linked group to resume pushing group memberships.',
    )
  })

  test(`${kind}: a refused create tells when, what and why`, async () => {
    rehearsal = await Rehearsal.provisioning(kind, {
      now: () => new Date('2026-03-04T15:06:07Z'),
    })
    rehearsal.stub.answer('POST /Groups', { status: 409, body: { detail: 'taken' } })
    const id = await rehearsal.push(await rehearsal.group('Finance'), {
      targetGroupName: 'Finance',
    })
    const { status, errorSummary } = await rehearsal.done('GET', rehearsal.mappings(id))
    assert.equal(status, 'ERROR')
    assert.equal(
      errorSummary,
      'Failed on 03-04-2026 03:06:07PM UTC: Unable to update Group Push mapping target App group Finance: Error while creating user group Finance: Conflict. Errors reported by remote server: taken',
    )
    rehearsal.stub.behave()
    rehearsal.stub.take()
    const task = await rehearsal.task()
    await rehearsal.done('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
    await rehearsal.settled()
    assert.equal(rehearsal.stub.take()[0], lookUpGroup('Finance'))
    assert.equal((await rehearsal.done('GET', rehearsal.mappings(id))).status, 'ACTIVE')
  })

  test(`${kind}: without Push Groups ticked a SAML app pushes none`, async () => {
    rehearsal = await Rehearsal.start()
    await rehearsal.connectedApp(kind, { actions: ['PUSH_NEW_USERS'] })
    await rehearsal.push(await rehearsal.group('Finance'), { targetGroupName: 'Finance' })
    assert.equal(rehearsal.stub.take().length, kind === 'saml' ? 0 : 3)
  })

  test(`${kind}: a group that refuses the change of its members is in error, not the person`, async () => {
    const { groupId, mapping, person } = await pushed()
    const write = kind === 'saml' ? 'PUT /Groups' : 'PATCH /Groups'
    rehearsal.stub.answer(write, { status: 400, body: { detail: 'too many' } })
    await rehearsal.join(groupId, person)
    assert.equal((await rehearsal.appUser(person)).syncState, 'SYNCHRONIZED')
    const { errorSummary } = await rehearsal.done('GET', rehearsal.mappings(mapping))
    assert.match(
      errorSummary,
      / UTC: Unable to update Group Push mapping target App group Finance: Error while updating user group membership for group Finance Bad Request\. Errors reported by remote server: too many$/,
    )
    const { title } = await rehearsal.task()
    assert.equal(title, 'Group push has errors')
  })

  test(`${kind}: a mapping that fails again has one open task, and none when it is pushed`, async () => {
    const { groupId, mapping, person } = await pushed()
    const write = kind === 'saml' ? 'PUT /Groups' : 'PATCH /Groups'
    rehearsal.stub.answer(write, { status: 400, body: { detail: 'first' } })
    await rehearsal.join(groupId, person)
    assert.match((await rehearsal.task()).message, /first$/)
    rehearsal.stub.answer(write, { status: 400, body: { detail: 'again' } })
    await rehearsal.act('push-now', { mappingId: mapping })
    const { id, message } = await rehearsal.task()
    assert.match(message, /again$/)
    rehearsal.stub.behave()
    await rehearsal.act('push-now', { mappingId: mapping })
    const open = (await rehearsal.tasks()).filter(
      (task: { status: string }) => task.status === 'OPEN',
    )
    assert.deepEqual(open, [])
    const retried = await rehearsal.call('POST', `/api/v1/scimulate/tasks/${id}/retry`, {})
    assert.equal(retried.status, 403)
  })

  test(`${kind}: an assignment whose group is refused provisions the person all the same`, async () => {
    const { groupId, mapping } = await pushed()
    const late = await rehearsal.person('late@okta.local')
    await rehearsal.join(groupId, late)
    rehearsal.stub.take()
    const write = kind === 'saml' ? 'PUT /Groups' : 'PATCH /Groups'
    rehearsal.stub.answer(write, { status: 400, body: { detail: 'too many' } })
    await rehearsal.assign(late)
    assert.equal((await rehearsal.appUser(late)).syncState, 'SYNCHRONIZED')
    assert.equal((await rehearsal.task()).title, 'Group push has errors')
    assert.equal((await rehearsal.done('GET', rehearsal.mappings(mapping))).status, 'ERROR')
  })

  test(`${kind}: a group that asks to wait is written later, and the person not once more`, async () => {
    const at = new Date('2026-11-25T10:00:00Z')
    rehearsal = await Rehearsal.provisioning(kind, { testControls: true, now: () => at })
    const groupId = await rehearsal.group('Finance')
    await rehearsal.push(groupId, { targetGroupName: 'Finance' })
    const late = await rehearsal.person('late@okta.local')
    await rehearsal.join(groupId, late)
    rehearsal.stub.take()
    const write = kind === 'saml' ? 'GET /Groups/' : 'PATCH /Groups'
    rehearsal.stub.answer(write, { status: 429, headers: { 'retry-after': '30' } }, 1)
    await rehearsal.assign(late)
    const before = rehearsal.stub.take().map((line) => line.split(/[ ?]/).slice(0, 2).join(' '))
    assert.deepEqual(before.slice(0, 2), ['GET /Users', 'POST /Users'])
    await rehearsal.done('POST', '/_scimulate/clock', { advance: 'PT30S' })
    assert.equal((await rehearsal.settled()).settled, true)
    const after = rehearsal.stub.take()
    assert.ok(after.length > 0)
    assert.ok(
      after.every((line) => line.includes(' /Groups/')),
      after.join('\n'),
    )
  })
}

test('with Rename app groups off a rename sends nothing and ends the push', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const options = `/api/v1/scimulate/apps/${rehearsal.appId}/options`
  await rehearsal.done('PUT', options, { renameGroups: false })
  const groupId = await rehearsal.group('Finance')
  const mapping = await rehearsal.push(groupId, { targetGroupName: 'Finance' })
  rehearsal.stub.take()
  await rehearsal.done('PUT', `/api/v1/groups/${groupId}`, { profile: { name: 'Money' } })
  await rehearsal.settled()
  assert.deepEqual(rehearsal.stub.take(), [])
  assert.equal((await rehearsal.done('GET', rehearsal.mappings(mapping))).status, 'INACTIVE')
  const filter = encodeURIComponent('eventType sw "application.provision.group_push.mapping.deact"')
  const told = await rehearsal.done('GET', `/api/v1/logs?filter=${filter}`)
  assert.deepEqual(
    told.map(({ eventType }: { eventType: string }) => eventType),
    ['application.provision.group_push.mapping.deactivated.source.group.renamed'],
  )
})

test('a group that cannot be read is told in Okta’s words', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const ada = await rehearsal.provisioned(A)
  const groupId = await rehearsal.group('Finance')
  const mapping = await rehearsal.push(groupId, { targetGroupName: 'Finance' })
  rehearsal.stub.answer('GET /Groups/', { status: 500, body: { detail: 'boom' } })
  await rehearsal.join(groupId, ada)
  const { errorSummary } = await rehearsal.done('GET', rehearsal.mappings(mapping))
  assert.match(
    errorSummary,
    /: Error while trying to get the group Finance with the externalId g-2 and id com\.saasure\.db\.dto\.platform\.entity\.AppGroup@[0-9a-f]{8}: Internal Server Error\. Errors reported by remote server: boom$/,
  )
})
