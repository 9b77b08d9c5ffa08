import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { NewApp, ScimCredentials } from '../../mock-okta/client/new-app.ts'
import { type MockOkta, startMockOkta } from '../../mock-okta/client.ts'
import { ScimStub } from './scim-stub.ts'

type NewAppOf = { readonly kind: NewApp['kind']; readonly scim: ScimCredentials }

let stub: ScimStub
let okta: MockOkta
before(async () => {
  stub = await ScimStub.start()
  okta = await startMockOkta({ seed: 3 })
})
afterEach(() => {
  stub.resources.clear()
  okta.faults.clear()
})
after(async () => {
  await okta.close()
  await stub.close()
})

const KINDS: readonly [what: string, app: NewAppOf, authorization: string][] = [
  ['saml by token', { kind: 'saml', scim: { token: 's' } }, 'Bearer s'],
  ['saml by Basic', { kind: 'saml', scim: { username: 'u', password: 'p' } }, 'Basic dTpw'],
  ['header-auth', { kind: 'header-auth', scim: { token: 'Key s' } }, 'Key s'],
  ['bearer', { kind: 'bearer', scim: { token: 's' } }, 'Bearer s'],
  ['basic', { kind: 'basic', scim: { username: 'u', password: 'p' } }, 'Basic dTpw'],
]

for (const [what, { kind, scim }, authorization] of KINDS) {
  test(`createApp ${what}: it authenticates so, and deactivates in its way`, async () => {
    const made = await okta.createApp({ kind, scim: { baseUrl: stub.baseUrl, ...scim } })
    stub.authorization = authorization
    stub.take()
    const ada = await okta.createUser()
    await made.assign(ada)
    await okta.settled()
    await made.unassign(ada)
    await okta.settled()
    const methods = stub.take().map((line) => line.split(' ')[0])
    const end = kind === 'saml' ? ['GET', 'PUT'] : ['PATCH']
    assert.deepEqual(methods, ['GET', 'POST', ...end])
    stub.authorization = 'Bearer s3cret'
  })
}

test('createApp takes options, imports and another unique identifier', async () => {
  const scim = { baseUrl: stub.baseUrl, token: 's3cret' }
  const made = await okta.createApp({
    kind: 'saml',
    scim,
    imports: { groups: true },
    uniqueIdentifier: 'externalId',
    options: { createPassword: 'none', lookupSpaces: 'plus' },
  })
  stub.take()
  await made.assign(await okta.createUser({ login: 'ada@okta.local' }))
  await okta.settled()
  const [look, post] = stub.take()
  assert.match(look ?? '', /filter=externalId\+eq\+/)
  assert.doesNotMatch(post ?? '', /password/)
  const misspelt = { createPasword: 'none' } as object
  await assert.rejects(okta.createApp({ kind: 'saml', scim, options: misspelt }), {
    name: 'TypeError',
    message: /there is no createPasword; there are clearedAttributes/,
  })
  const basic = okta.createApp({ kind: 'basic', scim })
  await assert.rejects(basic, /an app of the kind basic takes username and password/)
})

test('fault: a delay holds a request back as long as was asked, and no other', async () => {
  const scim = { baseUrl: stub.baseUrl, token: 's3cret' }
  const payroll = await okta.createApp({ kind: 'saml', scim })
  const user = await okta.createUser()
  const fault = okta.faults.add({ kind: 'delay', method: 'POST', delayMs: 150 })
  await payroll.assign(user)
  // The look-up is not held back; the create waits, and has not reached the server.
  while (payroll.takeExchanges().length === 0) await new Promise((done) => setImmediate(done))
  assert.equal(fault.left, 0)
  assert.ok(![...stub.resources.values()].some(({ userName }) => userName === user.login))
  await assert.rejects(okta.settled(1), /Okta was not done after 1 ms/)
  await okta.settled()
  payroll.assertProvisioned(user)
})
