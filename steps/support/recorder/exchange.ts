/**
 * Who spoke: the suite's own client, the mock Okta, the suite's clean-up, or the product that sends
 * webhooks. Of what `observers` says nobody here saw a request: the user's module told of it.
 */
export type Source = 'client' | 'mock-okta' | 'clean-up' | 'product' | 'observers'

/** Which conversation it belongs to: SCIM with the target, the product's API, Okta's management API, webhooks. */
export type Lane = 'scim' | 'product' | 'okta-admin' | 'webhook'

export interface RecordedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface RecordedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One request and what came of it, as it is written to exchanges.ndjson: secrets are already masked. */
export interface Exchange {
  readonly id: number
  readonly scenario: string | null
  readonly lane: Lane
  readonly source: Source
  readonly at: string
  readonly ms: number
  readonly request: RecordedRequest
  readonly response: RecordedResponse | null
  readonly error: string | null
  /** The answer held a credential, which is masked above. */
  readonly echoes?: boolean
  /** The answer was played in the target's place: it says nothing of the target. */
  readonly played?: boolean
}

/** A webhook as its receiver saw it: the one kind of traffic that does not pass the recorder by itself. */
export interface SeenWebhook {
  readonly source: Extract<Source, 'product' | 'observers'>
  readonly at: string
  readonly ms: number
  readonly request: RecordedRequest
  /** Nothing when the receiver gave no answer, or when nobody here saw one. */
  readonly response: RecordedResponse | null
}
