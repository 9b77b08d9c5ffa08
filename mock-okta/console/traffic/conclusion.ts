import type { Exchange } from '../shapes.ts'
import { jsonIn } from './json.ts'

/** What Okta takes an answer for, and what it does then. */
export function conclusionOf({ operation, request, response, error }: Exchange): string {
  if (response === null) return `No answer (${error ?? 'none'}): one attempt, then a task.`
  const { status, body } = response
  if (status === 429) return WAITS
  if (status === 401 || status === 403)
    return 'The credentials are refused: Okta shows “Error authenticating”.'
  const answer = jsonIn(body)
  const said = LOOKED[operation]?.(status, answer) ?? WRITTEN[operation]?.(status, answer)
  if (said !== undefined) return said
  if (status >= 400) return refused(status, request.method)
  return 'Taken.'
}

const WAITS =
  'Too many requests: the job waits as long as Retry-After says, or five minutes, and is tried again.'

type Says = (status: number, answer: Answer) => string | undefined

interface Answer {
  readonly totalResults?: unknown
  readonly Resources?: readonly { readonly id?: unknown; readonly active?: unknown }[]
  readonly id?: unknown
  readonly active?: unknown
}

const LOOKED: Readonly<Record<string, Says>> = {
  test: (status, { Resources, totalResults }) => {
    if (status !== 200) return undefined
    const list = Array.isArray(Resources) || totalResults === 0
    return list
      ? 'A list of users: the connection works.'
      : 'No list: “No results for users returned”.'
  },
  'verify user': (status, { Resources = [] }) => {
    if (status === 404) return 'Nobody by this name: the user will be created.'
    if (status !== 200) return undefined
    const [found] = Resources
    if (found === undefined) return 'Nobody by this name: the user will be created.'
    if (found.active === false)
      return `Found, inactive: ${text(found.id)} is linked and reactivated.`
    return `Found: ${text(found.id)} is linked, nothing is created.`
  },
  'verify group': (status, { Resources = [] }) => {
    if (status !== 200 && status !== 404) return undefined
    const [found] = status === 404 ? [] : Resources
    return found === undefined
      ? 'No group by this name: it will be created.'
      : `Found: ${text(found.id)} is linked, nothing is created.`
  },
  'read user': (status) =>
    status === 200
      ? 'Read; it goes back whole, with what Okta maps laid over it.'
      : status === 404
        ? 'Gone: Okta stops here, looks nobody up and creates nobody.'
        : undefined,
  import: (status, { Resources = [], totalResults }) =>
    status === 200 ? `${Resources.length} of ${text(totalResults)} read.` : undefined,
}

const WRITTEN: Readonly<Record<string, Says>> = {
  'create user': (status, { id }) => {
    if (status === 409) return 'Somebody has this name already: Okta stops and makes a task.'
    if (status >= 400) return undefined
    return id === undefined
      ? 'No user in the answer: “Create new user returned empty user.”'
      : `Created: Okta keeps ${text(id)} as the externalId of its app user.`
  },
  'create group': (status, { id }) =>
    status < 400 ? `Created: Okta keeps ${text(id)} for this pushed group.` : undefined,
  'update user': (status) => (status < 400 ? 'Taken: the profile is synchronized.' : undefined),
  'deactivate user': (status) =>
    status < 400
      ? 'Taken: the user is deactivated, Okta forgets the assignment.'
      : 'Refused: a task without a retry; the account is to be disabled by hand.',
  'reactivate user': (status) => (status < 400 ? 'Taken: the user is active again.' : undefined),
  'delete group': (status) => (status < 400 ? 'The group is gone; its members stay.' : undefined),
}

function refused(status: number, method: string): string {
  const repeated = method === 'GET' ? 'nothing is written' : 'Okta does not try again by itself'
  return `Answered ${status}: ${repeated}, and a task is made.`
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'no id'
}
