import assert from 'node:assert/strict'
import { after } from 'node:test'
import { closeAll, type Rehearsal, testOnProduct, user } from './product-rehearsal.ts'
import { onEachStore } from './stores.ts'

after(closeAll)

const ADA = 'ada@example.com'
const MOVED = 'countess@example.com'
const RETIRED = { status_code: 400, error_type: 'retired_member_email' }

onEachStore('retired e-mail addresses', (open) => {
  testOnProduct(
    open,
    'an address that a member had is nobody else’s until it is unlinked',
    isBlocked,
  )
  testOnProduct(
    open,
    'a member may have its old address back; then nothing is retired of it',
    comesBack,
  )
  testOnProduct(
    open,
    'an address that was unlinked with the change, or left by SCIM, is free',
    isFree,
  )
})

async function isBlocked(product: Rehearsal): Promise<void> {
  const { organization_id, scim } = await product.connected('blocked')
  const elsewhere = await product.connected('elsewhere')
  const { members } = product.stytch.organizations
  const made = await members.create({ organization_id, email_address: ADA })
  const ids = { organization_id, member_id: made.member_id }
  const moved = await members.update({ ...ids, email_address: MOVED })
  const [old] = moved.member.retired_email_addresses
  assert.equal(old?.email_address, ADA)
  await assert.rejects(members.create({ organization_id, email_address: ADA }), RETIRED)
  const grace = await members.create({ organization_id, email_address: 'grace@example.com' })
  const other = { organization_id, member_id: grace.member_id }
  await assert.rejects(members.update({ ...other, email_address: 'ADA@example.com' }), RETIRED)
  const pushed = await scim('POST', '/Users', user(ADA))
  assert.deepEqual([pushed.status, pushed.body.scimType], [409, 'uniqueness'])
  const mary = await scim('POST', '/Users', user('mary@example.com'))
  const renamed = await scim('PUT', `/Users/${mary.body.id}`, user(ADA))
  assert.deepEqual([renamed.status, renamed.body.scimType], [409, 'uniqueness'])
  await members.create({ organization_id: elsewhere.organization_id, email_address: ADA })
  await assert.rejects(members.unlinkRetiredEmail({ ...ids, email_address: 'x@example.com' }), {
    status_code: 404,
    error_type: 'email_not_found',
  })
  await assert.rejects(members.unlinkRetiredEmail(ids), { error_type: 'invalid_argument' })
  const { member } = await members.unlinkRetiredEmail({ ...ids, email_id: old?.email_id ?? '' })
  assert.deepEqual(member.retired_email_addresses, [])
  assert.equal((await scim('POST', '/Users', user(ADA))).status, 201)
}

async function comesBack(product: Rehearsal): Promise<void> {
  const { organization_id } = await product.connected('back')
  const { members } = product.stytch.organizations
  const made = await members.create({ organization_id, email_address: ADA })
  const ids = { organization_id, member_id: made.member_id }
  await members.update({ ...ids, email_address: MOVED })
  const back = await members.update({ ...ids, email_address: ADA })
  assert.deepEqual(
    back.member.retired_email_addresses.map((one) => one.email_address),
    [MOVED],
  )
  await assert.rejects(members.create({ organization_id, email_address: MOVED }), RETIRED)
  await members.update({ ...ids, email_address: 'third@example.com', unlink_email: true })
  // Ada's first address was in use again, and was unlinked as it was left.
  await members.create({ organization_id, email_address: ADA })
}

async function isFree(product: Rehearsal): Promise<void> {
  const { organization_id, scim } = await product.connected('free')
  const { members } = product.stytch.organizations
  const made = await members.create({ organization_id, email_address: ADA })
  const ids = { organization_id, member_id: made.member_id }
  await members.update({ ...ids, email_address: MOVED, unlink_email: true })
  await members.create({ organization_id, email_address: ADA })
  // Whoever is hired after a rename may get the name that is free again.
  const grace = await scim('POST', '/Users', user('grace@example.com'))
  await scim('PUT', `/Users/${grace.body.id}`, user('hopper@example.com'))
  assert.equal((await scim('POST', '/Users', user('grace@example.com'))).status, 201)
}
