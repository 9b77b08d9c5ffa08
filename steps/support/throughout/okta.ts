import { type Checks, each } from './check.ts'
import { shown } from './json.ts'

/** Okta closes the connection after that. */
const MOST_MS = 60_000

/** What Okta asks of every answer: in time, and with a reason that its admin can read. */
export const OKTA_CHECKS: Checks = {
  'OKTA-2.3-02': each(
    ({ heard }) => heard,
    ({ from, until }) =>
      until - from < MOST_MS ? undefined : `answered after ${Math.round((until - from) / 1000)} s`,
  ),
  'OKTA-2.5-06': each(
    ({ errors }) => errors,
    ({ body }) =>
      typeof body?.detail === 'string' && body.detail.trim() !== ''
        ? undefined
        : `detail is ${shown(body?.detail)}`,
  ),
}
