import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { type RunningMockOkta, startMockOkta } from '../../mock-okta/app.ts'
import { lookUp, Rehearsal } from './rehearsal.ts'

let folder: string
let dataFile: string
let rehearsal: Rehearsal
let again: RunningMockOkta | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mock-okta-'))
  dataFile = join(folder, 'okta.db')
})
afterEach(async () => {
  await again?.close()
  again = undefined
  await rehearsal.close()
  rmSync(folder, { recursive: true })
})

/** Stops the mock and starts it on the same file; the stub stays. */
async function restart(options: object = {}): Promise<void> {
  await rehearsal.okta.close()
  // On the port that it had: links name it.
  const port = Number(new URL(rehearsal.okta.url).port)
  again = await startMockOkta({ seed: 7, port, dataFile, ...options })
  Object.assign(rehearsal, { okta: again })
}

test('people, groups, apps, assignments, mappings and the log survive a restart', async () => {
  rehearsal = await Rehearsal.provisioning('saml', { dataFile })
  const id = await rehearsal.provisioned('a@okta.local')
  const group = await rehearsal.group('Finance', [id])
  const mapping = await rehearsal.push(group, { targetGroupName: 'Finance' })
  const paths = [
    `/api/v1/users/${id}`,
    `/api/v1/groups/${group}/users`,
    `/api/v1/apps/${rehearsal.appId}`,
    `/api/v1/apps/${rehearsal.appId}/users/${id}`,
    `/api/v1/apps/${rehearsal.appId}/features`,
    `/api/v1/scimulate/apps/${rehearsal.appId}/connection`,
    rehearsal.mappings(mapping),
  ]
  const read = () => Promise.all(paths.map((path) => rehearsal.done('GET', path)))
  const before = await read()
  const events = (await rehearsal.done('GET', '/api/v1/logs')).length
  rehearsal.stub.take()
  await restart()
  assert.deepEqual(await read(), before)
  assert.equal((await rehearsal.done('GET', '/api/v1/logs')).length, events)
  assert.deepEqual(rehearsal.stub.take(), [])
  await rehearsal.change(id, { lastName: 'Changed' })
  assert.deepEqual(
    rehearsal.stub.take().map((line) => line.split(' ', 2).join(' ')),
    ['GET /Users/u-1', 'PUT /Users/u-1'],
  )
  assert.notEqual(await rehearsal.person('b@okta.local'), id)
})

test('a failed job can be retried after a restart', async () => {
  rehearsal = await Rehearsal.provisioning('saml', { dataFile })
  rehearsal.stub.answer('POST /Users', { status: 500 })
  const id = await rehearsal.person('a@okta.local')
  await rehearsal.assign(id)
  const task = await rehearsal.task()
  await restart()
  rehearsal.stub.behave()
  rehearsal.stub.take()
  assert.deepEqual(await rehearsal.task(), task)
  await rehearsal.done('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
  await rehearsal.settled()
  assert.equal(rehearsal.stub.take()[0], lookUp('a@okta.local'))
  assert.equal((await rehearsal.appUser(id)).externalId, 'u-1')
})

test('jobs that wait, and those behind them, resume: none is lost', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth', { dataFile })
  const [one, two] = [
    await rehearsal.person('a@okta.local'),
    await rehearsal.person('b@okta.local'),
  ]
  const gone = await rehearsal.provisioned('c@okta.local')
  rehearsal.stub.answer('GET /Users', { status: 429 }, 1)
  for (const id of [one, two]) await rehearsal.assign(id)
  await rehearsal.unassign(gone)
  const jobs = await rehearsal.done('GET', '/api/v1/scimulate/jobs')
  assert.deepEqual(
    jobs.map(({ kind }: { kind: string }) => kind),
    ['provision', 'provision', 'deactivate'],
  )
  rehearsal.stub.take()
  await restart()
  await rehearsal.settled()
  const sent = rehearsal.stub.take().map((line) => line.split(' ', 1)[0])
  assert.deepEqual(sent, ['GET', 'POST', 'GET', 'POST', 'PATCH'])
  assert.deepEqual(await rehearsal.done('GET', '/api/v1/scimulate/jobs'), [])
})

test('without a file nothing is kept', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  await rehearsal.okta.close()
  again = await startMockOkta({ seed: 7 })
  Object.assign(rehearsal, { okta: again })
  assert.deepEqual(await rehearsal.done('GET', '/api/v1/apps'), [])
})

test('what was promised is in the file before the answer: a crash loses none of it', async () => {
  rehearsal = await Rehearsal.provisioning('saml', { dataFile, timeoutMs: 500 })
  rehearsal.stub.answer('GET /Users', { status: 0 })
  const id = await rehearsal.person('a@okta.local')
  await rehearsal.done('POST', `/api/v1/apps/${rehearsal.appId}/users`, { id, scope: 'USER' })
  const kept = Buffer.concat([readFileSync(dataFile), readFileSync(`${dataFile}-wal`)])
  assert.ok(kept.includes('"kind":"provision"'), 'the job is not in the file')
  rehearsal.stub.behave()
})
