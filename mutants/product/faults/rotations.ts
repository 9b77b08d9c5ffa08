import { error, instead, on, tell } from '../../alter.ts'
import type { Alteration, Passing } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import { connectionIn, connections, ROTATION, refusal, SCIM, taken } from '../alter.ts'
import { staysOpen } from './tokens.ts'

const START = on('POST', /\/rotate\/start$/)
const COMPLETE = on('POST', /\/rotate\/complete$/)
const CANCEL = on('POST', /\/rotate\/cancel$/)
const REFUSED = error(401)

/** The next token, told again with every read. */
function nextToldAgain(): Alteration {
  const next = new Map<unknown, unknown>()
  return connections((one) => {
    if (one.next_bearer_token !== undefined) next.set(one.connection_id, one.next_bearer_token)
    return { ...one, next_bearer_token: next.get(one.connection_id) }
  })
}

/** While a token is rotated, only some of the tokens that our server takes open the connection. */
function opensOnly(good: (token: string, next: string) => boolean): Alteration {
  const next = new Map<string, string>()
  const isOut = (passing: Passing) => {
    const [, token = ''] = passing.authorization?.split(' ') ?? []
    const coming = next.get(connectionIn(passing))
    return SCIM.test(passing.path) && coming !== undefined && !good(token, coming)
  }
  return {
    ask: (passing) => {
      if (COMPLETE(passing) || CANCEL(passing)) next.delete(connectionIn(passing))
      return isOut(passing) ? REFUSED : undefined
    },
    tell: (passing, answer) => {
      const { connection } = answer.body ?? {}
      if (START(passing) && typeof connection === 'object' && connection !== null) {
        if ('next_bearer_token' in connection) {
          next.set(connectionIn(passing), String(connection.next_bearer_token))
        }
      }
      return answer
    },
  }
}

/** A second start gives the same next token again. */
function sameNext(): Alteration {
  const first = new Map<string, unknown>()
  return instead(START, async ({ path, call }) => {
    if (first.has(path)) return { status: 200, body: { connection: first.get(path) } }
    const answer = await call('POST', path, {})
    first.set(path, answer.body?.connection)
    return answer
  })
}

/** Another token in the place of the one in use, from its start to its end. */
export const ROTATION_FAULTS = [
  mutant('a bearer token is short', 'STYTCH-2.1-10 STYTCH-2.2-12', () =>
    connections((one) =>
      one.next_bearer_token === undefined
        ? one
        : { ...one, next_bearer_token: String(one.next_bearer_token).slice(0, 16) },
    ),
  ),
  mutant('a bearer token is the same for everybody', 'STYTCH-2.1-10', () =>
    connections((one) =>
      one.next_bearer_token === undefined ? one : { ...one, next_bearer_token: 'a'.repeat(48) },
    ),
  ),
  mutant('the next token is shown whenever it is read', 'STYTCH-2.2-12', nextToldAgain),
  mutant('a rotation ends the token in use when it starts', 'STYTCH-2.2-02', () =>
    opensOnly((token, next) => token === next),
  ),
  mutant('the next token opens only when the rotation is complete', 'STYTCH-2.2-02', () =>
    opensOnly((token, next) => token !== next),
  ),
  mutant('the token from before a rotation opens for ever', 'STYTCH-2.2-02', () =>
    staysOpen(COMPLETE),
  ),
  mutant('the next token outlives a rotation that is cancelled', 'STYTCH-2.2-13', () =>
    staysOpen(CANCEL),
  ),
  mutant('a cancelled rotation is a complete one', 'STYTCH-2.2-13', () =>
    instead(CANCEL, ({ path, call }) => call('POST', path.replace(/cancel$/, 'complete'), {})),
  ),
  mutant('a rotation that never began is completed', 'STYTCH-2.2-14', () =>
    taken(on('POST', ROTATION), /^scim_connection_not_rotating_token$/, { connection: {} }),
  ),
  mutant('a second start gives the same next token', 'STYTCH-2.2-A02', sameNext),
  mutant('a next token that was lost opens still', 'STYTCH-2.2-A02', () => {
    const seen = new Set<string>()
    return staysOpen((passing) => {
      const again = START(passing) && seen.has(passing.path)
      if (START(passing)) seen.add(passing.path)
      return again
    })
  }),
  mutant('a rotation is refused', 'STYTCH-2.2-02 STYTCH-2.2-12 STYTCH-2.2-13', () =>
    instead(START, refusal(400, 'scim_connection_not_rotating_token')),
  ),
  mutant('a completed rotation says nothing', 'STYTCH-2.2-02', () =>
    tell(COMPLETE, (answer) => ({ ...answer, status: 204, body: undefined })),
  ),
]
