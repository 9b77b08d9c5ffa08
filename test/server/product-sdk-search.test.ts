import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeAll, Rehearsal, user } from './product-rehearsal.ts'

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open()
})
after(closeAll)

/** Operands that are wrong on purpose are no type of the SDK's. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Operand = any

const members = () => product.stytch.organizations.members

test('members.create, get, update, search, delete, reactivate and dangerouslyGet', async () => {
  const { organization } = await product.stytch.organizations.create({
    organization_name: 'Life of a member',
    organization_slug: 'life',
    organization_external_id: 'customer-7',
  })
  const { organization_id } = organization
  const made = await members().create({
    organization_id: 'customer-7',
    email_address: 'Ada+1@example.com',
    name: 'Ada',
    external_id: 'u|1',
    trusted_metadata: { plan: 'gold' },
    roles: ['editor'],
  })
  assert.equal(made.organization.organization_id, organization_id)
  assert.equal(made.member.external_id, 'u|1')
  const { member } = await members().get({ organization_id, email_address: 'ada+1@example.com' })
  assert.deepEqual(member, made.member)
  assert.deepEqual((await members().get({ organization_id, member_id: 'u|1' })).member, member)
  const updated = await members().update({
    organization_id,
    member_id: 'u|1',
    name: 'Countess',
    is_breakglass: true,
    roles: ['stytch_admin'],
  })
  assert.equal(updated.member.is_admin, true)
  assert.equal(updated.member.name, 'Countess')
  assert.deepEqual(updated.member.trusted_metadata, { plan: 'gold' })
  await members().deleteExternalId({ organization_id, member_id: 'u|1' })
  await assert.rejects(members().get({ organization_id, member_id: 'u|1' }), {
    error_type: 'member_not_found',
  })
  await product.stytch.organizations.deleteExternalId({ organization_id: 'customer-7' })
  await assert.rejects(product.stytch.organizations.get({ organization_id: 'customer-7' }), {
    error_type: 'organization_not_found',
  })
  const { member_id } = member
  assert.equal((await members().delete({ organization_id, member_id })).member_id, member_id)
  await assert.rejects(members().dangerouslyGet({ member_id }), { error_type: 'member_not_found' })
  const gone = await members().dangerouslyGet({ member_id, include_deleted: true })
  assert.equal(gone.member.status, 'deleted')
  await assert.rejects(members().reactivate({ organization_id, member_id }), {
    error_type: 'email_unverified_for_reactivation',
  })
  await assert.rejects(members().reactivate({ organization_id, member_id: 'nobody' }), {
    error_type: 'no_deleted_member_found_for_reactivation',
  })
  const metrics = await product.stytch.organizations.metrics({ organization_id })
  assert.equal(metrics.member_count, 0)
})

test('what a member must not be is refused in the published words', async () => {
  const { organization_id } = await product.connected('refusals')
  const create = (more: object) =>
    members().create({ organization_id, email_address: 'x@example.com', ...more })
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, i]))
  for (const [more, error_type] of [
    [{ email_address: 'no address' }, 'invalid_email'],
    [{ external_id: 'a b' }, 'invalid_id'],
    [{ trusted_metadata: many }, 'metadata_too_many_keys'],
    [{ untrusted_metadata: { long: 'x'.repeat(5_000) } }, 'metadata_too_large'],
    [{ is_breakglass: 'yes' }, 'invalid_argument'],
  ] as const) {
    await assert.rejects(create(more), { error_type, status_code: 400 })
  }
  await create({ external_id: 'one' })
  await assert.rejects(create({ external_id: 'two' }), { error_type: 'duplicate_member_email' })
  await assert.rejects(create({ email_address: 'y@example.com', external_id: 'one' }), {
    error_type: 'duplicate_member_external_id',
  })
  await assert.rejects(members().get({ organization_id }), {
    error_type: 'invalid_member_get_fields',
  })
})

test('members.search by every operand that the SDK types, and its refusals', async () => {
  const { organization_id } = await product.connected('operands')
  const create = (email_address: string, more = {}) =>
    members().create({ organization_id, email_address, ...more })
  const ada = await create('ada@example.com', { mfa_phone_number: '+4412345', is_breakglass: true })
  await create('grace@example.com', { create_member_as_pending: true })
  const find = async (...operands: Operand[]) => {
    const { members: found, results_metadata } = await members().search({
      organization_ids: [organization_id],
      query: { operator: 'AND', operands },
    })
    assert.equal(results_metadata.total, found.length)
    return found.map(({ email_address }) => email_address).sort()
  }
  const [a, g] = ['ada@example.com', 'grace@example.com']
  for (const [filter_name, filter_value, expected] of [
    ['member_ids', [ada.member_id], [a]],
    ['member_emails', ['ADA@example.com'], [a]],
    ['member_email_fuzzy', 'GRA', [g]],
    ['member_is_breakglass', true, [a]],
    ['statuses', ['pending'], [g]],
    ['statuses', ['active', 'pending'], [a, g]],
    ['member_phone_numbers', ['+4412345'], [a]],
    ['member_phone_number_fuzzy', '123', [a]],
    ['member_password_exists', false, [a, g]],
    ['member_totp_exists', true, []],
  ] as const) {
    assert.deepEqual(await find({ filter_name, filter_value }), expected, filter_name)
  }
  for (const [filter_name, filter_value, error_type] of [
    ['colour', 'red', 'member_search_filter_name_not_recognized'],
    ['member_emails', 'ada', 'member_search_expected_array_of_strings'],
    ['member_is_breakglass', 'true', 'member_search_expected_boolean'],
    ['member_email_fuzzy', 7, 'member_search_expected_string'],
    ['member_email_fuzzy', 'ad', 'member_search_member_email_fuzzy_too_short'],
    ['statuses', ['gone'], 'search_invalid_status_filter'],
    ['statuses', null, 'member_search_missing_filter_value'],
    [undefined, 'x', 'member_search_missing_filter_name'],
  ] as const) {
    await assert.rejects(find({ filter_name, filter_value }), { error_type }, error_type)
  }
  await assert.rejects(members().search({ organization_ids: [] }), {
    error_type: 'member_search_organization_ids_empty',
  })
})

test('a search comes in pages, each member once, with the organizations they are of', async () => {
  const { organization_id } = await product.connected('pages')
  for (const i of [1, 2, 3, 4, 5]) {
    await members().create({ organization_id, email_address: `p${i}@example.com` })
  }
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await members().search({
      organization_ids: ['pages'],
      limit: 2,
      ...(cursor ? { cursor } : {}),
    })
    assert.equal(page.results_metadata.total, 5)
    assert.deepEqual(Object.keys(page.organizations), [organization_id])
    seen.push(...page.members.map(({ member_id }) => member_id))
    cursor = page.results_metadata.next_cursor ?? undefined
    if (cursor === undefined) break
  }
  assert.equal(seen.length, 5)
  assert.equal(new Set(seen).size, 5)
})

test('organizations.search by every operand that the SDK types', async () => {
  const { organization } = await product.stytch.organizations.create({
    organization_name: 'Findable Works',
    organization_slug: 'findable-works',
    email_allowed_domains: ['findable.example.com'],
    claimed_email_domains: ['claimed.example.com'],
  })
  const { organization_id } = organization
  await members().create({ organization_id, email_address: 'only@findable.example.com' })
  const find = async (...operands: Operand[]) => {
    const found = await product.stytch.organizations.search({
      query: { operator: 'AND', operands },
    })
    return found.organizations.map((one) => one.organization_id)
  }
  for (const [filter_name, filter_value] of [
    ['organization_ids', [organization_id]],
    ['organization_slugs', ['findable-works']],
    ['organization_name_fuzzy', 'ABLE WOR'],
    ['organization_slug_fuzzy', 'findable'],
    ['member_emails', ['ONLY@findable.example.com']],
    ['member_email_fuzzy', 'only@fin'],
    ['allowed_domains', ['findable.example.com']],
    ['allowed_domain_fuzzy', 'findable'],
    ['claimed_email_domains', ['claimed.example.com']],
  ] as const) {
    assert.deepEqual(await find({ filter_name, filter_value }), [organization_id], filter_name)
  }
  assert.deepEqual(await find({ filter_name: 'has_active_sso_connection', filter_value: true }), [])
  assert.deepEqual(await find({ filter_name: 'sso_connection_id', filter_value: 'x' }), [])
  await assert.rejects(find({ filter_name: 'has_active_sso_connection', filter_value: 'yes' }), {
    error_type: 'organization_search_expected_boolean',
  })
})

test('getGroups comes in pages by its cursor', async () => {
  const { organization_id, connection_id, scim } = await product.connected('groups')
  for (const displayName of ['A', 'B', 'C']) {
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
    assert.equal((await scim('POST', '/Groups', { schemas, displayName })).status, 201)
  }
  const names: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await product.stytch.scim.connection.getGroups({
      organization_id,
      connection_id,
      limit: 2,
      ...(cursor ? { cursor } : {}),
    })
    names.push(...page.scim_groups.map(({ group_name }) => group_name))
    cursor = page.next_cursor ?? undefined
    if (cursor === undefined) break
  }
  assert.deepEqual(names, ['A', 'B', 'C'])
})

test('deprovisioning ends every session; nobody else is signed out', async () => {
  const { organization_id, scim } = await product.connected('sessions')
  const tokenOf = async (email: string) => {
    const { body } = await scim('POST', '/Users', user(email))
    const { member } = await members().get({ organization_id, email_address: email })
    const started = await product.api('POST', '/v1/scimulate/member_sessions', {
      organization_id,
      member_id: member.member_id,
    })
    return { id: body.id, member, token: String(started.body.session_token) }
  }
  const [ada, grace, hedy] = [
    await tokenOf('ada@example.com'),
    await tokenOf('grace@example.com'),
    await tokenOf('hedy@example.com'),
  ]
  const who = async (session_token: string) => {
    const { member } = await product.stytch.sessions.authenticate({ session_token })
    return member.email_address
  }
  assert.equal(await who(ada.token), 'ada@example.com')
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  const off = { schemas, Operations: [{ op: 'replace', value: { active: false } }] }
  await scim('PATCH', `/Users/${ada.id}`, off)
  await scim('DELETE', `/Users/${grace.id}`)
  for (const { token } of [ada, grace]) {
    await assert.rejects(who(token), { error_type: 'session_not_found', status_code: 404 })
  }
  assert.equal(await who(hedy.token), 'hedy@example.com')
  const { member_id } = hedy.member
  const open = await product.stytch.sessions.get({ organization_id, member_id })
  assert.equal(open.member_sessions.length, 1)
  await product.stytch.sessions.revoke({ member_id })
  await assert.rejects(who(hedy.token), { error_type: 'session_not_found' })
})

test('what nothing is published about is a choice with a default', async () => {
  const other = await Rehearsal.open({
    choices: { noConnectionStatus: 400, rotateTwice: 'refuse', tokenYears: 1 },
  })
  const { organization_id, connection_id, connection } = await other.connected('choices')
  const ids = { organization_id, connection_id }
  const years = Date.parse(String(connection.bearer_token_expires_at)) - Date.now()
  assert.ok(years < 367 * 86_400_000, 'the token lasts longer than was chosen')
  await other.stytch.scim.connection.rotateStart(ids)
  await assert.rejects(other.stytch.scim.connection.rotateStart(ids), {
    error_type: 'scim_connection_already_rotating_token',
  })
  await other.stytch.scim.connection.rotateCancel(ids)
  assert.equal((await other.stytch.scim.connection.delete(ids)).connection_id, connection_id)
  await assert.rejects(other.stytch.scim.connection.get({ organization_id }), {
    error_type: 'no_active_scim_connection',
    status_code: 400,
  })
})

test('an expired token is refused', async () => {
  const other = await Rehearsal.open({ choices: { tokenYears: 1 } })
  const { scim } = await other.connected('expiry')
  assert.equal((await scim('GET', '/Users')).status, 200)
  await other.advance('P367D')
  assert.equal((await scim('GET', '/Users')).status, 401)
})
