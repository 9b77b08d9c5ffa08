import { Webhook as Signer } from 'standardwebhooks'
import type { Alteration, Json } from '../altered-server.ts'

/** A webhook on its way from our server to whoever receives it. */
export interface Webhook {
  readonly to: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  /** What its endpoint signs with. */
  readonly secret: string
}

/** What a receiver answered; status 0 where it gave no answer. */
export interface Heard {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** What makes a product another one than ours: its API, its SCIM or its webhooks, altered. */
export interface ProductAlteration extends Alteration {
  /** What goes out in the place of a webhook: it, another one, several or none. */
  send?(webhook: Webhook): readonly Webhook[]
  /** What the product takes the receiver's answer for. */
  hear?(
    heard: Heard,
    webhook: Webhook,
    post: (webhook: Webhook) => Promise<Heard>,
  ): Heard | Promise<Heard>
}

/** All that tell of something: what only shows that webhooks arrive is not among them. */
export const EVENTS = /^(scim|direct|dashboard)\./

/** Source, object and action of the event that a webhook tells of, with dots between them. */
export function typeOf({ payload }: Webhook): string {
  const { source, object_type, action } = JSON.parse(payload) as Json
  return [source, object_type, action].join('.').toLowerCase()
}

export function webhooks(
  type: RegExp,
  change: (webhook: Webhook) => Webhook | readonly Webhook[],
): ProductAlteration {
  return { send: (one) => (type.test(typeOf(one)) ? [change(one)].flat() : [one]) }
}

/** Changes what an event says; its signature is over what it then says. */
export function events(type: RegExp, change: (event: Json) => Json): ProductAlteration {
  return webhooks(type, (one) => saying(one, change))
}

export function saying(one: Webhook, change: (event: Json) => Json): Webhook {
  return signed({ ...one, payload: JSON.stringify(change(JSON.parse(one.payload) as Json)) })
}

interface Signing {
  readonly id?: string
  readonly at?: Date
  readonly secret?: string
}

const FAMILIES = ['svix', 'webhook']

/** The same webhook with a signature that is right for it, or for another id, time or secret. */
export function signed(one: Webhook, signing: Signing = {}): Webhook {
  return FAMILIES.reduce((sum, family) => signedFor(family, sum, signing), one)
}

/** The same of one of the two families of headers; the other one stays as it is. */
export function signedFor(family: string, one: Webhook, signing: Signing = {}): Webhook {
  const { id = one.headers['svix-id'] ?? '', at = new Date(), secret = one.secret } = signing
  const own = {
    [`${family}-id`]: id,
    [`${family}-timestamp`]: String(Math.floor(at.getTime() / 1_000)),
    [`${family}-signature`]: new Signer(secret).sign(id, at, one.payload),
  }
  return { ...one, headers: { ...one.headers, ...own } }
}

export function withHeaders(one: Webhook, headers: Readonly<Record<string, string>>): Webhook {
  return { ...one, headers: { ...one.headers, ...headers } }
}

let made = 0

/** An id that no webhook of ours has. */
export function otherId(): string {
  made += 1
  return `msg_${made.toString(16).padStart(32, '0')}`
}

/** Holds a webhook of that type back until the next one to its receiver has gone. */
export function behindTheNext(type: RegExp): ProductAlteration {
  let held: Webhook[] = []
  return {
    send: (one) => {
      if (type.test(typeOf(one))) {
        held.push(one)
        return []
      }
      const due = held.filter(({ to }) => to === one.to)
      held = held.filter(({ to }) => to !== one.to)
      return EVENTS.test(typeOf(one)) ? [one, ...due] : [...due, one]
    },
  }
}
