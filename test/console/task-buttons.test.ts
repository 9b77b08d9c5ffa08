import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connectedApp, desksOf, person } from './desks.ts'
import { openConsoles } from './open-consoles.ts'
import { Visitor } from './visitor.ts'

let consoles: Awaited<ReturnType<typeof openConsoles>>
let desks: Awaited<ReturnType<typeof desksOf>>
let admin: Visitor
let app = ''

before(async () => {
  consoles = await openConsoles()
  desks = await desksOf(consoles)
  app = await connectedApp(desks, 'Payroll')
  admin = new Visitor(consoles.okta.url)
})
after(() => consoles.close())

/** What is done while the server cannot be reached. */
async function inAnOutage(act: () => Promise<unknown>): Promise<void> {
  await desks.asAdmin('POST', '/api/v1/scimulate/faults', { kind: 'unreachable', times: 100 })
  await act()
  await desks.asAdmin('GET', '/api/v1/scimulate/settled')
  await desks.asAdmin('DELETE', '/api/v1/scimulate/faults')
}

const unassign = (id: string) => desks.asAdmin('DELETE', `/api/v1/apps/${app}/users/${id}`)

async function open(): Promise<string[]> {
  await desks.asAdmin('GET', '/api/v1/scimulate/settled')
  const tasks: { kind: string; status: string }[] = await desks.asAdmin(
    'GET',
    `/api/v1/scimulate/tasks?appId=${app}`,
  )
  return tasks.filter(({ status }) => status === 'OPEN').map(({ kind }) => kind)
}

test('Tasks: all that can be tried again is, by one button', async () => {
  await inAnOutage(async () => {
    for (const name of ['Ada', 'Grace']) await person(desks, name, {}, app)
  })
  assert.deepEqual(await open(), ['assignment', 'assignment'])
  assert.match(await admin.page('/admin/tasks'), /Retry all \(2\)/)
  const { text } = await admin.send(`/admin/apps/${app}/tasks/retry`, {}, '/admin/tasks')
  assert.match(text, /The jobs are tried again\./)
  assert.deepEqual(await open(), [])
  assert.equal((await desks.asClient('GET', '/Users')).totalResults, 2)
})

test('Tasks: what was done by hand is marked complete by one button, and no more is created by another', async () => {
  const [joan, mary, radia] = [
    await person(desks, 'Joan', {}, app),
    await person(desks, 'Mary', {}, app),
    await person(desks, 'Radia', {}, app),
  ]
  await inAnOutage(() => Promise.all([unassign(joan), unassign(mary)]))
  assert.deepEqual(await open(), ['deprovisioning', 'deprovisioning'])
  assert.match(await admin.page('/admin/tasks'), /Mark All Complete \(2\)/)
  assert.doesNotMatch(await admin.page('/admin/tasks'), /Retry all \(/)
  await admin.send(`/admin/apps/${app}/tasks/none`, {}, '/admin/tasks')
  await admin.send(`/admin/apps/${app}/tasks/complete`, {}, '/admin/tasks')
  assert.deepEqual(await open(), [])
  await inAnOutage(() => unassign(radia))
  assert.deepEqual(await open(), [])
})

test('Push Groups: Retry All Groups is there when one failed, and pushes it again', async () => {
  const tab = `/admin/apps/${app}/push-groups`
  const push = async (name: string) => {
    const { id } = await desks.asAdmin('POST', '/api/v1/groups', { profile: { name } })
    const body = { sourceGroupId: id, targetGroupName: name, status: 'ACTIVE' }
    await desks.asAdmin('POST', `/api/v1/apps/${app}/group-push/mappings`, body)
  }
  await push('Crew')
  assert.doesNotMatch(await admin.page(tab), />Retry All Groups</)
  await inAnOutage(() => push('Staff'))
  assert.match(await admin.page(tab), />Retry All Groups</)
  const { text } = await admin.send(`/admin/apps/${app}/retry-all-groups`, {}, tab)
  assert.match(text, /The groups that failed are pushed again\./)
  assert.deepEqual(await open(), [])
  const { Resources } = await desks.asClient('GET', '/Groups')
  assert.deepEqual(
    Resources.map(({ displayName }: { displayName: string }) => displayName),
    ['Crew', 'Staff'],
  )
})
