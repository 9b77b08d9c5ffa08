import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { A, a, B, b, group } from './group-fixtures.ts'
import { ALL_ACTIONS, lookUp, lookUpGroup, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

async function pushed(...logins: string[]) {
  rehearsal = await Rehearsal.provisioning('saml')
  const people: string[] = []
  for (const login of logins) people.push(await rehearsal.provisioned(login))
  const groupId = await rehearsal.group('Finance', people)
  const mapping = await rehearsal.push(groupId, { targetGroupName: 'Finance' })
  return { people, groupId, mapping, id: `g-${logins.length + 1}` }
}

test('saml: a new group: look-up by name, POST, GET, PUT with the same', async () => {
  await pushed(A, B)
  assert.deepEqual(rehearsal.stub.take(), [
    lookUpGroup('Finance'),
    `POST /Groups ${group('Finance', a, b)}`,
    'GET /Groups/g-3',
    `PUT /Groups/g-3 ${group('Finance', a, b)}`,
  ])
})

test('saml: an empty group has an empty list of members', async () => {
  await pushed()
  assert.equal(rehearsal.stub.take()[1], `POST /Groups ${group('Finance')}`)
})

test('saml: with Import Groups the cached groups take the place of the look-up', async () => {
  rehearsal = await Rehearsal.start()
  const actions = [...ALL_ACTIONS, 'IMPORT_GROUPS']
  rehearsal.stub.hold('Groups', { id: 'there', displayName: 'Known' })
  await rehearsal.connectedApp('saml', { actions })
  await rehearsal.push(await rehearsal.group('Finance'), { targetGroupName: 'Finance' })
  assert.deepEqual(rehearsal.stub.take(), [
    `POST /Groups ${group('Finance')}`,
    'GET /Groups/g-1',
    `PUT /Groups/g-1 ${group('Finance')}`,
  ])
  await rehearsal.push(await rehearsal.group('Known'), { targetGroupName: 'Known' })
  assert.deepEqual(rehearsal.stub.take(), [
    'GET /Groups/there',
    `PUT /Groups/there ${group('Known')}`,
  ])
})

test('saml: who has not got the app is not sent and not created', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const stranger = await rehearsal.person('stranger@okta.local')
  await rehearsal.push(await rehearsal.group('Finance', [stranger]), {
    targetGroupName: 'Finance',
  })
  assert.equal(rehearsal.stub.take()[1], `POST /Groups ${group('Finance')}`)
})

test('saml: a group that is found by name is linked: no POST', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  rehearsal.stub.hold('Groups', { id: 'there', displayName: 'Finance', members: [] })
  await rehearsal.push(await rehearsal.group('Finance'), { targetGroupName: 'Finance' })
  assert.deepEqual(rehearsal.stub.take(), [
    lookUpGroup('Finance'),
    'GET /Groups/there',
    `PUT /Groups/there ${group('Finance')}`,
  ])
})

test('saml: joining and leaving write twice; for a leaver the first still has the old list', async () => {
  const { groupId } = await pushed(A)
  const later = await rehearsal.provisioned(B)
  await rehearsal.join(groupId, later)
  const reads = ['GET /Groups/g-2', 'GET /Groups/g-2']
  const [b3, both] = [b.replace('u-2', 'u-3'), (x: string) => group('Finance', a, x)]
  assert.deepEqual(rehearsal.stub.take(), [
    ...reads,
    `PUT /Groups/g-2 ${both(b3)}`,
    `PUT /Groups/g-2 ${both(b3)}`,
  ])
  await rehearsal.leave(groupId, later)
  assert.deepEqual(rehearsal.stub.take(), [
    ...reads,
    `PUT /Groups/g-2 ${both(b3)}`,
    `PUT /Groups/g-2 ${group('Finance', a)}`,
  ])
})

test('saml: an assignment of a member sends the user, then the group once', async () => {
  const { groupId } = await pushed(A)
  const later = await rehearsal.person(B)
  await rehearsal.join(groupId, later)
  rehearsal.stub.take()
  await rehearsal.assign(later)
  const [look, post, ...rest] = rehearsal.stub.take()
  assert.equal(look, lookUp(B))
  assert.match(post ?? '', /^POST \/Users /)
  assert.deepEqual(rest, [
    'GET /Groups/g-2',
    `PUT /Groups/g-2 ${group('Finance', a, b.replace('u-2', 'u-3'))}`,
  ])
})

test('saml: unassigning a member sends no group; Push now then drops them, twice written', async () => {
  const { people, mapping } = await pushed(A, B)
  rehearsal.stub.take()
  await rehearsal.unassign(people[1] ?? '')
  assert.deepEqual(
    rehearsal.stub.take().map((line) => line.slice(0, 14)),
    ['GET /Users/u-2', 'PUT /Users/u-2'],
  )
  await rehearsal.act('push-now', { mappingId: mapping })
  assert.deepEqual(rehearsal.stub.take(), [
    'GET /Groups/g-3',
    'GET /Groups/g-3',
    `PUT /Groups/g-3 ${group('Finance', a)}`,
    `PUT /Groups/g-3 ${group('Finance', a)}`,
  ])
})

test('saml: a rename is a GET and a PUT', async () => {
  const { groupId } = await pushed(A)
  rehearsal.stub.take()
  await rehearsal.done('PUT', `/api/v1/groups/${groupId}`, { profile: { name: 'Money' } })
  await rehearsal.settled()
  assert.deepEqual(rehearsal.stub.take(), [
    'GET /Groups/g-2',
    `PUT /Groups/g-2 ${group('Money', a)}`,
  ])
})

test('saml: the cached groups know what Okta made and deleted itself, and are read anew on request', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.connectedApp('saml', { actions: [...ALL_ACTIONS, 'IMPORT_GROUPS'] })
  const heads = () => rehearsal.stub.take().map((line) => line.split(' ', 2).join(' '))
  const pushThenUnlink = async (name: string, deleteTarget: boolean) => {
    const mapping = await rehearsal.push(await rehearsal.group(name), {
      targetGroupName: 'Finance',
    })
    const sent = heads()
    await rehearsal.done('PATCH', rehearsal.mappings(mapping), { status: 'INACTIVE' })
    const query = `?deleteTargetGroup=${deleteTarget}`
    await rehearsal.done('DELETE', rehearsal.mappings(mapping) + query)
    await rehearsal.settled()
    heads()
    return sent
  }
  assert.equal((await pushThenUnlink('One', false))[0], 'POST /Groups')
  assert.deepEqual(await pushThenUnlink('Two', true), ['GET /Groups/g-1', 'PUT /Groups/g-1'])
  assert.equal((await pushThenUnlink('Three', true))[0], 'POST /Groups')
  rehearsal.stub.hold('Groups', { id: 'new', displayName: 'Finance' })
  assert.deepEqual(await rehearsal.act('refresh-app-groups'), { groups: 1 })
  assert.deepEqual(heads(), ['GET /Groups?startIndex=1&count=100'])
  assert.deepEqual(await pushThenUnlink('Four', false), ['GET /Groups/new', 'PUT /Groups/new'])
})

test('saml: who is linked is sent nothing, and is a member of a pushed group', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const people = [await rehearsal.person(A), await rehearsal.person(B)]
  const [userId] = people
  await rehearsal.act('links', { links: [{ userId, externalId: 'u-1' }] })
  assert.deepEqual(rehearsal.stub.take(), [])
  await rehearsal.push(await rehearsal.group('Finance', people), { targetGroupName: 'Finance' })
  assert.equal(rehearsal.stub.take()[1], `POST /Groups ${group('Finance', a)}`)
  const { status } = await rehearsal.call(
    'POST',
    `/api/v1/scimulate/apps/${rehearsal.appId}/links`,
    { links: [{ userId }] },
  )
  assert.equal(status, 400)
})
