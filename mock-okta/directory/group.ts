/** A group of Okta's directory. */
export interface Group {
  readonly id: string
  name: string
  description: string
  readonly created: string
  lastUpdated: string
  lastMembershipUpdated: string
  readonly members: Set<string>
}
