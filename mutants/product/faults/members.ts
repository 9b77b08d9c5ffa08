import { amend, instead, items, on, part, query, tell, tellBody, without } from '../../alter.ts'
import type { Alteration, Passing } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import {
  from,
  MEMBER,
  MEMBER_SEARCH,
  MEMBERS,
  members,
  refusal,
  rolesKept,
  switches,
  taken,
} from '../alter.ts'

const CREATE = on('POST', MEMBERS)
const REACTIVATE = on('PUT', /\/reactivate$/)
const GET_DELETED = on('GET', /\/dangerously_get\//)
const SEARCH = on('POST', MEMBER_SEARCH)

/** The statuses that a search asks for; none where it asks for none. */
function statusesIn({ body }: Passing): readonly unknown[] {
  const operand = items(part(body?.query).operands).find((one) => one.filter_name === 'statuses')
  return (operand?.filter_value ?? []) as unknown[]
}

/** An address that a member of any organization has is nobody else's. */
function addressesOfAll(): Alteration {
  const owners = new Map<unknown, string>()
  return instead(CREATE, (passing) => {
    const { path, body } = passing
    const owner = owners.get(body?.email_address) ?? path
    owners.set(body?.email_address, owner)
    return owner === path ? undefined : refusal(400, 'duplicate_member_email')
  })
}

/** The product's own ways with members. */
export const MEMBER_FAULTS = [
  mutant('a created member comes without its organization', 'STYTCH-3.3-01', () =>
    tellBody(CREATE, (body) => without(body, 'organization')),
  ),
  mutant('what is empty of a member is left out', 'STYTCH-3.3-01', () =>
    members((member) =>
      Object.fromEntries(Object.entries(member).filter(([, value]) => value !== '')),
    ),
  ),
  mutant('a member has no role but what it is given', 'STYTCH-3.2-09', () =>
    members((member) => ({
      ...member,
      roles: items(member.roles).filter(({ role_id }) => role_id !== 'stytch_member'),
    })),
  ),
  mutant('a plus in an address is read as a blank', 'STYTCH-1.3-01', () =>
    query(on('GET', MEMBER), (one) =>
      one.set('email_address', String(one.get('email_address')).replace('+', ' ')),
    ),
  ),
  mutant('two members may have one address', 'STYTCH-3.2-03 STYTCH-3.3-02', () =>
    taken(CREATE, /^duplicate_member_email$/, { member: {} }),
  ),
  mutant(
    'an address is one member in all organizations',
    'STYTCH-3.2-03 STYTCH-3.3-02',
    addressesOfAll,
  ),
  mutant('a deleted member is found by a plain get', 'STYTCH-3.3-03', () =>
    tell(on('GET', MEMBER), (answer, { path, call }) => {
      const id = /member_id=([^&]+)/.exec(path)?.[1]
      if (answer.status !== 404 || id === undefined) return answer
      return call('GET', `/v1/b2b/organizations/members/dangerously_get/${id}?include_deleted=true`)
    }),
  ),
  mutant('a deletion of a member is final', 'STYTCH-3.3-06', () =>
    instead(REACTIVATE, refusal(404, 'member_not_found')),
  ),
  mutant('who is taken back is another member', 'STYTCH-3.3-06', () =>
    from(
      REACTIVATE,
      members((member) => ({ ...member, member_id: `${String(member.member_id)}0` })),
    ),
  ),
  mutant('a deleted member is not found even when it is asked for', 'STYTCH-3.3-04', () =>
    query(GET_DELETED, (one) => one.delete('include_deleted')),
  ),
  mutant('a search tells of the deleted, too', 'STYTCH-3.3-05', () =>
    amend(SEARCH, (passing) => {
      if (statusesIn(passing).length > 0 || passing.body === undefined) return
      const operands = [{ filter_name: 'statuses', filter_value: ['active', 'deleted'] }]
      passing.body.query = { operator: 'AND', operands }
    }),
  ),
  mutant('the deleted cannot be searched for', 'STYTCH-3.3-05', () =>
    tell(SEARCH, (answer, passing) =>
      statusesIn(passing).join() === 'deleted'
        ? { ...answer, body: { ...answer.body, members: [], results_metadata: { total: 0 } } }
        : answer,
    ),
  ),
  mutant('a changed address is forgotten', 'STYTCH-3.3-07', () =>
    members((member) => ({ ...member, retired_email_addresses: [] })),
  ),
  mutant('a changed address is as verified as the one before', 'STYTCH-3.3-07', () =>
    from(
      on('PUT', /\/members\/[^/]+$/),
      members((member) => ({ ...member, email_address_verified: true })),
    ),
  ),
  mutant('who is deactivated keeps its roles', 'STYTCH-4.2-08 STYTCH-4.2-09', () =>
    rolesKept(switches(false)),
  ),
  mutant('a role given by hand comes back with the member', 'STYTCH-4.2-08 STYTCH-4.2-09', () =>
    rolesKept(switches(true)),
  ),
]
