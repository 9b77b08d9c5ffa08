import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { passwordsOf, prepared } from '../../server/members/password.ts'
import { closeAll, Rehearsal, testOnProduct, user } from './product-rehearsal.ts'
import { onEachStore } from './stores.ts'

after(closeAll)

const FIRST = 'Tulip-9-quartz'
const SECOND = 'Basalt-4-heron'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const REFUSED = { status_code: 401, error_type: 'unauthorized_credentials' }

onEachStore('passwords', (open) => {
  testOnProduct(open, 'the SDK signs in with the password that SCIM set last', signsIn)
  testOnProduct(open, 'who has no password, is elsewhere or is gone is told the same', isRefused)
  testOnProduct(open, 'a session of no such length is refused whatever the password is', isTooShort)
  testOnProduct(open, 'a new address by the API, or a deletion, ends the password', isEnded)
})

async function signsIn(product: Rehearsal): Promise<void> {
  const { organization_id, scim } = await product.connected('sign-in')
  const ada = await scim('POST', '/Users', user('ada@example.com', { password: FIRST }))
  const signIn = signInOf(product, organization_id, 'ada@example.com')
  const { member, session_token, member_authenticated } = await signIn(FIRST)
  assert.ok(member_authenticated)
  assert.match(member.member_password_id, /^member-password-test-/)
  const { member_session } = await product.stytch.sessions.authenticate({ session_token })
  assert.equal(member_session.member_id, member.member_id)
  const at = `/Users/${ada.body.id}`
  await scim('PATCH', at, {
    schemas: [PATCH_OP],
    Operations: [{ op: 'replace', value: { password: SECOND } }],
  })
  await assert.rejects(signIn(FIRST), REFUSED)
  await signIn(SECOND)
  await scim('PUT', at, user('ada@example.com', { title: 'Countess' }))
  const again = await signIn(SECOND)
  assert.equal(again.member.member_password_id, member.member_password_id)
}

/** A guess must not be told right from wrong by the error that comes after it. */
async function isTooShort(product: Rehearsal): Promise<void> {
  const { organization_id, scim } = await product.connected('too-short')
  await scim('POST', '/Users', user('ada@example.com', { password: FIRST }))
  for (const password of [FIRST, SECOND]) {
    await assert.rejects(
      product.stytch.passwords.authenticate({
        organization_id,
        email_address: 'ada@example.com',
        password,
        session_duration_minutes: 1,
      }),
      { status_code: 400, error_type: 'invalid_argument' },
    )
  }
}

async function isRefused(product: Rehearsal): Promise<void> {
  const { organization_id, scim } = await product.connected('refused')
  const there = await product.connected('elsewhere')
  await scim('POST', '/Users', user('ada@example.com', { password: FIRST }))
  const grace = await scim('POST', '/Users', user('grace@example.com', { password: FIRST }))
  await scim('POST', '/Users', user('mary@example.com', { password: '' }))
  await scim('DELETE', `/Users/${grace.body.id}`)
  await there.scim('POST', '/Users', user('ada@example.com', { password: SECOND }))
  for (const [email, password] of [
    ['ada@example.com', SECOND],
    ['ada@example.com', ''],
    ['grace@example.com', FIRST],
    ['mary@example.com', ''],
    ['nobody@example.com', FIRST],
  ] as const) {
    await assert.rejects(signInOf(product, organization_id, email)(password), REFUSED, email)
  }
  // Who comes back after a deletion has no password until a new one is set.
  await scim('POST', '/Users', user('grace@example.com'))
  await assert.rejects(signInOf(product, organization_id, 'grace@example.com')(FIRST), REFUSED)
}

async function isEnded(product: Rehearsal): Promise<void> {
  const { organization_id, scim } = await product.connected('ended')
  const { members } = product.stytch.organizations
  await scim('POST', '/Users', user('ada@example.com', { password: FIRST }))
  await scim('POST', '/Users', user('grace@example.com', { password: FIRST }))
  assert.equal(await withPassword(product, organization_id), 2)
  const found = await members.get({ organization_id, email_address: 'ada@example.com' })
  const { member_id, member_password_id } = found.member
  const taken = await members.deletePassword({
    organization_id,
    member_password_id,
  })
  assert.equal(taken.member.member_password_id, '')
  await assert.rejects(members.deletePassword({ organization_id, member_password_id }), {
    error_type: 'member_not_found',
  })
  await scim('POST', '/Users', user('mary@example.com'))
  const grace = await members.get({ organization_id, email_address: 'grace@example.com' })
  const moved = await members.update({
    organization_id,
    member_id: grace.member.member_id,
    email_address: 'hopper@example.com',
  })
  assert.equal(moved.member.member_password_id, '')
  assert.equal(await withPassword(product, organization_id), 0)
  await assert.rejects(signInOf(product, organization_id, 'hopper@example.com')(FIRST), REFUSED)
  assert.equal(found.member.member_id, member_id)
}

test('what cannot be a password is refused, and nothing is made', async () => {
  const product = await Rehearsal.open()
  const { scim } = await product.connected('invalid')
  for (const password of ['bell\u0007', 'a\u200bb', 'x'.repeat(1_025), '\ud800']) {
    const answer = await scim('POST', '/Users', user('ada@example.com', { password }))
    assert.equal(answer.status, 400, JSON.stringify(password))
    assert.equal(answer.body.scimType, 'invalidValue')
  }
  const list = await scim('GET', '/Users')
  assert.equal(list.body.totalResults, 0)
})

test('with a cost of 0 a password is forgotten, and discovery says so', async () => {
  for (const [passwordCost, supported] of [
    [0, false],
    [10, true],
  ] as const) {
    const product = await Rehearsal.open({ passwordCost })
    const { organization_id, scim } = await product.connected('forgotten')
    await scim('POST', '/Users', user('ada@example.com', { password: FIRST }))
    const { body } = await scim('GET', '/ServiceProviderConfig')
    assert.equal(body.changePassword.supported, supported)
    assert.equal(await withPassword(product, organization_id), supported ? 1 : 0)
    const signedIn = signInOf(product, organization_id, 'ada@example.com')(FIRST)
    if (supported) await signedIn
    else await assert.rejects(signedIn, REFUSED)
    await product.close()
  }
  for (const cost of [1, 9, 19, 12.5, Number.NaN]) {
    assert.throws(() => passwordsOf(cost), RangeError, String(cost))
  }
})

test('a hash is salted, tells its cost, and is read at another cost later', async () => {
  const [low, high] = [passwordsOf(10), passwordsOf(11)]
  const [one, two] = [
    await low.takeFrom({ password: FIRST }),
    await low.takeFrom({ password: FIRST }),
  ]
  assert.notEqual(one, two)
  assert.match(one ?? '', /^\$scrypt\$ln=10,r=8,p=1\$[\w+/=]+\$[\w+/=]+$/)
  assert.ok(!one?.includes(FIRST))
  assert.ok(await high.matches(FIRST, one))
  assert.ok(!(await high.matches(SECOND, one)))
  assert.ok(!(await high.matches(FIRST, undefined)))
})

test('passwords are compared as RFC 8265 prepares them', () => {
  assert.equal(prepared('Cafe\u0301\u00a0au lait'), 'Caf\u00e9 au lait')
  assert.equal(prepared('\u03c0\u00df\u00e5'), '\u03c0\u00df\u00e5')
  assert.equal(prepared('Correct Horse'), 'Correct Horse')
  assert.equal(prepared(''), undefined)
  assert.equal(prepared('tab\there'), undefined)
})

function signInOf(product: Rehearsal, organization_id: string, email_address: string) {
  return (password: string) =>
    product.stytch.passwords.authenticate({ organization_id, email_address, password })
}

/** How many members a search finds that have a password. */
async function withPassword(product: Rehearsal, organizationId: string): Promise<number> {
  const { members } = await product.stytch.organizations.members.search({
    organization_ids: [organizationId],
    query: {
      operator: 'AND',
      operands: [{ filter_name: 'member_password_exists', filter_value: true }],
    },
  })
  return members.length
}
