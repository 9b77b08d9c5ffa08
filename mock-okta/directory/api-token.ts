/** An SSWS token as the console lists it; the token itself is shown once, when it is made. */
export interface ApiToken {
  readonly id: string
  readonly name: string
  readonly userId: string
  readonly created: string
  lastUpdated: string
}
