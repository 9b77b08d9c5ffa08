import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { ScimError } from '../scim/error.ts'
import { isObject } from '../scim/resource.ts'
import { CURSOR_SECONDS } from '../scim/service-provider-config.ts'
import type { Place } from './found.ts'

/** What a cursor remembers: where a walk stands, and of which question. */
export interface Cursor {
  readonly backwards: boolean
  readonly from: Place
  /** The total that the first page counted, where counting again would be dear. */
  readonly total: number | undefined
}

/** Seals and opens cursors: encrypted and authenticated, so that a client can neither read nor alter one. */
export class Cursors {
  readonly #key: Buffer
  readonly #now: () => Date

  /** `secret` is the same on all nodes, for a walk may end on another node than it began on. */
  constructor(secret: string, now: () => Date) {
    this.#key = createHash('sha256').update(secret).digest()
    this.#now = now
  }

  /** A cursor in URL-safe letters (RFC 9865 §2). `question` names the query that it is good for. */
  seal(question: string, cursor: Cursor): string {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv)
    cipher.setAAD(Buffer.from(question))
    const until = this.#now().getTime() + CURSOR_SECONDS * 1_000
    const text = JSON.stringify({ ...cursor, until })
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  open(question: string, text: string): Cursor {
    const { until, ...cursor } = this.#decrypt(question, text)
    if (until < this.#now().getTime()) {
      throw new ScimError(400, 'expiredCursor', 'the cursor has expired; begin again without one')
    }
    return cursor
  }

  #decrypt(question: string, text: string): Cursor & { until: number } {
    try {
      const bytes = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12))
      decipher.setAAD(Buffer.from(question))
      decipher.setAuthTag(bytes.subarray(12, 28))
      const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
      const value: unknown = JSON.parse(opened.toString('utf8'))
      // What we sealed is what we open: its shape needs no second look.
      if (isObject(value)) return value as unknown as Cursor & { until: number }
    } catch {
      // Whatever is wrong with it, the client is told the same.
    }
    throw new ScimError(400, 'invalidCursor', 'the cursor is not one of this query')
  }
}
