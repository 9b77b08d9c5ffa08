import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const LOGIN = 'test.user@okta.local'
const NEW = { credentials: { password: { value: 'New-Horse-2' } } }

async function synced(kind: 'saml' | 'header-auth', password: object) {
  rehearsal = await Rehearsal.provisioning(kind)
  await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/features/USER_PROVISIONING`, {
    update: { password },
  })
  const id = await rehearsal.person(LOGIN)
  rehearsal.stub.take()
  await rehearsal.assign(id)
  const [, post = ''] = rehearsal.stub.take()
  return { id, created: /"password":"([^"]*)"/.exec(post)?.[1] ?? '' }
}

async function changed(id: string): Promise<string[]> {
  await rehearsal.done('POST', `/api/v1/users/${id}`, NEW)
  await rehearsal.settled()
  return rehearsal.stub.take()
}

test('header-auth: a synced password is a PATCH without a path, and stands in the create', async () => {
  const { id, created } = await synced('header-auth', { status: 'ENABLED', seed: 'OKTA' })
  assert.equal(created, 'Correct-Horse-1')
  assert.deepEqual(await changed(id), [
    'PATCH /Users/u-1 {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"password":"New-Horse-2"}}]}',
  ])
})

test('saml: a synced password is inside the PUT of what was fetched', async () => {
  const { id } = await synced('saml', { status: 'ENABLED', seed: 'OKTA' })
  const [get, put = ''] = await changed(id)
  assert.equal(get, 'GET /Users/u-1')
  assert.match(
    put,
    /^PUT \/Users\/u-1 .*"groups":\[\],"active":true,"id":"u-1",.*,"password":"New-Horse-2"}$/,
  )
})

for (const kind of ['saml', 'header-auth'] as const) {
  for (const password of [{ status: 'DISABLED' }, { status: 'ENABLED', seed: 'RANDOM' }]) {
    test(`${kind}: ${JSON.stringify(password)}: eight random characters, and no change is sent`, async () => {
      const { id, created } = await synced(kind, password)
      assert.match(created, /^[A-Za-z0-9]{8}$/)
      assert.deepEqual(await changed(id), [])
    })
  }

  test(`${kind}: a random password is renewed with the Okta password when the app is set so`, async () => {
    const random = { status: 'ENABLED', seed: 'RANDOM', change: 'CHANGE' }
    const { id, created } = await synced(kind, random)
    const sent = (await changed(id)).at(-1) ?? ''
    const renewed = /"password":"([^"]*)"/.exec(sent)?.[1] ?? ''
    assert.match(renewed, /^[A-Za-z0-9]{8}$/)
    assert.notEqual(renewed, created)
  })

  test(`${kind}: a refused password is a task, and the password is in none of what is shown`, async () => {
    const { id } = await synced(kind, { status: 'ENABLED', seed: 'OKTA' })
    rehearsal.stub.answer(kind === 'saml' ? 'PUT' : 'PATCH', {
      status: 400,
      body: { detail: 'too weak' },
    })
    await changed(id)
    const task = await rehearsal.task()
    assert.match(task.message, /failed: Bad Request\. Errors reported by remote server: too weak$/)
    const shown = JSON.stringify(await rehearsal.done('GET', `/api/v1/users/${id}`))
    assert.doesNotMatch(shown, /Horse/)
    rehearsal.stub.behave()
    await rehearsal.done('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
    await rehearsal.settled()
    assert.match(rehearsal.stub.take().at(-1) ?? '', /New-Horse-2/)
  })
}
