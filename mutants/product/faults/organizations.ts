import { amend, instead, on, tell, tellBody, without } from '../../alter.ts'
import type { Alteration } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import {
  MEMBER,
  ORGANIZATION,
  ORGANIZATIONS,
  organizations,
  refusal,
  SCIM,
  taken,
} from '../alter.ts'

const CREATE = on('POST', ORGANIZATIONS)
const READ = on('GET', ORGANIZATION)
const DELETE = on('DELETE', ORGANIZATION)
const SEARCH = on('POST', /^\/v1\/b2b\/organizations\/search/)
const EVERYTHING = on('GET POST PUT DELETE', /^\/v1\/b2b\//)
const NOT_FOUND = refusal(404, 'organization_not_found')

/** Whatever project asks, it sees what the first one sees. */
function oneProject(): Alteration {
  let first: string | undefined
  const others = new Set<string>()
  return {
    ask: (passing) => {
      const { authorization = '' } = passing
      if (!authorization.startsWith('Basic ')) return undefined
      first ??= authorization
      if (others.has(authorization)) passing.authorization = first
      return undefined
    },
    tell: (_passing, answer) => {
      const made = answer.body?.project as Record<string, unknown> | undefined
      if (made?.secret !== undefined) {
        const credentials = `${String(made.project_id)}:${String(made.secret)}`
        others.add(`Basic ${Buffer.from(credentials).toString('base64')}`)
      }
      return answer
    },
  }
}

/** What was deleted of an organization is there still, to whoever asks for it. */
function leftBehind(): Alteration {
  const ended = new Set<string>()
  const organizationIn = (path: string) => /organization-test-[\w-]+/.exec(path)?.[0] ?? ''
  return {
    tell: (passing, answer) => {
      if (DELETE(passing)) ended.add(organizationIn(passing.path))
      return on('GET', MEMBER)(passing) && ended.has(organizationIn(passing.path))
        ? { status: 200, body: { status_code: 200, member: {} } }
        : answer
    },
  }
}

/** Once an organization was deleted, tokens that open nothing open an empty list. */
function tokensLeft(): Alteration {
  let deleted = false
  return {
    tell: (passing, answer) => {
      deleted ||= DELETE(passing)
      return deleted && SCIM.test(passing.path) && answer.status === 401
        ? { status: 200, body: { totalResults: 0 } }
        : answer
    },
  }
}

/** Organizations, and the manners of the whole product API. */
export const ORGANIZATION_FAULTS = [
  mutant('what was not set of an organization is left out', 'STYTCH-3.1-01', () =>
    organizations((one) => without(one, 'mfa_policy', 'auth_methods')),
  ),
  mutant('what is empty of an organization is null', 'STYTCH-3.1-01', () =>
    organizations((one) => ({ ...one, organization_logo_url: null })),
  ),
  mutant('invites are open whatever is set', 'STYTCH-3.1-01', () =>
    organizations((one) => ({ ...one, email_invites: 'ALL_ALLOWED' })),
  ),
  mutant('times of an organization have an offset', 'STYTCH-3.1-05', () =>
    organizations((one) => ({
      ...one,
      created_at: String(one.created_at).replace(/Z$/, '+00:00'),
    })),
  ),
  mutant('an organization is not found by its slug', 'STYTCH-1.4-03', () =>
    instead((passing) => READ(passing) && passing.path.includes('/slug-'), NOT_FOUND),
  ),
  mutant('an organization is not found by its external id', 'STYTCH-1.4-03', () =>
    instead((passing) => READ(passing) && passing.path.includes('/ext-'), NOT_FOUND),
  ),
  mutant('search is taken for an organization', 'STYTCH-1.4-04', () => instead(SEARCH, NOT_FOUND)),
  mutant('a filter that does not exist finds everything', 'STYTCH-1.4-04', () =>
    taken(SEARCH, /filter_name_not_recognized$/, { organizations: [] }),
  ),
  mutant('an organization needs no name', 'STYTCH-3.1-02', () =>
    taken(CREATE, /^organization_name_missing$/, { organization: {} }),
  ),
  mutant('a slug is taken twice', 'STYTCH-3.1-03', () =>
    taken(CREATE, /^organization_slug_already_used$/, { organization: {} }),
  ),
  mutant('a deleted organization leaves its members', 'STYTCH-3.1-04', leftBehind),
  mutant('a deleted organization leaves its token', 'STYTCH-3.1-04', tokensLeft),
  mutant('an organization does not tell of its connection', 'STYTCH-2.1-06', () =>
    organizations((one) => ({ ...one, scim_active_connection: null })),
  ),
  mutant('every project sees every organization', 'STYTCH-1.2-03', oneProject),
  mutant('a wrong secret is forbidden', 'STYTCH-1.2-02', () =>
    tell(EVERYTHING, (answer) =>
      answer.body?.error_type === 'unauthorized_credentials'
        ? { ...answer, status: 403, body: { ...answer.body, status_code: 403 } }
        : answer,
    ),
  ),
  mutant('a wrong secret is as good as the right one', 'STYTCH-1.2-02', () => {
    let good: string | undefined
    return amend(EVERYTHING, (passing) => {
      good ??= passing.authorization
      if (passing.authorization?.startsWith('Basic bm9ib2R5')) passing.authorization = good
    })
  }),
  mutant('a deletion is answered with nothing', 'STYTCH-1.2-01 STYTCH-1.4-01 STYTCH-1.4-02', () =>
    tell(DELETE, (answer) =>
      answer.status === 200 ? { ...answer, status: 204, body: undefined } : answer,
    ),
  ),
  mutant('a deletion must have no body', 'STYTCH-1.2-01 STYTCH-1.4-01 STYTCH-1.4-02', () =>
    instead((passing) => DELETE(passing) && passing.text !== '', refusal(400, 'invalid_argument')),
  ),
  mutant("an error does not carry the request's id", 'STYTCH-1.5-01', () =>
    tellBody(EVERYTHING, (body) => (body.error_type ? without(body, 'request_id') : body)),
  ),
  mutant('the status of an error is a text', 'STYTCH-1.5-01', () =>
    tellBody(EVERYTHING, (body) =>
      body.error_type ? { ...body, status_code: String(body.status_code) } : body,
    ),
  ),
  mutant('errors have one type', 'STYTCH-1.5-01', () =>
    tellBody(EVERYTHING, (body) => (body.error_type ? { ...body, error_type: 'error' } : body)),
  ),
  mutant('the link of an error leads to all of them', 'STYTCH-3.4-02', () =>
    tellBody(EVERYTHING, (body) =>
      body.error_url ? { ...body, error_url: 'https://stytch.com/docs/api/errors' } : body,
    ),
  ),
  mutant('ids do not say that the project is a test', 'STYTCH-2.1-03', () =>
    tellBody(EVERYTHING, (body) =>
      body.request_id
        ? { ...body, request_id: String(body.request_id).replace('-test-', '-live-') }
        : body,
    ),
  ),
  mutant('a route that does not exist is a page', 'STYTCH-3.4-01', () =>
    instead((passing) => passing.path.startsWith('/v1/b2b/nothing'), {
      status: 404,
      text: '<html></html>',
      headers: { 'content-type': 'text/html' },
    }),
  ),
]
