/** One SCIM request that an app sent, and its answer; the Authorization header is never kept. */
export interface ScimExchange {
  readonly id: number
  readonly appId: string
  readonly operation: string
  readonly at: string
  readonly ms: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | null
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
  readonly error?: string
}
