import { newId } from '../context.ts'
import { badRequest, type ProductError } from '../http/product-error.ts'
import { fold } from '../scim/fold.ts'
import type { Store } from '../store/store.ts'
import type { MemberRow } from '../store/tables.ts'
import type { MemberData, RetiredEmail } from './member.ts'

/** The retired addresses of a member that moves to another one: the old one too, unless it is unlinked. */
export function retiredBy(
  data: MemberData,
  email: string,
  unlinked = false,
): readonly RetiredEmail[] {
  const { email_address, retired_email_addresses: before } = data
  if (fold(email) === fold(email_address)) return before
  // An address that comes back is in use again.
  const kept = before.filter((one) => fold(one.email_address) !== fold(email))
  if (email_address === '' || unlinked) return kept
  return [...kept, { email_id: newId('email'), email_address }]
}

/**
 * Makes sure that a member's new address is not retired of another one, once the member's row is written: who
 * retires it at the same moment has done so by then. Throws what `refused` gives.
 */
export async function claimEmail(
  store: Store,
  { organization_id, member_id, email_key }: MemberRow,
  refused: () => Error,
): Promise<void> {
  if (email_key === null) return
  const owner = await store.retiredEmails.ownerOf(organization_id, email_key)
  if (owner === undefined) return
  if (owner !== member_id) throw refused()
  await store.retiredEmails.remove(organization_id, email_key)
}

/** The refusal of the product's API. */
export function retiredElsewhere(): ProductError {
  return badRequest(
    'retired_member_email',
    'The e-mail address is a retired one of another member.',
  )
}
