import { SCIM_TYPES } from '../schema.ts'
import { type Checks, each, type Fault } from './check.ts'
import type { Heard } from './heard.ts'
import { shown } from './json.ts'
import { namesIn, type Run } from './run.ts'

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

const errors = ({ errors }: Run) => errors
const errorBodies = ({ errors }: Run) => errors.filter(({ body }) => body !== undefined)
const successes = ({ heard }: Run) => heard.filter(({ status }) => status >= 200 && status < 300)

/** What holds of every refusal (RFC 7644 §3.12). */
export const ERROR_CHECKS: Checks = {
  'RFC7644-2-15': each(
    ({ heard }) => heard,
    ({ echoes }) => (echoes ? 'the credential is in the answer' : undefined),
  ),
  'RFC7644-3.2-15': each(successes, ({ body }) =>
    body !== undefined && namesIn(body).includes(ERROR)
      ? 'an error that looks like a success'
      : undefined,
  ),
  'RFC7644-3.2-16': each(errors, (heard) => noErrorIn(heard)),
  'RFC7644-3.12-01': each(errors, ({ body, text }) =>
    body === undefined ? `no JSON object: ${text.slice(0, 80) || '(empty)'}` : undefined,
  ),
  'RFC7644-3.12-02': each(errorBodies, (heard) => noErrorIn(heard)),
  'RFC7644-3.12-03': each(errorBodies, ({ body, status }) =>
    String(body?.status) === String(status) ? undefined : `status is ${shown(body?.status)}`,
  ),
  'RFC7644-3.12-04': each(withStatus, ({ body }) =>
    typeof body?.status === 'string' ? undefined : `status is ${shown(body?.status)}, no string`,
  ),
  'RFC7644-3.12-31': each(withScimType, ({ body }) =>
    SCIM_TYPES.includes(String(body?.scimType)) ? undefined : `scimType ${shown(body?.scimType)}`,
  ),
  'RFC7644-3.12-32': each(
    ({ heard }) => heard,
    ({ status, headers, text }) =>
      status < 500 || status === 501 || (status === 503 && headers['retry-after'] !== undefined)
        ? undefined
        : `a server error: ${text.slice(0, 120) || '(empty)'}`,
  ),
}

function noErrorIn({ body, text }: Heard): Fault {
  if (body !== undefined && namesIn(body).includes(ERROR)) return undefined
  return `schemas does not name the Error message: ${text.slice(0, 80) || '(empty)'}`
}

function withStatus({ heard }: Run): Heard[] {
  return heard.filter(
    ({ status, body }) =>
      status >= 400 && body?.status !== undefined && namesIn(body).includes(ERROR),
  )
}

function withScimType({ errors }: Run): Heard[] {
  return errors.filter(({ status, body }) => status === 400 && body?.scimType !== undefined)
}
