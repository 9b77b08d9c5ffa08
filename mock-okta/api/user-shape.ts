import type { Person } from '../directory/person.ts'

/** A person as Okta shows a user; a password is told of, never shown. */
export function toUser(person: Person, base: string): object {
  const { id, status, created, activated: at, statusChanged, lastUpdated, profile } = person
  const self = `${base}/api/v1/users/${id}`
  const step = (name: string) => ({ href: `${self}/lifecycle/${name}`, method: 'POST' })
  const offered: Readonly<Record<Person['status'], readonly string[]>> = {
    STAGED: ['activate'],
    PROVISIONED: ['reactivate', 'deactivate'],
    ACTIVE: ['suspend', 'deactivate'],
    SUSPENDED: ['unsuspend', 'deactivate'],
    DEPROVISIONED: ['activate'],
  }
  return {
    id,
    status,
    created,
    activated: at ?? null,
    statusChanged: statusChanged ?? null,
    lastLogin: null,
    lastUpdated,
    passwordChanged: null,
    type: { id: 'oty00000000000000000' },
    profile,
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    _links: {
      self: { href: self },
      ...Object.fromEntries(offered[status].map((name) => [name, step(name)])),
    },
  }
}
