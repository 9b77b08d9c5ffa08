import { instead, items, on, part, tellBody, without } from '../../alter.ts'
import type { Alteration, Json } from '../../altered-server.ts'
import { mutant } from '../../mutant.ts'
import { refusal } from '../alter.ts'
import type { Heard, ProductAlteration } from '../webhook.ts'

const DELIVERIES = on('GET', /^\/v1\/scimulate\/webhook_deliveries/)
const ENDPOINT = on('GET', /^\/v1\/scimulate\/webhook_endpoints\//)
const RESEND = on('POST', /^\/v1\/scimulate\/webhook_deliveries\/[^/]+\/resend/)

/** The receiver's answer is taken for another one. */
function heardAs(change: (heard: Heard) => Heard): ProductAlteration {
  return { hear: change }
}

/** The log of deliveries tells otherwise than what was done. */
function logged(change: (delivery: Json) => Json): Alteration {
  return tellBody(DELIVERIES, (body) => ({
    ...body,
    webhook_deliveries: items(body.webhook_deliveries).map(change),
  }))
}

/** Whoever is pointed elsewhere goes there. */
function redirected(): ProductAlteration {
  return {
    hear: (heard, webhook, post) => {
      const { location } = heard.headers
      if (heard.status < 300 || heard.status > 399 || location === undefined) return heard
      return post({ ...webhook, to: new URL(location, webhook.to).href })
    },
  }
}

/** How long the log waits between attempts, made shorter or longer. */
function paced(factor: number): Alteration {
  return logged((delivery) => {
    const [first, ...rest] = items(delivery.attempts)
    const start = Date.parse(String(first?.at))
    const at = (one: Json) =>
      new Date(start + (Date.parse(String(one.at)) - start) * factor).toISOString()
    return first === undefined
      ? delivery
      : { ...delivery, attempts: [first, ...rest.map((one) => ({ ...one, at: at(one) }))] }
  })
}

/** What the product makes of a receiver's answer, and when it tries again. */
export const DELIVERY_FAULTS = [
  mutant('only a 200 is a success', 'STYTCH-4.3-03', () =>
    heardAs((heard) =>
      heard.status > 200 && heard.status < 300 ? { ...heard, status: 500 } : heard,
    ),
  ),
  mutant('a refusal is a success', 'STYTCH-4.3-03 STYTCH-4.3-05', () =>
    heardAs((heard) => (heard.status === 404 ? { ...heard, status: 200 } : heard)),
  ),
  mutant('an attempt that nobody answered is a success', 'STYTCH-4.3-03 STYTCH-4.3-05', () =>
    heardAs((heard) => (heard.status === 0 ? { ...heard, status: 200 } : heard)),
  ),
  mutant('a failed delivery is given up', 'STYTCH-4.3-03 STYTCH-4.3-05', () =>
    logged((one) => ({
      ...one,
      status: one.status === 'pending' && items(one.attempts).length > 0 ? 'failed' : one.status,
    })),
  ),
  mutant('a redirect is followed', 'STYTCH-4.3-03', redirected),
  mutant('a delivery is given up after seven attempts', 'STYTCH-4.3-04', () =>
    logged((one) => ({ ...one, attempts: items(one.attempts).slice(0, 7) })),
  ),
  mutant('a delivery is never given up', 'STYTCH-4.3-04 STYTCH-4.5-01', () =>
    logged((one) => (one.status === 'failed' ? { ...one, status: 'pending' } : one)),
  ),
  mutant('retries come twice as fast', 'STYTCH-4.3-04', () => paced(0.5)),
  mutant('an attempt is made at once again', 'STYTCH-4.3-05 STYTCH-4.3-04', () =>
    logged((one) => {
      const attempts = items(one.attempts)
      const [first] = attempts
      return one.status === 'succeeded' || first === undefined
        ? one
        : { ...one, attempts: [first, ...attempts] }
    }),
  ),
  mutant('an endpoint that is gone is tried again', 'STYTCH-4.5-01', () =>
    heardAs((heard) => (heard.status === 410 ? { ...heard, status: 500 } : heard)),
  ),
  mutant('an endpoint that is gone stays active', 'STYTCH-4.5-01', () =>
    tellBody(ENDPOINT, (body) => ({
      ...body,
      webhook_endpoint: { ...part(body.webhook_endpoint), status: 'active' },
    })),
  ),
  mutant('an endpoint that is too busy is not left alone', 'STYTCH-4.5-02', () =>
    heardAs(({ status, headers }) => ({ status, headers: without(headers, 'retry-after') })),
  ),
  mutant('one failure disables an endpoint', 'STYTCH-4.3-03 STYTCH-4.3-05', () =>
    heardAs((heard) => (heard.status >= 500 ? { ...heard, status: 410 } : heard)),
  ),
  mutant('nothing is sent again by hand', 'STYTCH-4.3-06', () =>
    instead(RESEND, refusal(404, 'webhook_delivery_not_found')),
  ),
]
