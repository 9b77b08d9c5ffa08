import { amend, instead, items, list, on, tell } from '../../alter.ts'
import type { Alteration } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import {
  CONNECTION,
  CONNECTIONS,
  connections,
  from,
  members,
  refusal,
  SCIM,
  taken,
} from '../alter.ts'
import { staysOpen } from './tokens.ts'

const CREATE = on('POST', CONNECTIONS)
const READ = on('GET', CONNECTIONS)
const UPDATE = on('PUT', CONNECTION)
const DELETE = on('DELETE', CONNECTION)

/** A token that opens one connection of the project opens them all. */
function tokensOfAll(): Alteration {
  const known = new Set<string>()
  return {
    tell: ({ path, authorization = '' }, answer) => {
      const token = answer.body?.connection
      if (typeof token === 'object' && token !== null && 'bearer_token' in token) {
        known.add(`Bearer ${String(token.bearer_token)}`)
      }
      return SCIM.test(path) && answer.status === 401 && known.has(authorization)
        ? list([])
        : answer
    },
  }
}

/** The token of a connection, told again with every read. */
function tokensToldAgain(): Alteration {
  const tokens = new Map<unknown, unknown>()
  return connections((one) => {
    if (one.bearer_token !== undefined) tokens.set(one.connection_id, one.bearer_token)
    return { ...one, bearer_token: tokens.get(one.connection_id) }
  })
}

/** What is told of a token's end is another part of it. */
function firstFour(): Alteration {
  const tokens = new Map<unknown, string>()
  return connections((one) => {
    if (one.bearer_token !== undefined) tokens.set(one.connection_id, String(one.bearer_token))
    const known = tokens.get(one.connection_id)
    return one.bearer_token_last_four === undefined || known === undefined
      ? one
      : { ...one, bearer_token_last_four: known.slice(0, 4) }
  })
}

/** Members keep the registration that they had when their connection was deleted. */
function registrationsLeft(): Alteration {
  const had = new Map<unknown, unknown>()
  return {
    ask: async (passing) => {
      if (!DELETE(passing)) return undefined
      const organization = /scim\/([^/]+)/.exec(passing.path)?.[1]
      const found = await passing.call('POST', '/v1/b2b/organizations/members/search', {
        organization_ids: [organization],
        query: { operator: 'AND', operands: [] },
      })
      for (const one of items(found.body?.members)) had.set(one.member_id, one.scim_registration)
      return undefined
    },
    ...members((member) => {
      const scim_registration = had.get(member.member_id)
      return scim_registration === undefined ? member : { ...member, scim_registration }
    }),
  }
}

/** Connections as the product makes, shows, changes and ends them. */
export const CONNECTION_FAULTS = [
  mutant('a token is shown whenever it is read', 'STYTCH-2.1-01', tokensToldAgain),
  mutant('the base URL of a connection does not name it', 'STYTCH-2.1-01', () =>
    connections((one, passing) =>
      CREATE(passing) && passing.body?.display_name === 'Okta'
        ? { ...one, base_url: String(one.base_url).replace('/scim-connection-', '/connection-') }
        : one,
    ),
  ),
  mutant('the last four of a token are its first', 'STYTCH-2.1-04', firstFour),
  mutant('the last four of no token are null', 'STYTCH-2.1-05', () =>
    connections((one) =>
      one.next_bearer_token_last_four === '' ? { ...one, next_bearer_token_last_four: null } : one,
    ),
  ),
  mutant('a token has expired when it is made', 'STYTCH-2.1-11', () =>
    connections((one) => ({ ...one, bearer_token_expires_at: '2020-01-01T00:00:00Z' })),
  ),
  mutant('an organization has as many connections as it likes', 'STYTCH-2.2-01', () =>
    taken(CREATE, /^active_scim_connection_exists$/, { connection: {} }),
  ),
  mutant('an organization has one connection ever', 'STYTCH-2.2-03', () => {
    const ended = new Set<string>()
    const place = (path: string) => path.replace(/\/connection.*/, '')
    return instead(
      (passing) => {
        if (DELETE(passing)) ended.add(place(passing.path))
        return CREATE(passing) && ended.has(place(passing.path))
      },
      refusal(400, 'active_scim_connection_exists'),
    )
  }),
  mutant('a create is told as 202', 'STYTCH-2.2-A03', () =>
    tell(CREATE, (answer) => (answer.status === 200 ? { ...answer, status: 202 } : answer)),
  ),
  mutant('a connection to Entra has the base URL of all others', 'STYTCH-2.1-07', () =>
    connections((one) => ({ ...one, base_url: String(one.base_url).replace(/\?.*/, '') })),
  ),
  mutant("Entra's flag is refused", 'STYTCH-2.1-08', () =>
    instead((passing) => passing.path.includes('aadOptscim062020'), { status: 400, body: {} }),
  ),
  mutant('any name is an identity provider', 'STYTCH-2.1-09', () =>
    taken(UPDATE, /^invalid_scim_idp$/, { connection: {} }),
  ),
  mutant('an identity provider is not known', 'STYTCH-2.1-09', () =>
    instead(
      (passing) => UPDATE(passing) && passing.body?.identity_provider === 'rippling',
      refusal(400, 'invalid_scim_idp'),
    ),
  ),
  mutant('an update empties what it does not name', 'STYTCH-2.2-08', () =>
    amend(UPDATE, (passing) => {
      passing.body = { identity_provider: 'generic', ...passing.body }
    }),
  ),
  mutant('a deleted connection opens still', 'STYTCH-2.2-04', () => staysOpen(DELETE)),
  mutant('a deleted connection takes its members along', 'STYTCH-2.2-05', () =>
    from(
      DELETE,
      members((member) => ({ ...member, status: 'deleted' })),
    ),
  ),
  mutant('a deleted connection leaves registrations', 'STYTCH-2.2-05', registrationsLeft),
  mutant('a token opens every connection of the project', 'STYTCH-2.2-15', tokensOfAll),
  mutant('where no connection is active there is null', 'STYTCH-2.2-A01', () =>
    tell(READ, (answer) =>
      answer.status === 404
        ? { ...answer, status: 200, body: { status_code: 200, connection: null } }
        : answer,
    ),
  ),
]
