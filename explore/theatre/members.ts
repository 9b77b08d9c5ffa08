import { Breach } from '../model/breach.ts'
import { isObject, type Json, objectOf } from '../model/json.ts'
import { fold, type HeldUser, isActive, type State } from '../model/state.ts'
import type { Product } from './product.ts'

const EVERY_STATUS = {
  filter_name: 'statuses',
  filter_value: ['active', 'deleted', 'invited', 'pending'],
}

/** What the product's own API says of its members, held against the users that Okta made. */
export class Members {
  readonly #product: Product
  readonly #organizationId: string
  /** The member of each user, which stays the same while the user is there. */
  readonly #memberOf = new Map<string, string>()

  constructor(product: Product, organizationId: string) {
    this.#product = product
    this.#organizationId = organizationId
  }

  /** Throws a `Breach` unless one of the states is what the members say. */
  async look(states: readonly State[]): Promise<void> {
    const { members } = await this.#product.post('/v1/b2b/organizations/members/search', {
      organization_ids: [this.#organizationId],
      query: { operator: 'AND', operands: [EVERY_STATUS] },
    })
    const byUser = new Map((Array.isArray(members) ? members.filter(isObject) : []).map(userOf))
    const wrong = states.map((state) => this.#firstWrong(state, byUser))
    if (!wrong.includes(undefined)) throw wrong[0] ?? new Error('there is no state')
  }

  #firstWrong({ users }: State, byUser: ReadonlyMap<string, Json>): Breach | undefined {
    for (const [id, user] of users) {
      const member = byUser.get(id)
      const breach = wrongWith(id, user, member) ?? this.#another(id, member)
      if (breach !== undefined) return breach
    }
    return undefined
  }

  #another(id: string, member: Json | undefined): Breach | undefined {
    const before = this.#memberOf.get(id)
    const now = String(member?.member_id)
    this.#memberOf.set(id, before ?? now)
    if (before === undefined || before === now) return undefined
    return breachOf(id, 'another member', 'STYTCH-4.2-04', `a user has another member than before`)
  }
}

/** A member by the user that it is registered with. */
function userOf(member: Json): [string, Json] {
  const { scim_attributes } = objectOf(member.scim_registration)
  return [String(objectOf(scim_attributes).id), member]
}

function wrongWith(id: string, user: HeldUser, member: Json | undefined): Breach | undefined {
  const { userName } = user
  if (member === undefined) {
    return breachOf(id, 'no member', 'STYTCH-4.2-01', `${userName} has no member`)
  }
  const status = isActive(user) ? 'active' : 'deleted'
  if (member.status !== status) {
    const requirement = isActive(user) ? 'STYTCH-4.2-04' : 'STYTCH-4.2-03'
    const told = `the member of ${userName} is ${String(member.status)} in place of ${status}`
    return breachOf(id, `member is not ${status}`, requirement, told)
  }
  if (fold(String(member.email_address)) === fold(userName)) return undefined
  const told = `the member of ${userName} has the address ${String(member.email_address)}`
  return breachOf(id, 'address of the member', 'STYTCH-5-03', told)
}

function breachOf(id: string, what: string, requirement: string, says: string): Breach {
  return new Breach(says, { rule: `member: ${what}`, requirement, about: { type: 'Users', id } })
}
