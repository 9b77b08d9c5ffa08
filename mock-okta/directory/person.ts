export type PersonStatus = 'STAGED' | 'PROVISIONED' | 'ACTIVE' | 'SUSPENDED' | 'DEPROVISIONED'

/** A profile as Okta keeps it: login, email, firstName and lastName, and whatever else was set. */
export interface Profile {
  readonly login: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly [attribute: string]: unknown
}

/** A user of Okta's directory; called person here, since a user is what SCIM makes of one. */
export interface Person {
  readonly id: string
  status: PersonStatus
  profile: Profile
  /** Known only when Okta saw it in clear; never shown. */
  password?: string
  readonly created: string
  activated: string | undefined
  statusChanged: string | undefined
  lastUpdated: string
}

/** The name that Okta shows for a person. */
export function displayNameOf({ profile }: Person): string {
  const { displayName } = profile
  if (typeof displayName === 'string' && displayName !== '') return displayName
  return `${profile.firstName} ${profile.lastName}`
}

/** Whether a person may have apps: a staged or deactivated one has none provisioned. */
export function isLive({ status }: Person): boolean {
  return status !== 'STAGED' && status !== 'DEPROVISIONED'
}
