import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startMockOkta } from 'scimulate'
import { startServerUnderTest } from '../server-under-test.cjs'

let server
let okta

before(async () => {
  server = await startServerUnderTest()
  okta = await startMockOkta({ seed: 1 })
})

after(async () => {
  await okta.close()
  await server.close()
})

test('whoever is assigned in Okta is created, and deactivated when unassigned', async () => {
  const app = await okta.createApp({ kind: 'saml', scim: server.scim })
  const ada = await okta.createUser({ firstName: 'Ada', lastName: 'Lovelace' })
  await app.assign(ada)
  await okta.settled()
  app.assertProvisioned(ada)
  app.assertSent({ method: 'POST', path: '/Users', status: 201, body: { userName: ada.login } })

  await app.unassign(ada)
  await okta.settled()
  app.assertSent({ method: 'PUT', path: '/Users/', body: { active: false } })
  okta.assertNoTasks()
})

test('a response that is lost leaves a task behind', async () => {
  const app = await okta.createApp({ kind: 'saml', scim: server.scim })
  const grace = await okta.createUser()
  okta.faults.add({ kind: 'lose-response', method: 'POST', appId: app.id })
  await app.assign(grace)
  await okta.settled()
  assert.match(app.tasks()[0].message, /Read timed out/)
})
