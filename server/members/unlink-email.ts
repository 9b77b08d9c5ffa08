import { type Scope, seconds } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest, ProductError } from '../http/product-error.ts'
import { fold } from '../scim/fold.ts'
import type { MemberRow } from '../store/tables.ts'
import { lockedMember, told } from './manage.ts'
import { memberDataOf, memberText } from './member.ts'

/** members.unlinkRetiredEmail: by its id or by itself; another member may have it then. */
export function unlinkRetiredEmail(
  scope: Scope,
  reference: string,
  memberId: string,
  fields: Fields,
): Promise<MemberRow> {
  const [id, email] = [fields.text('email_id'), fields.text('email_address')]
  if (id === undefined && email === undefined) {
    throw badRequest('invalid_argument', 'Give email_id or email_address.')
  }
  return scope.store.transaction(async (store) => {
    const before = await lockedMember({ ...scope, store }, reference, memberId)
    const data = memberDataOf(before)
    const unlinked = data.retired_email_addresses.find(
      ({ email_id, email_address }) =>
        (id === undefined || id === email_id) &&
        (email === undefined || fold(email) === fold(email_address)),
    )
    if (unlinked === undefined) {
      throw new ProductError(404, 'email_not_found', 'The member has no such retired address.')
    }
    const rest = data.retired_email_addresses.filter((one) => one !== unlinked)
    const next = { ...data, retired_email_addresses: rest, updated_at: seconds(scope.now()) }
    const row: MemberRow = { ...before, data_json: memberText(next) }
    await store.members.update(row)
    const key = fold(unlinked.email_address)
    const owner = await store.retiredEmails.ownerOf(row.organization_id, key)
    if (owner === row.member_id) await store.retiredEmails.remove(row.organization_id, key)
    await told(scope, store, row, 'UPDATE')
    return row
  })
}
