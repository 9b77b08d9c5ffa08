import { hash as digest, randomBytes, randomUUID } from 'node:crypto'
import type { Choices } from './choices.ts'
import type { Passwords } from './members/password.ts'
import type { Cursors } from './resources/cursor.ts'
import type { ScimModel } from './scim/schema/model.ts'
import type { Store } from './store/store.ts'

/** What the product's rules need from outside: the store, the clock, chance, and who is told of events. */
export interface Context {
  readonly store: Store
  /** The types of resources that this server has. */
  readonly scim: ScimModel
  readonly cursors: Cursors
  readonly now: () => Date
  /** The server's own address, once it listens: `http://127.0.0.1:PORT`. */
  readonly url: () => string
  /** Whether a new organization links provisioned people with members that are there already. */
  readonly linkExistingMembers: boolean
  readonly allowPrivateWebhooks: boolean
  readonly choices: Choices
  readonly passwords: Passwords
}

/** What one request of the product API may touch, and where it came from. */
export interface Scope extends Context {
  readonly projectId: string
  readonly source: 'DIRECT' | 'DASHBOARD'
}

/** Ids as Stytch's test projects shape them: `member-test-<uuid>`. */
export function newId(kind: string): string {
  return `${kind}-test-${randomUUID()}`
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A random secret of letters and digits; 48 of them carry 285 bits. */
export function newSecret(length = 48): string {
  let secret = ''
  while (secret.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 below 256: no letter is likelier than another.
      if (byte < 248 && secret.length < length) secret += LETTERS[byte % LETTERS.length]
    }
  }
  return secret
}

export function newProjectSecret(): string {
  return `secret-test-${randomBytes(24).toString('base64url')}`
}

/** How a secret is kept: it is random, so one round of SHA-256 is enough. */
export function hash(secret: string): string {
  return digest('sha256', secret, 'hex')
}

/** A time as Stytch writes it: RFC 3339, UTC, whole seconds. */
export function seconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
