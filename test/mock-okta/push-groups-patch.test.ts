import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { A, a, B, b, group, patch, rename, replaceAll } from './group-fixtures.ts'
import { lookUpGroup, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

async function pushed(...logins: string[]) {
  rehearsal = await Rehearsal.provisioning('header-auth')
  const people: string[] = []
  for (const login of logins) people.push(await rehearsal.provisioned(login))
  const groupId = await rehearsal.group('Finance', people)
  const mapping = await rehearsal.push(groupId, { targetGroupName: 'Finance' })
  return { people, groupId, mapping }
}

test('header-auth: a new group: look-up, POST, then all members by PATCH', async () => {
  await pushed(A, B)
  assert.deepEqual(rehearsal.stub.take(), [
    lookUpGroup('Finance'),
    `POST /Groups ${group('Finance', a, b)}`,
    patch('g-3', replaceAll(a, b)),
  ])
})

test('header-auth: joining adds, leaving removes, and the name goes along', async () => {
  const { groupId } = await pushed(A)
  const later = await rehearsal.provisioned(B)
  await rehearsal.join(groupId, later)
  assert.deepEqual(rehearsal.stub.take(), [
    patch('g-2', `{"op":"add","path":"members","value":[${b.replace('u-2', 'u-3')}]}`),
    patch('g-2', rename('g-2', 'Finance')),
  ])
  await rehearsal.leave(groupId, later)
  assert.deepEqual(rehearsal.stub.take(), [
    patch('g-2', '{"op":"remove","path":"members[value eq \\"u-3\\"]"}'),
    patch('g-2', rename('g-2', 'Finance')),
  ])
})

test('header-auth: who left and who joined meanwhile are one PATCH, a remove for each and one add', async () => {
  const at = new Date('2026-11-25T10:00:00Z')
  rehearsal = await Rehearsal.provisioning('header-auth', { testControls: true, now: () => at })
  const people: string[] = []
  for (const login of [A, B, 'c@okta.local', 'd@okta.local']) {
    people.push(await rehearsal.provisioned(login))
  }
  const [one = '', two = '', three = '', four = ''] = people
  const groupId = await rehearsal.group('Finance', [one, two])
  await rehearsal.push(groupId, { targetGroupName: 'Finance' })
  // While the app waits, what happens to the group gathers.
  rehearsal.stub.answer('GET /Users?filter', { status: 429, headers: { 'retry-after': '60' } }, 1)
  await rehearsal.assign(await rehearsal.person('late@okta.local'))
  for (const id of [one, two]) await rehearsal.leave(groupId, id)
  for (const id of [three, four]) await rehearsal.join(groupId, id)
  rehearsal.stub.take()
  await rehearsal.done('POST', '/_scimulate/clock', { advance: 'PT1M' })
  await rehearsal.settled()
  const added = [
    '{"value":"u-3","display":"c@okta.local"}',
    '{"value":"u-4","display":"d@okta.local"}',
  ]
  assert.deepEqual(rehearsal.stub.take().slice(2), [
    patch(
      'g-5',
      '{"op":"remove","path":"members[value eq \\"u-1\\"]"}',
      '{"op":"remove","path":"members[value eq \\"u-2\\"]"}',
      `{"op":"add","path":"members","value":[${added.join(',')}]}`,
    ),
    patch('g-5', rename('g-5', 'Finance')),
  ])
})

test('header-auth: Push now replaces all, an empty group too', async () => {
  const { mapping, groupId, people } = await pushed(A)
  rehearsal.stub.take()
  await rehearsal.act('push-now', { mappingId: mapping })
  assert.deepEqual(rehearsal.stub.take(), [patch('g-2', replaceAll(a))])
  await rehearsal.leave(groupId, people[0] ?? '')
  rehearsal.stub.take()
  await rehearsal.act('push-now', { mappingId: mapping })
  assert.deepEqual(rehearsal.stub.take(), [patch('g-2', replaceAll())])
})

test('header-auth: a rename is a PATCH without a path, the id inside its value', async () => {
  const { groupId } = await pushed(A)
  rehearsal.stub.take()
  await rehearsal.done('PUT', `/api/v1/groups/${groupId}`, { profile: { name: 'Money' } })
  await rehearsal.settled()
  assert.deepEqual(rehearsal.stub.take(), [patch('g-2', rename('g-2', 'Money'))])
})
