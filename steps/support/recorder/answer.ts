import type { Dispatcher } from 'undici'
import { NOBODY } from './wire.ts'

/** Answers in the target's place with a SCIM error; the target hears of nothing. */
export function answerInstead(
  handler: Dispatcher.DispatchHandler,
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>>,
): boolean {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  const body = JSON.stringify({ schemas, status: String(status), detail })
  const said = { ...headers, 'content-type': 'application/scim+json' }
  setImmediate(() => {
    handler.onRequestStart?.(NOBODY, {})
    handler.onResponseStart?.(NOBODY, status, said, '')
    handler.onResponseData?.(NOBODY, Buffer.from(body))
    handler.onResponseEnd?.(NOBODY, {})
  })
  return true
}
