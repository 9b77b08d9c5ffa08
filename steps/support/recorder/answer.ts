import type { Dispatcher } from 'undici'
import { NOBODY } from './wire.ts'

/** An answer that the target did not give. */
export interface Played {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A SCIM error with its detail. */
export function refusal(
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Played {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  const body = JSON.stringify({ schemas, status: String(status), detail })
  return { status, headers: { ...headers, 'content-type': 'application/scim+json' }, body }
}

/** Answers in the target's place; the target hears of nothing. */
export function answerInstead(
  handler: Dispatcher.DispatchHandler,
  { status, headers, body }: Played,
): boolean {
  setImmediate(() => {
    handler.onRequestStart?.(NOBODY, {})
    handler.onResponseStart?.(NOBODY, status, { ...headers }, '')
    handler.onResponseData?.(NOBODY, Buffer.from(body))
    handler.onResponseEnd?.(NOBODY, {})
  })
  return true
}
