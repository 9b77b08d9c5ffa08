import { on, part, without } from '../../alter.ts'
import type { Json } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import { USER } from '../alter.ts'
import {
  behindTheNext,
  EVENTS,
  events,
  otherId,
  type ProductAlteration,
  saying,
  signed,
  typeOf,
  type Webhook,
  webhooks,
} from '../webhook.ts'

const CREATED = /^scim\.member\.create$/
const UPDATED = /^scim\.member\.update$/
const DELETED = /^scim\.member\.delete$/
const GROUP_CREATED = /^scim\.scim_group\.create$/
const JOINED = /^scim\.scim_member_group\.create$/
const ENVELOPE = 'STYTCH-4.1-02 STYTCH-4.1-04 STYTCH-4.1-07 STYTCH-4.1-09'

const lost = (type: RegExp): ProductAlteration => webhooks(type, () => [])
const twice = (type: RegExp): ProductAlteration =>
  webhooks(type, (one) => [one, signed(one, { id: otherId() })])
const told = (type: RegExp, named: Json): ProductAlteration =>
  events(type, (event) => ({ ...event, ...named }))
const withMember = (type: RegExp, change: (member: Json) => Json): ProductAlteration =>
  events(type, (event) =>
    event.member === undefined ? event : { ...event, member: change(part(event.member)) },
  )

/** After every write to a user there is an event, also where nothing has changed. */
function toldAnyway(): ProductAlteration {
  let written = false
  let known: Webhook | undefined
  return {
    ask: (passing) => {
      written ||= on('PATCH', USER)(passing)
      return undefined
    },
    send: (one) => {
      if (EVENTS.test(typeOf(one))) {
        known = one
        written = false
        return [one]
      }
      const due = written && known?.to === one.to ? known : undefined
      written = false
      if (due === undefined) return [one]
      const again = saying(due, (event) => ({ ...event, action: 'UPDATE' }))
      return [signed(again, { id: otherId() }), one]
    },
  }
}

/** A write that was refused has the event that went before it sent once more. */
function refusalTold(): ProductAlteration {
  let refused = false
  let known: Webhook | undefined
  return {
    tell: (_passing, answer) => {
      refused ||= answer.status === 409
      return answer
    },
    send: (one) => {
      if (EVENTS.test(typeOf(one))) known = one
      const due = refused && known !== one && known?.to === one.to ? [known] : []
      refused &&= due.length === 0
      return [...due, one]
    },
  }
}

/** An event shows the group as it was told of first. */
function asItWas(): ProductAlteration {
  const first = new Map<unknown, Json>()
  return events(/\.scim_group\.(create|update)$/, (event) => {
    const known = first.get(event.id) ?? event
    first.set(event.id, known)
    return known.scim_group === undefined ? event : { ...event, scim_group: known.scim_group }
  })
}

/** Events that are lost, doubled, late, called otherwise, or say what is not so. */
export const EVENT_FAULTS = [
  mutant('a change of a member is not told', 'STYTCH-4.2-02 STYTCH-4.2-04', () => lost(UPDATED)),
  mutant('a change of a member is told twice', 'STYTCH-4.2-02 STYTCH-4.2-04', () => twice(UPDATED)),
  mutant('a write that changes nothing is told', 'STYTCH-4.2-02', toldAnyway),
  mutant('a deactivation is not told', 'STYTCH-4.2-03 STYTCH-5-05', () => lost(DELETED)),
  mutant('a deactivation is told as an update', 'STYTCH-4.2-03 STYTCH-5-05', () =>
    told(DELETED, { action: 'UPDATE' }),
  ),
  mutant('what changed with a deactivation is told after it', 'STYTCH-4.2-03', () =>
    behindTheNext(UPDATED),
  ),
  mutant('a reactivation is told as a create', 'STYTCH-4.2-04 STYTCH-5-01 STYTCH-5-06', () =>
    told(UPDATED, { action: 'CREATE' }),
  ),
  mutant('a refused write is told', 'STYTCH-5-02', refusalTold),
  mutant('a pushed group is not told', 'STYTCH-4.2-05 STYTCH-4.2-A01', () => lost(GROUP_CREATED)),
  mutant('a pushed group has the name of another generation', 'STYTCH-4.2-05 STYTCH-4.2-A01', () =>
    told(GROUP_CREATED, { object_type: 'directory_group' }),
  ),
  mutant('who is in a pushed group is not told', 'STYTCH-4.2-05', () => lost(JOINED)),
  mutant('who is in a group is told before the group', 'STYTCH-4.2-05', () =>
    behindTheNext(GROUP_CREATED),
  ),
  mutant('a group inside a group is told as a member', 'STYTCH-4.2-05', () =>
    events(JOINED, (event) => {
      const { member_group_id, ...rest } = part(event.scim_member_group)
      return member_group_id === undefined
        ? event
        : { ...event, scim_member_group: { ...rest, member_id: member_group_id } }
    }),
  ),
  mutant('a renamed group is not told', 'STYTCH-4.2-11', () => lost(/\.scim_group\.update$/)),
  mutant('a renamed group is told by its name from before', 'STYTCH-4.2-11', asItWas),
  mutant('who left a group is not told', 'STYTCH-4.2-12', () =>
    lost(/\.scim_member_group\.delete$/),
  ),
  mutant('an exit from a group is told as an update of the member', 'STYTCH-4.2-12', () =>
    told(/\.scim_member_group\.delete$/, { object_type: 'member', action: 'UPDATE' }),
  ),
  mutant('a deleted group is not told', 'STYTCH-4.2-13', () => lost(/\.scim_group\.delete$/)),
  mutant('an event does not say what it is about', ENVELOPE, () =>
    events(CREATED, (event) => without(event, 'id')),
  ),
  mutant('an event is of no project', ENVELOPE, () =>
    events(CREATED, (event) => without(event, 'project_id')),
  ),
  mutant('the time of an event is in milliseconds', ENVELOPE, () =>
    events(CREATED, (event) => ({
      ...event,
      timestamp: String(event.timestamp).replace(/000Z$/, 'Z'),
    })),
  ),
  mutant('an event names the member and no more', ENVELOPE, () =>
    withMember(CREATED, ({ member_id }) => ({ member_id })),
  ),
  mutant('an event shows the member from before', ENVELOPE, () =>
    withMember(CREATED, (member) => ({ ...member, status: 'pending' })),
  ),
  mutant('the member of an event has no registration', ENVELOPE, () =>
    withMember(CREATED, (member) => without(member, 'scim_registration')),
  ),
  mutant('an event is of another organization', `${ENVELOPE} STYTCH-4.1-10`, () =>
    events(EVENTS, (event) => ({
      ...event,
      details: { ...part(event.details), organization_id: 'organization-test-another' },
    })),
  ),
  mutant('the event of a deletion names no organization', 'STYTCH-4.1-10', () =>
    events(DELETED, (event) => without(event, 'details')),
  ),
  mutant('the event of a deletion shows the member', 'STYTCH-4.1-05', () =>
    events(DELETED, (event) => ({ ...event, member: { member_id: event.id, status: 'deleted' } })),
  ),
  mutant('what the API caused is told as SCIM', 'STYTCH-4.1-03 STYTCH-4.1-08', () =>
    told(/^direct\./, { source: 'SCIM' }),
  ),
  mutant('what was done in the dashboard is told as the API', 'STYTCH-4.1-03 STYTCH-4.1-08', () =>
    told(/^dashboard\./, { source: 'DIRECT' }),
  ),
  mutant('what SCIM caused is told as the API', ENVELOPE, () =>
    told(/^scim\./, { source: 'DIRECT' }),
  ),
  mutant('all events have one id', 'STYTCH-4.1-06', () =>
    told(EVENTS, { event_id: 'webhook-event-test-00000000-0000-4000-8000-000000000000' }),
  ),
]
