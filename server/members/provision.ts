import { type Context, newId, seconds } from '../context.ts'
import { uniqueness } from '../scim/error.ts'
import { fold } from '../scim/fold.ts'
import { type Json, same } from '../scim/resource.ts'
import { type Store, Taken } from '../store/store.ts'
import type { ConnectionRow, MemberRow } from '../store/tables.ts'
import { emit } from '../webhooks/emit.ts'
import { emailOf, nameOf } from './from-user.ts'
import {
  type MemberData,
  memberDataOf,
  memberText,
  NO_PASSWORD,
  newMemberData,
  type Origin,
  toMember,
} from './member.ts'
import { claimEmail, retiredBy } from './retired-emails.ts'

/** A member that provisioning has made or found, and what to tell of it once the user row is there. */
export interface Provisioned {
  readonly member: MemberRow
  readonly action: 'CREATE' | 'UPDATE'
  /** Whether it was in use, and is not any more: the user came deactivated. */
  readonly ended: boolean
}

/**
 * The member for a new user: one of its own; or the one that has that e-mail address already, where the
 * organization links members or the one there was deleted; otherwise 409.
 */
export async function memberFor(
  context: Context,
  store: Store,
  connection: ConnectionRow,
  user: Json,
): Promise<Provisioned> {
  const email = emailOf(user)
  const { organization_id } = connection
  const known = email === '' ? undefined : await store.members.byEmail(organization_id, fold(email))
  const there = known && (await store.members.lock(known.member_id))
  if (there === undefined) {
    const member = await insert(context, store, organization_id, user)
    return { member, action: 'CREATE', ended: false }
  }
  await requireFree(store, there, connection, email)
  const member = changed(context, there, user)
  await store.members.update(member)
  return { member, action: 'UPDATE', ended: isEnded(there, member) }
}

async function requireFree(
  store: Store,
  there: MemberRow,
  { organization_id }: ConnectionRow,
  email: string,
): Promise<void> {
  const registered = await store.users.ofMember(there.member_id)
  const organization = await store.organizations.byId(organization_id)
  const linked = there.status === 'deleted' || organization?.link_existing_members === 1
  if (registered !== undefined || !linked) {
    throw uniqueness(`a member with the e-mail address ${email} exists already`)
  }
}

async function insert(
  context: Context,
  store: Store,
  organizationId: string,
  user: Json,
): Promise<MemberRow> {
  const email = emailOf(user)
  const data = {
    ...newMemberData({ name: nameOf(user), email_address: email }, seconds(context.now())),
    email_address_verified: context.choices.provisionedEmailVerified,
  }
  const member: MemberRow = {
    member_id: newId('member'),
    organization_id: organizationId,
    email_key: email === '' ? null : fold(email),
    external_id: null,
    status: statusOf(user),
    data_json: memberText(data),
  }
  await store.members.insert(member)
  await claimEmail(store, member, () => retiredElsewhere(email))
  return member
}

/** Brings the member in line with its changed user and tells what happened. */
export async function updateMemberOf(
  context: Context,
  store: Store,
  origin: Origin,
  was: Json,
  user: Json,
): Promise<void> {
  const before = await store.members.lock(origin.user.member_id)
  if (before === undefined) return
  const member = changed(context, before, user)
  try {
    await store.members.update(member, before)
  } catch (error) {
    if (!(error instanceof Taken)) throw error
    throw uniqueness(`a member with the e-mail address ${emailOf(user)} exists already`)
  }
  if (member.email_key !== before.email_key) {
    await claimEmail(store, member, () => retiredElsewhere(emailOf(user)))
  }
  const deprovisioned = isEnded(before, member)
  // A delete carries no object: what else has changed is told before it.
  if (!deprovisioned || !same({ ...was, active: false }, { ...user, active: false })) {
    await tell(context, store, member, 'UPDATE', origin)
  }
  if (deprovisioned) await tellDeleted(context, store, member, 'kept')
}

/** The member of a user that SCIM deleted: no longer active, no longer registered. */
export async function deleteMemberOf(
  context: Context,
  store: Store,
  memberId: string,
): Promise<void> {
  const before = await store.members.lock(memberId)
  if (before === undefined) return
  const member = deleted(context, before)
  await store.members.update(member)
  await store.passwords.remove(memberId)
  if (before.status === 'deleted') await tell(context, store, member, 'UPDATE')
  else await tellDeleted(context, store, member, 'removed')
}

/** Tells of the member of a new user; one that the user came to end is told of as of any other. */
export async function tellProvisioned(
  context: Context,
  store: Store,
  { member, action, ended }: Provisioned,
  origin: Origin,
): Promise<void> {
  await tell(context, store, member, action, origin)
  if (ended) await tellDeleted(context, store, member, 'kept')
}

export async function tell(
  context: Context,
  store: Store,
  member: MemberRow,
  action: 'CREATE' | 'UPDATE',
  origin?: Origin,
): Promise<void> {
  await emit(context, store, {
    source: 'SCIM',
    objectType: 'member',
    action,
    id: member.member_id,
    organizationId: member.organization_id,
    object: await toMember(store, member, origin),
  })
}

/** Deprovisioned: signed in nowhere any more, and told, with what became of the SCIM registration. */
async function tellDeleted(
  context: Context,
  store: Store,
  member: MemberRow,
  registration: 'kept' | 'removed',
): Promise<void> {
  await store.sessions.revokeOf(member.member_id)
  await emit(context, store, {
    source: 'SCIM',
    objectType: 'member',
    action: 'DELETE',
    id: member.member_id,
    organizationId: member.organization_id,
    details: { scim_registration: registration },
  })
}

function retiredElsewhere(email: string): Error {
  return uniqueness(`${email} is a retired e-mail address of another member`)
}

function isEnded(before: MemberRow, after: MemberRow): boolean {
  return before.status !== 'deleted' && after.status === 'deleted'
}

function statusOf(user: Json): string {
  return user.active === false ? 'deleted' : 'active'
}

/** The member as its user now says; a member that is deactivated loses the roles given by hand. */
function changed(context: Context, before: MemberRow, user: Json): MemberRow {
  const data = memberDataOf(before)
  const email = emailOf(user)
  const status = statusOf(user)
  const next: MemberData = {
    ...data,
    name: nameOf(user) || data.name,
    email_address: email,
    email_address_verified: data.email_address_verified || context.choices.provisionedEmailVerified,
    explicit_roles: status === 'deleted' ? [] : data.explicit_roles,
    retired_email_addresses: retiredBy(data, email),
    updated_at: seconds(context.now()),
  }
  return {
    ...before,
    email_key: email === '' ? null : fold(email),
    status,
    data_json: memberText(next),
  }
}

function deleted(context: Context, before: MemberRow): MemberRow {
  const data = memberDataOf(before)
  return {
    ...before,
    status: 'deleted',
    data_json: memberText({
      ...data,
      explicit_roles: [],
      ...NO_PASSWORD,
      updated_at: seconds(context.now()),
    }),
  }
}
