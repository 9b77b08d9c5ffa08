import { part, tellBody } from '../../alter.ts'
import { mutant } from '../../mutant.ts'
import {
  EVENTS,
  otherId,
  type ProductAlteration,
  saying,
  signed,
  signedFor,
  type Webhook,
  webhooks,
  withHeaders,
} from '../webhook.ts'

const SIGNED = 'STYTCH-4.3-01 STYTCH-4.4-01 STYTCH-4.4-03 STYTCH-4.1-01'
const RETRIED = 'STYTCH-4.1-06 STYTCH-4.3-02'
const ANOTHER = `whsec_${Buffer.alloc(24, 9).toString('base64')}`
const TEN_MINUTES = 600_000

const UNSIGNED = { 'svix-signature': 'v1,', 'webhook-signature': 'v1,' }
const HEADERS = ['id', 'timestamp', 'signature']

function withoutFamily(family: string): ProductAlteration {
  const gone = new Set(HEADERS.map((name) => `${family}-${name}`))
  return webhooks(EVENTS, (one) => ({
    ...one,
    headers: Object.fromEntries(Object.entries(one.headers).filter(([name]) => !gone.has(name))),
  }))
}

/** Each attempt at an event is made as if it were another one. */
function eachAttempt(
  change: (webhook: Webhook, attempt: number, first: Webhook) => Webhook,
): ProductAlteration {
  const made = new Map<string, Webhook[]>()
  return webhooks(EVENTS, (one) => {
    const id = one.headers['svix-id'] ?? ''
    const before = made.get(id) ?? []
    const [first] = before
    made.set(id, [...before, one])
    return first === undefined ? one : change(one, before.length + 1, first)
  })
}

function withSecret(secret: (own: string) => string): ProductAlteration {
  return tellBody(
    ({ method, path }) => method === 'POST' && /^\/v1\/scimulate\/webhook_endpoints/.test(path),
    (body) => {
      const endpoint = part(body.webhook_endpoint)
      return endpoint.secret === undefined
        ? body
        : { ...body, webhook_endpoint: { ...endpoint, secret: secret(String(endpoint.secret)) } }
    },
  )
}

function oneSecret(): ProductAlteration {
  return {
    ...withSecret(() => ANOTHER),
    send: (one) => [signed(one, { secret: ANOTHER })],
  }
}

/** What shows that a webhook is the product's own, and when it was sent. */
export const SIGNATURE_FAULTS = [
  mutant('webhooks are not signed', `${SIGNED} STYTCH-4.4-04`, () =>
    webhooks(EVENTS, (one) => withHeaders(one, UNSIGNED)),
  ),
  mutant('webhooks are signed with the secret of another endpoint', `${SIGNED} STYTCH-4.4-04`, () =>
    webhooks(EVENTS, (one) => signed(one, { secret: ANOTHER })),
  ),
  mutant(
    'a signature is over other bytes than those that are sent',
    `${SIGNED} STYTCH-4.4-04`,
    () => webhooks(EVENTS, (one) => ({ ...one, payload: `${one.payload}\n` })),
  ),
  mutant('webhooks were signed ten minutes ago', SIGNED, () =>
    webhooks(EVENTS, (one) => signed(one, { at: new Date(Date.now() - TEN_MINUTES) })),
  ),
  mutant('the time of a webhook is in milliseconds', SIGNED, () =>
    webhooks(EVENTS, (one) => {
      const at = new Date(Date.now() * 1_000)
      return signed(one, { at })
    }),
  ),
  mutant('webhooks have no headers of Svix', SIGNED, () => withoutFamily('svix')),
  mutant('webhooks have the headers of Svix only', SIGNED, () => withoutFamily('webhook')),
  mutant('the two families of headers have two ids', SIGNED, () =>
    webhooks(EVENTS, (one) => signedFor('webhook', one, { id: otherId() })),
  ),
  mutant('a webhook is no JSON', SIGNED, () =>
    webhooks(EVENTS, (one) => signed({ ...one, payload: one.payload.slice(1) })),
  ),
  mutant('a webhook says that it is a form', SIGNED, () =>
    webhooks(EVENTS, (one) =>
      withHeaders(one, { 'content-type': 'application/x-www-form-urlencoded' }),
    ),
  ),
  mutant('each attempt has an id of its own', RETRIED, () =>
    eachAttempt((one) => signed(one, { id: otherId() })),
  ),
  mutant('each attempt is an event of its own', RETRIED, () =>
    eachAttempt((one, attempt) =>
      saying(one, (event) => ({ ...event, event_id: `${String(event.event_id)}${attempt}` })),
    ),
  ),
  mutant('a retry has the time and the signature of the first attempt', RETRIED, () =>
    eachAttempt((one, _attempt, first) => ({ ...one, headers: first.headers })),
  ),
  mutant('a retry is not signed', RETRIED, () => eachAttempt((one) => withHeaders(one, UNSIGNED))),
  mutant('what is sent again by hand has another id', 'STYTCH-4.3-06', () =>
    eachAttempt((one) => signed(one, { id: otherId() })),
  ),
  mutant('a secret is hexadecimal', 'STYTCH-4.4-02', () =>
    withSecret((own) => `whsec_${Buffer.from(own.slice(6), 'base64').toString('hex')}`),
  ),
  mutant('every endpoint has the same secret', 'STYTCH-4.4-02', oneSecret),
]
