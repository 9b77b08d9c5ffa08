import { Breach } from './breach.ts'
import { listOf } from './json.ts'
import { nameOf, type Operation } from './operation.ts'
import type { State } from './state.ts'
import { about } from './user-answer.ts'

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

export function isDone({ status = 0 }: Operation): boolean {
  return status >= 200 && status < 300
}

/** Nothing that Okta sends makes a server fail inside, and what is refused is told as a SCIM error. */
export function requireManners(op: Operation): void {
  const { status = 0, got = {}, id } = op
  const facts = about(op, id)
  if (status >= 500) {
    throw new Breach(`${nameOf(op)} was answered with ${status}`, facts('5xx', 'RFC7644-3.12-32'))
  }
  if (status < 400 || status === 401 || status === 403 || status === 429) return
  const isError = Array.isArray(got.schemas) && got.schemas.includes(ERROR)
  if (!isError || String(got.status) !== String(status)) {
    throw new Breach(
      `${nameOf(op)} was refused with ${status}, and the body is no SCIM error of that status`,
      {
        ...facts('', status === 404 ? 'OKTA-3-07' : 'RFC7644-3.12-02'),
        rule: `a refusal with ${status} is no SCIM error`,
      },
    )
  }
}

/** A request that Okta may send and that the state of things allows must be taken. */
export function requireStatus(op: Operation, wanted: readonly number[], requirement: string): void {
  const { status = 0, got, id } = op
  if (wanted.includes(status)) return
  const detail = typeof got?.detail === 'string' ? ` (${got.detail})` : ''
  throw new Breach(
    `${nameOf(op)} must be answered with ${wanted.join(' or ')}, and was with ${status}${detail}`,
    about(op, id)(`${status} in place of ${wanted.join(' or ')}`, requirement),
  )
}

/** What is refused has changed nothing: the state stays. */
export function refused(
  state: State,
  op: Operation,
  wanted: readonly number[],
  requirement: string,
): State[] {
  requireStatus(op, wanted, requirement)
  return [state]
}

export function resourcesOf({ got = {} }: Operation): ReturnType<typeof listOf> {
  return listOf(got.Resources)
}
