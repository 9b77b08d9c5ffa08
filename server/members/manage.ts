import { newId, type Scope, seconds } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest, memberNotFound } from '../http/product-error.ts'
import { findOrganization } from '../organizations/organization.ts'
import { fold } from '../scim/fold.ts'
import { type Store, Taken } from '../store/store.ts'
import type { MemberRow } from '../store/tables.ts'
import { emit } from '../webhooks/emit.ts'
import {
  type MemberData,
  memberDataOf,
  memberText,
  NO_PASSWORD,
  newMemberData,
  toMember,
} from './member.ts'
import { claimEmail, retiredBy, retiredElsewhere } from './retired-emails.ts'

const E_MAIL = /^[^\s@]+@[^\s@]+$/
const EXTERNAL_ID = /^[A-Za-z0-9._|-]{1,128}$/

/** members.create */
export function createMember(scope: Scope, reference: string, fields: Fields): Promise<MemberRow> {
  const email = emailIn(fields)
  if (email === undefined) throw badRequest('invalid_email', 'email_address is required.')
  return scope.store.transaction(async (store) => {
    const { organization_id } = await findOrganization({ ...scope, store }, reference)
    const fresh = newMemberData(
      { name: fields.text('name') ?? '', email_address: email },
      seconds(scope.now()),
    )
    const row: MemberRow = {
      member_id: newId('member'),
      organization_id,
      email_key: fold(email),
      external_id: externalIdIn(fields) ?? null,
      status: fields.flag('create_member_as_pending') ? 'pending' : 'active',
      data_json: memberText({ ...fresh, ...changesIn(fields) }),
    }
    await keep(store.members.insert(row))
    await claimEmail(store, row, retiredElsewhere)
    await told(scope, store, row, 'CREATE')
    return row
  })
}

/** members.update: what is not given stays; a new e-mail address retires the old one. */
export function updateMember(
  scope: Scope,
  reference: string,
  memberId: string,
  fields: Fields,
): Promise<MemberRow> {
  return scope.store.transaction(async (store) => {
    const before = await lockedMember({ ...scope, store }, reference, memberId)
    const data = memberDataOf(before)
    const email = emailIn(fields) ?? data.email_address
    const moved = fold(email) !== fold(data.email_address)
    const unlinked = fields.flag('unlink_email')
    const row: MemberRow = {
      ...before,
      email_key: email === '' ? null : fold(email),
      external_id: externalIdIn(fields) ?? before.external_id,
      data_json: memberText({
        ...data,
        ...changesIn(fields),
        email_address: email,
        email_address_verified: data.email_address_verified && !moved,
        ...(moved ? NO_PASSWORD : {}),
        retired_email_addresses: retiredBy(data, email, unlinked),
        updated_at: seconds(scope.now()),
      }),
    }
    await keep(store.members.update(row))
    if (moved) await moveFrom(store, before, row, unlinked)
    await told(scope, store, row, 'UPDATE')
    return row
  })
}

/** What hangs on the address that a member had: its password, and that nobody else may have it. */
async function moveFrom(
  store: Store,
  before: MemberRow,
  row: MemberRow,
  unlinked: boolean | undefined,
): Promise<void> {
  await store.passwords.remove(row.member_id)
  await claimEmail(store, row, retiredElsewhere)
  const { organization_id, email_key, member_id } = before
  if (email_key === null || unlinked === true) return
  await store.retiredEmails.add({ organization_id, email_key, member_id })
}

/** members.deleteExternalId */
export function deleteMemberExternalId(
  scope: Scope,
  reference: string,
  memberId: string,
): Promise<MemberRow> {
  return scope.store.transaction(async (store) => {
    const before = await lockedMember({ ...scope, store }, reference, memberId)
    const data = { ...memberDataOf(before), updated_at: seconds(scope.now()) }
    const row: MemberRow = { ...before, external_id: null, data_json: memberText(data) }
    await store.members.update(row)
    await told(scope, store, row, 'UPDATE')
    return row
  })
}

/** members.delete: the member stays, as deleted. */
export function deleteMember(scope: Scope, reference: string, memberId: string): Promise<string> {
  return scope.store.transaction(async (store) => {
    const before = await lockedMember({ ...scope, store }, reference, memberId)
    const changes = { explicit_roles: [], ...NO_PASSWORD, updated_at: seconds(scope.now()) }
    const data = { ...memberDataOf(before), ...changes }
    await store.members.update({ ...before, status: 'deleted', data_json: memberText(data) })
    await store.passwords.remove(before.member_id)
    await store.sessions.revokeOf(before.member_id)
    await emit(scope, store, {
      source: scope.source,
      objectType: 'member',
      action: 'DELETE',
      id: before.member_id,
      organizationId: before.organization_id,
    })
    return before.member_id
  })
}

/** members.reactivate: only by Stytch's own id, only a deleted member with a verified address. */
export function reactivateMember(
  scope: Scope,
  reference: string,
  memberId: string,
): Promise<MemberRow> {
  return scope.store.transaction(async (store) => {
    const { organization_id } = await findOrganization({ ...scope, store }, reference)
    const before = await store.members.lock(memberId)
    if (before?.organization_id !== organization_id || before.status !== 'deleted') {
      throw badRequest(
        'no_deleted_member_found_for_reactivation',
        'There is no deleted member of that id.',
      )
    }
    if (!memberDataOf(before).email_address_verified) {
      throw badRequest(
        'email_unverified_for_reactivation',
        'The e-mail address was never verified.',
      )
    }
    const row = { ...before, status: 'active' }
    await store.members.update(row)
    await told(scope, store, row, 'UPDATE')
    return row
  })
}

/** The member that a path names by id or external id; a deleted one is not found. */
export async function findMember(
  scope: Scope,
  reference: string,
  memberId: string,
): Promise<MemberRow> {
  const { store } = scope
  const { organization_id } = await findOrganization(scope, reference)
  const row =
    (await store.members.find(memberId)) ??
    (await store.members.byExternalId(organization_id, memberId))
  if (row === undefined || row.organization_id !== organization_id || row.status === 'deleted') {
    throw memberNotFound()
  }
  return row
}

/** The same, to be changed: as it is once nobody else is changing it. */
export async function lockedMember(
  scope: Scope,
  reference: string,
  memberId: string,
): Promise<MemberRow> {
  const { member_id } = await findMember(scope, reference, memberId)
  const row = await scope.store.members.lock(member_id)
  if (row === undefined || row.status === 'deleted') throw memberNotFound()
  return row
}

/** The member of that id in any organization of the project. */
export async function findAnywhere(
  { store, projectId }: Scope,
  memberId: string,
  withDeleted: boolean,
): Promise<MemberRow> {
  const row = await store.members.find(memberId)
  const organization = row && (await store.organizations.byId(row.organization_id))
  if (row === undefined || organization?.project_id !== projectId) throw memberNotFound()
  if (row.status === 'deleted' && !withDeleted) throw memberNotFound()
  return row
}

/** Tells of a member as it is now. */
export async function told(
  scope: Scope,
  store: Store,
  row: MemberRow,
  action: 'CREATE' | 'UPDATE',
): Promise<void> {
  await emit(scope, store, {
    source: scope.source,
    objectType: 'member',
    action,
    id: row.member_id,
    organizationId: row.organization_id,
    object: await toMember(store, row),
  })
}

async function keep(statement: Promise<void>): Promise<void> {
  try {
    await statement
  } catch (error) {
    if (!(error instanceof Taken)) throw error
    if (error.what.includes('external_id')) {
      throw badRequest('duplicate_member_external_id', 'Another member has that external id.')
    }
    throw badRequest('duplicate_member_email', 'Another member has that e-mail address.')
  }
}

function emailIn(fields: Fields): string | undefined {
  const email = fields.text('email_address')
  if (email !== undefined && !E_MAIL.test(email)) {
    throw badRequest('invalid_email', `${email} is not an e-mail address.`)
  }
  return email
}

function externalIdIn(fields: Fields): string | undefined {
  const id = fields.text('external_id')
  if (id !== undefined && !EXTERNAL_ID.test(id)) {
    throw badRequest('invalid_id', 'external_id has letters, digits, and . _ - | only.')
  }
  return id
}

/** The fields that are kept as they come, those given only. */
function changesIn(fields: Fields): Partial<MemberData> {
  const given = {
    name: fields.text('name'),
    is_breakglass: fields.flag('is_breakglass'),
    explicit_roles: fields.texts('roles'),
    trusted_metadata: fields.metadata('trusted_metadata'),
    untrusted_metadata: fields.metadata('untrusted_metadata'),
    mfa_enrolled: fields.flag('mfa_enrolled'),
    mfa_phone_number: fields.text('mfa_phone_number'),
    default_mfa_method: fields.text('default_mfa_method'),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
