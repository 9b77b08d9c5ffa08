/** A group of Okta's directory. */
export interface Group {
  readonly id: string
  name: string
  description: string
  readonly created: string
  lastUpdated: string
  lastMembershipUpdated: string
  readonly members: Set<string>
  /** Of an APP_GROUP: the app that it was imported from, and its id there. */
  readonly source?: { readonly appId: string; readonly externalId: string }
}
