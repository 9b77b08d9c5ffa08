import { newId, type Scope, seconds } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest, memberNotFound, ProductError } from '../http/product-error.ts'
import { findOrganization } from '../organizations/organization.ts'
import { fold } from '../scim/fold.ts'
import type { Store } from '../store/store.ts'
import type { MemberRow } from '../store/tables.ts'
import { told } from './manage.ts'
import { memberDataOf, memberText, NO_PASSWORD } from './member.ts'
import { minutesIn, openSession } from './sessions.ts'

/** The member with a password of this hash; as it is when there is none. */
export async function withPassword(
  store: Store,
  member: MemberRow,
  hash: string | undefined,
): Promise<MemberRow> {
  if (hash === undefined) return member
  const { member_id, organization_id } = member
  const data = memberDataOf(member)
  const id = data.member_password_id || newId('member-password')
  await store.passwords.put({ member_id, organization_id, password_id: id, hash })
  if (data.member_password_id !== '') return member
  const next = { ...data, member_password_id: id }
  const row: MemberRow = { ...member, data_json: memberText(next) }
  await store.members.update(row)
  return row
}

/** Gives a member that is there a password of this hash; nothing happens when there is none. */
export async function setPassword(
  store: Store,
  memberId: string,
  hash: string | undefined,
): Promise<void> {
  const member = hash === undefined ? undefined : await store.members.lock(memberId)
  if (member !== undefined) await withPassword(store, member, hash)
}

/** members.deletePassword: by the password's own id. */
export async function deletePassword(
  scope: Scope,
  reference: string,
  passwordId: string,
): Promise<MemberRow> {
  return scope.store.transaction(async (store) => {
    const { organization_id } = await findOrganization({ ...scope, store }, reference)
    const kept = await store.passwords.find(organization_id, passwordId)
    const before = kept && (await store.members.lock(kept.member_id))
    if (before === undefined || before.status === 'deleted') throw memberNotFound()
    const data = { ...memberDataOf(before), ...NO_PASSWORD, updated_at: seconds(scope.now()) }
    const row: MemberRow = { ...before, data_json: memberText(data) }
    await store.passwords.remove(row.member_id)
    await store.members.update(row)
    await told(scope, store, row, 'UPDATE')
    return row
  })
}

/** passwords.authenticate: a session for whoever knows the member's password. */
export async function authenticatePassword(scope: Scope, fields: Fields): Promise<object> {
  const { organization_id } = await findOrganization(scope, fields.text('organization_id') ?? '')
  const [email, password] = [fields.text('email_address'), fields.text('password')]
  if (email === undefined) throw badRequest('invalid_email', 'email_address is required.')
  if (password === undefined) throw badRequest('invalid_argument', 'password is required.')
  const minutes = minutesIn(fields)
  const member = await scope.store.members.byEmail(organization_id, fold(email))
  const kept = member && (await scope.store.passwords.of(member.member_id))
  const matches = await scope.passwords.matches(password, kept?.hash)
  // One answer for all: whoever guesses learns neither who is here nor who has a password.
  if (!matches || member?.status !== 'active') {
    throw new ProductError(401, 'unauthorized_credentials', 'Unauthorized credentials.')
  }
  return {
    ...(await openSession(scope, member, minutes)),
    member_id: member.member_id,
    organization_id,
    intermediate_session_token: '',
    member_authenticated: true,
  }
}
