import { amend, current, instead, list, on, part, query, tell } from '../../alter.ts'
import type { Alteration, Answer, Json, Passing } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import { connectionIn, ME, refusal, SIGN_IN, switches, USER, USERS } from '../alter.ts'

const SELF = 'RFC7644-3.2-07 RFC7644-3.11-06 RFC7644-3.11-07'
const READ_ME = on('GET', ME)
const AUTHENTICATE = on('POST', SIGN_IN)

/** Whoever signed in once does so again with the same, whatever has happened since. */
function signedInForEver(): Alteration {
  const good = new Map<string, Answer>()
  return tell(AUTHENTICATE, (answer, { body }) => {
    const who = JSON.stringify(body)
    if (answer.status === 200) good.set(who, answer)
    return good.get(who) ?? answer
  })
}

/** A session goes on after its member was shut out: who it is stands in it. */
function sessionsGoOn(): Alteration {
  let user: Json = {}
  return {
    ask: async (passing) => {
      if (switches(false)(passing)) user = await current(passing)
      return undefined
    },
    tell: (passing, answer) =>
      READ_ME(passing) && answer.status === 401 && user.id !== undefined
        ? { status: 200, body: user, headers: { location: String(part(user.meta).location) } }
        : answer,
  }
}

/** /Me is whoever was made first in the connection. */
function firstIsMe(): Alteration {
  const first = new Map<string, Answer>()
  return {
    tell: (passing, answer) => {
      const place = connectionIn(passing)
      if (on('POST', USERS)(passing) && !first.has(place)) first.set(place, answer)
      const me = first.get(place)
      return READ_ME(passing) && me !== undefined ? { ...me, status: 200 } : answer
    },
  }
}

/** The token of a session opens all that the connection's own token opens. */
function sessionsOpenAll(): Alteration {
  const sessions = new Set<string>()
  return {
    tell: ({ path, authorization = '' }, answer) => {
      const token = answer.body?.session_token
      if (typeof token === 'string') sessions.add(`Bearer ${token}`)
      return USERS.test(path) && sessions.has(authorization) ? list([]) : answer
    },
  }
}

const isSet = ({ body }: Passing) => typeof body?.password === 'string'

/** Sessions of members, and the passwords that they sign in with. */
export const SIGN_IN_FAULTS = [
  mutant('/Me does not tell where the user is', SELF, () =>
    tell(READ_ME, (answer) => ({ ...answer, headers: {} })),
  ),
  mutant('/Me is an address of its own', SELF, () =>
    tell(READ_ME, (answer, { path }) => {
      const location = `http://127.0.0.1${path}`
      const meta = { ...part(answer.body?.meta), location }
      return { ...answer, headers: { location }, body: { ...answer.body, meta } }
    }),
  ),
  mutant('/Me tells more than it is asked for', SELF, () =>
    query(READ_ME, (one) => one.delete('attributes')),
  ),
  mutant("a member's session opens the whole connection", SELF, sessionsOpenAll),
  mutant('sessions outlive a deactivation', SELF, sessionsGoOn),
  mutant('/Me is the first user of the connection', 'RFC7644-2-08', firstIsMe),
  mutant('a member may make itself', 'RFC7644-3.11-05', () =>
    instead(on('POST', ME), { status: 201, body: { id: 'me' } }),
  ),
  mutant('a replaced password is not the new one', 'RFC7644-3.5.1-05', () =>
    amend(
      (passing) => on('PUT', USER)(passing) && isSet(passing),
      ({ body }) => {
        if (body !== undefined) body.password = undefined
      },
    ),
  ),
  mutant('passwords are compared without their case', 'RFC7644-3.5.1-05', () =>
    amend(AUTHENTICATE, ({ body }) => {
      if (body !== undefined) body.password = String(body.password).replace(/^t/, 'T')
    }),
  ),
  mutant('the password from before signs in as well', 'RFC7644-3.5.1-05', () => {
    const set = new Set<unknown>()
    return {
      tell: (passing, answer) => {
        if (isSet(passing) && !AUTHENTICATE(passing)) set.add(passing.body?.password)
        const known = AUTHENTICATE(passing) && set.has(passing.body?.password)
        return known ? { ...answer, status: 200 } : answer
      },
    }
  }),
  mutant('a replace without a password takes it away', 'RFC7644-3.5.1-A03', () => {
    let taken = false
    return {
      ask: (passing) => {
        if (on('PUT', USER)(passing)) taken = !isSet(passing)
        return taken && AUTHENTICATE(passing) ? refusal(401, 'unauthorized_credentials') : undefined
      },
    }
  }),
  mutant('passwords are compared byte by byte', 'RFC7644-5-02', () =>
    instead(
      (passing) => {
        const password = String(passing.body?.password)
        return AUTHENTICATE(passing) && password !== password.normalize('NFD')
      },
      refusal(401, 'unauthorized_credentials'),
    ),
  ),
  mutant('who was deactivated signs in still', 'STYTCH-4.2-03', signedInForEver),
  mutant('nobody signs in with a password', 'RFC7644-3.5.1-05 RFC7644-5-02', () =>
    instead(AUTHENTICATE, refusal(401, 'unauthorized_credentials')),
  ),
]
