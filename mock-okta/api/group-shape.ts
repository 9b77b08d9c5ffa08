import type { Group } from '../directory/group.ts'

/** A group as Okta shows it. */
export function toGroup(group: Group, base: string): object {
  const { id, name, description, created, lastUpdated, lastMembershipUpdated } = group
  const self = `${base}/api/v1/groups/${id}`
  return {
    id,
    created,
    lastUpdated,
    lastMembershipUpdated,
    objectClass: ['okta:user_group'],
    type: group.source === undefined ? 'OKTA_GROUP' : 'APP_GROUP',
    profile: { name, description },
    _links: {
      self: { href: self },
      users: { href: `${self}/users` },
      apps: { href: `${self}/apps` },
    },
  }
}
