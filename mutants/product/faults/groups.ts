import { amend, instead, items, on, query, tellBody, without } from '../../alter.ts'
import type { Json } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import {
  CONNECTION,
  connections,
  from,
  GROUP,
  members,
  rolesKept,
  scimAttributes,
  taken,
} from '../alter.ts'

const LIST = on('GET', CONNECTION)
const ASSIGN = on('PUT', CONNECTION)
const ASSIGNMENTS = 'scim_group_implicit_role_assignments'
const IN_A_GROUP = 'STYTCH-3.2-07 STYTCH-3.2-08 STYTCH-4.2-10 STYTCH-2.2-10'
const FROM_A_GROUP = 'scim_connection_group'

const ofGroup = ({ sources }: Json) => items(sources).some(({ type }) => type === FROM_A_GROUP)

/** Groups, and the roles that come and go with them. */
export const PRODUCT_GROUP_FAULTS = [
  mutant('groups are listed without their names', 'STYTCH-2.2-06 STYTCH-1.4-05', () =>
    tellBody(LIST, (body) => ({
      ...body,
      scim_groups: items(body.scim_groups).map((one) => without(one, 'group_name')),
    })),
  ),
  mutant("a get below a connection's id is the connection", 'STYTCH-2.2-06 STYTCH-1.4-05', () =>
    instead(LIST, ({ path, call }) => call('GET', path.replace(/\/connection\/.*/, '/connection'))),
  ),
  mutant('the next page of groups is the first', 'STYTCH-2.2-07', () =>
    query(LIST, (one) => one.delete('cursor')),
  ),
  mutant('all groups are one page', 'STYTCH-2.2-07', () =>
    query(LIST, (one) => one.delete('limit')),
  ),
  mutant('who is in a group has no role of it', IN_A_GROUP, () =>
    members((member) => ({ ...member, roles: items(member.roles).filter((one) => !ofGroup(one)) })),
  ),
  mutant('a role of a group says that it was given by hand', IN_A_GROUP, () =>
    members((member) => ({
      ...member,
      roles: items(member.roles).map((one) =>
        ofGroup(one) ? { ...one, sources: [{ type: 'direct_assignment', details: {} }] } : one,
      ),
    })),
  ),
  mutant('SCIM attributes list no groups', IN_A_GROUP, () =>
    scimAttributes((one) => ({ ...one, groups: [] })),
  ),
  mutant("an assignment is told without its group's name", IN_A_GROUP, () =>
    connections((one) => ({
      ...one,
      [ASSIGNMENTS]: items(one[ASSIGNMENTS]).map((given) => without(given, 'group_name')),
    })),
  ),
  mutant('who left a group keeps its role', 'STYTCH-4.2-12', () =>
    rolesKept(on('PUT PATCH', GROUP)),
  ),
  mutant('SCIM attributes list groups that were left', 'STYTCH-4.2-12', () => {
    const known = new Map<unknown, unknown>()
    return scimAttributes((one) => {
      const groups = items(one.groups).length > 0 ? one.groups : (known.get(one.id) ?? [])
      known.set(one.id, groups)
      return { ...one, groups }
    })
  }),
  mutant('a deleted group leaves its role to its members', 'STYTCH-4.2-13', () =>
    rolesKept(on('DELETE', GROUP)),
  ),
  mutant('a deleted group deletes its members', 'STYTCH-4.2-13', () =>
    from(
      on('DELETE', GROUP),
      members((member) => ({ ...member, status: 'deleted' })),
    ),
  ),
  mutant('assignments are added to those before', 'STYTCH-2.2-09', () => {
    const given = new Map<string, Json[]>()
    return amend(ASSIGN, (passing) => {
      if (!Array.isArray(passing.body?.[ASSIGNMENTS])) return
      const all = [...(given.get(passing.path) ?? []), ...items(passing.body[ASSIGNMENTS])]
      given.set(passing.path, all)
      passing.body[ASSIGNMENTS] = all
    })
  }),
  mutant('an assignment to no group is taken', 'STYTCH-2.2-11', () =>
    taken(ASSIGN, /^scim_group_role_assignment_/, { connection: {} }),
  ),
]
