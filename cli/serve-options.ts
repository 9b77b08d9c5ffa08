/** The flags that `scimulate server` and `scimulate okta` share. */
export interface ServeOptions {
  readonly host: string
  readonly port: number
  readonly readyJson?: boolean
  readonly testControls?: boolean
  readonly data?: string
}
