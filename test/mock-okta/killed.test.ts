import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, test } from 'node:test'
import Database from 'libsql'
import { ScimStub } from './scim-stub.ts'

const ROOT = join(__dirname, '../..')
const TOKEN = 'a-token-that-is-kept-elsewhere'

interface Ready {
  readonly url: string
  readonly apiToken: string
}

let folder: string
let file: string
let stub: ScimStub
let children: ChildProcess[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mock-okta-'))
  file = join(folder, 'okta.db')
  stub = await ScimStub.start()
  stub.authorization = `Bearer ${TOKEN}`
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  await stub.close()
  rmSync(folder, { recursive: true })
})

async function started(): Promise<{ child: ChildProcess; okta: Ready }> {
  const args = ['--require', 'ts-node/register', 'cli/main.ts', 'okta', '--port', '0']
  const child = spawn(process.execPath, [...args, '--ready-json', '--data', file], { cwd: ROOT })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, okta: JSON.parse(line) as Ready }
  }
  throw new Error('the mock did not start')
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
async function done(okta: Ready, method: string, path: string, body?: object): Promise<any> {
  const answer = await fetch(okta.url + path, {
    method,
    headers: { authorization: `SSWS ${okta.apiToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

async function connectedApp(okta: Ready): Promise<string> {
  const { id } = await done(okta, 'POST', '/api/v1/apps', { label: 'P', signOnMode: 'SAML_2_0' })
  await done(okta, 'PUT', `/api/v1/scimulate/apps/${id}/connection`, {
    scimProvisioningEnabled: true,
    baseUrl: stub.baseUrl,
    uniqueIdentifier: 'userName',
    token: TOKEN,
    actions: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS'],
  })
  const on = { status: 'ENABLED' }
  await done(okta, 'PUT', `/api/v1/apps/${id}/features/USER_PROVISIONING`, {
    create: { lifecycleCreate: on },
    update: { profile: on, lifecycleDeactivate: on },
  })
  return id
}

test('killed in the middle of a push, the mock goes on with it when it is started again', async () => {
  const first = await started()
  const appId = await connectedApp(first.okta)
  const group = await done(first.okta, 'POST', '/api/v1/groups', { profile: { name: 'Staff' } })
  const asked = { count: 300, groupIds: [group.id] }
  const people = await done(first.okta, 'POST', '/api/v1/scimulate/people', asked)
  stub.take()
  await done(first.okta, 'PUT', `/api/v1/apps/${appId}/groups/${group.id}`, {})
  await done(first.okta, 'POST', `/api/v1/apps/${appId}/group-push/mappings`, {
    sourceGroupId: group.id,
    targetGroupName: 'Staff',
    status: 'ACTIVE',
  })
  while (stub.resources.size < 20) await new Promise((resolve) => setTimeout(resolve, 2))
  const ended = new Promise((resolve) => first.child.once('exit', resolve))
  first.child.kill('SIGKILL')
  await ended
  assert.ok(stub.resources.size < 300, 'it was killed too late to tell anything')
  const { okta } = await started()
  // The token of the first start is still one.
  const again = { ...okta, apiToken: first.okta.apiToken }
  const settled = await done(again, 'GET', '/api/v1/scimulate/settled?timeoutMs=30000')
  assert.equal(settled.settled, true)
  const held = [...stub.resources.values()]
  const names = held.filter(({ userName }) => userName !== undefined).map((one) => one.userName)
  const wanted = people.map((one: { profile: { login: string } }) => one.profile.login)
  assert.deepEqual([...names].sort(), [...wanted].sort())
  const staff = held.find(({ displayName }) => displayName === 'Staff')
  assert.equal([staff?.members].flat().length, 300)
  const users = await done(again, 'GET', `/api/v1/apps/${appId}/users?limit=500`)
  assert.ok(users.every((one: { externalId: string | null }) => one.externalId))
  assert.deepEqual(await done(again, 'GET', '/api/v1/scimulate/jobs'), [])
})

test('the data file is for its owner alone; tokens are hashed, credentials stand apart', async () => {
  const { child, okta } = await started()
  const appId = await connectedApp(okta)
  const other = await done(okta, 'POST', '/api/v1/apps', { label: 'H', signOnMode: 'SAML_2_0' })
  const held = { baseUrl: stub.baseUrl, profile: { authScheme: 'TOKEN', token: `${TOKEN}-held` } }
  await done(okta, 'POST', `/api/v1/apps/${other.id}/connections/default`, held)
  for (const name of readdirSync(folder)) {
    assert.equal(statSync(join(folder, name)).mode & 0o077, 0, `${name} is open to others`)
  }
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  const database = new Database(file)
  const rows = database.prepare('select kind, id, body from records').all() as {
    kind: string
    id: string
    body: string
  }[]
  database.close()
  const holding = rows.filter(({ body }) => body.includes(TOKEN)).map(({ kind, id }) => [kind, id])
  assert.deepEqual(holding.sort(), [
    ['held-secret', other.id],
    ['secret', appId],
  ])
  assert.ok(rows.some(({ kind, id }) => kind === 'token' && /^[0-9a-f]{64}$/.test(id)))
  assert.ok(!readFileSync(file).includes(okta.apiToken))
  const again = await started()
  const known = { ...again.okta, apiToken: okta.apiToken }
  const connection = await done(known, 'GET', `/api/v1/scimulate/apps/${appId}/connection`)
  assert.equal(connection.status, 'ENABLED')
  await done(known, 'POST', `/api/v1/apps/${other.id}/connections/default/lifecycle/activate`, {})
})
