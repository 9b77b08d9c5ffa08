import { amend, items, on, part, tell, tellBody, without } from '../../alter.ts'
import type { Alteration } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import {
  asToldFirst,
  from,
  MEMBER_SEARCH,
  members,
  registrations,
  renewed,
  scimAttributes,
  switches,
  USER,
  USERS,
} from '../alter.ts'

const DELETE_USER = on('DELETE', USER)
const CREATE_USER = on('POST', USERS)

function status(now: string): Alteration {
  return members((member) => ({ ...member, status: now }))
}

/** Looked up, nobody who is deleted is there any more. */
function gone(): Alteration {
  return tellBody(on('POST', MEMBER_SEARCH), (body) => ({
    ...body,
    members: items(body.members).filter((one) => one.status !== 'deleted'),
  }))
}

/** What SCIM does to a person arrives at the member in another way, late or not at all. */
export const PROVISIONING_FAULTS = [
  mutant('who is provisioned waits to be activated', 'STYTCH-4.2-01 STYTCH-5-03', () =>
    from(
      CREATE_USER,
      members((one) => ({ ...one, status: one.status === 'active' ? 'pending' : one.status })),
    ),
  ),
  mutant('a changed userName leaves the e-mail address', 'STYTCH-4.2-01 STYTCH-5-03', () =>
    asToldFirst('email_address'),
  ),
  mutant('a changed name leaves the member', 'STYTCH-4.2-02', () => asToldFirst('name')),
  mutant('what a patch changes leaves the registration', 'STYTCH-4.2-02', () =>
    asToldFirst('scim_registration'),
  ),
  mutant('a name that is not formatted is no name', 'STYTCH-5-04', () =>
    members((member) => ({ ...member, name: '' })),
  ),
  mutant('the registration is told without its attributes', 'STYTCH-3.2-01', () =>
    registrations((one) => without(one, 'scim_attributes')),
  ),
  mutant('the external id is lost', 'STYTCH-3.2-04', () =>
    registrations((one) => ({ ...one, external_id: '' })),
  ),
  mutant('SCIM attributes are in camel case', 'STYTCH-3.2-06', () =>
    scimAttributes((one) =>
      Object.fromEntries(
        Object.entries(one).map(([name, value]) => [
          name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
      ),
    ),
  ),
  mutant('the enterprise extension does not arrive', 'STYTCH-3.2-06', () =>
    scimAttributes((one) => without(one, 'enterprise_extension')),
  ),
  mutant("the externalId fills the developer's own id", 'STYTCH-3.2-05', () =>
    members((member) => ({
      ...member,
      external_id: part(member.scim_registration).external_id ?? member.external_id,
    })),
  ),
  mutant('who is deactivated stays active', 'STYTCH-3.2-02 STYTCH-4.2-03', () =>
    from(switches(false), status('active')),
  ),
  mutant('who is deactivated is suspended', 'STYTCH-3.2-02 STYTCH-4.2-03', () =>
    from(switches(false), status('suspended')),
  ),
  mutant('who is deactivated is gone for good', 'STYTCH-3.2-02 STYTCH-4.2-03', gone),
  mutant('who is deactivated has an active registration', 'STYTCH-4.2-03', () =>
    scimAttributes((one) => ({ ...one, active: true })),
  ),
  mutant('who is activated again stays deleted', 'STYTCH-4.2-04', () =>
    from(switches(true), status('deleted')),
  ),
  mutant('who is activated again is another member', 'STYTCH-4.2-04', () =>
    renewed(switches(true)),
  ),
  mutant('a refused create deletes the member', 'STYTCH-4.2-06', () => {
    const deleted = status('deleted')
    let refused = false
    return {
      tell: (passing, answer) => {
        refused ||= CREATE_USER(passing) && answer.status === 409
        return (refused ? deleted.tell?.(passing, answer) : answer) ?? answer
      },
    }
  }),
  mutant('a deleted user leaves an active member', 'STYTCH-5-05', () =>
    from(DELETE_USER, status('active')),
  ),
  mutant('a deleted user takes the member along', 'STYTCH-5-05', () => from(DELETE_USER, gone())),
  mutant('who comes back after a deletion is another member', 'STYTCH-5-06', () => {
    let left = false
    return renewed((passing) => {
      left ||= DELETE_USER(passing)
      return left && CREATE_USER(passing)
    })
  }),
  mutant('an invited member is not the one who is provisioned', 'STYTCH-5-01', () =>
    renewed(CREATE_USER),
  ),
  mutant('members are linked whatever the organization says', 'STYTCH-5-02', () =>
    amend(on('PUT', /^\/v1\/scimulate\/organizations\/[^/]+\/settings/), (passing) => {
      passing.body = { link_existing_members: true }
    }),
  ),
  mutant('a userName that is a word is the e-mail address', 'STYTCH-5-A01', () =>
    members((member) => {
      const attributes = part(part(member.scim_registration).scim_attributes)
      return { ...member, email_address: attributes.user_name ?? member.email_address }
    }),
  ),
  mutant('the e-mail address of a member is taken twice', 'STYTCH-4.2-06', () =>
    tell(CREATE_USER, (answer) =>
      answer.status === 409 ? { ...answer, status: 201, body: { id: 'again' } } : answer,
    ),
  ),
]
