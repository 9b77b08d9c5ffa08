import { createHash } from 'node:crypto'
import type { ApiToken } from '../directory/api-token.ts'
import { notFound } from '../okta-error.ts'
import type { Random } from '../random.ts'

/** The SSWS tokens of the org: kept as hashes, each revocable by itself. */
export class ApiTokens {
  readonly #byHash: Map<string, ApiToken>
  readonly #random: Random
  readonly #now: () => Date

  constructor(byHash: Map<string, ApiToken>, random: Random, now: () => Date) {
    this.#byHash = byHash
    this.#random = random
    this.#now = now
  }

  /** A token that is there already stays what it is. */
  add(name: string, secret: string): ApiToken {
    const there = this.#byHash.get(hash(secret))
    if (there !== undefined) return there
    const at = this.#now().toISOString()
    const token: ApiToken = {
      id: this.#random.id('00T'),
      name,
      userId: this.#random.id('00u'),
      created: at,
      lastUpdated: at,
    }
    this.#byHash.set(hash(secret), token)
    return token
  }

  /** The token that an Authorization header carries. */
  in(authorization: string | undefined): ApiToken | undefined {
    const [, secret] = /^SSWS (\S+)$/.exec(authorization ?? '') ?? []
    return secret === undefined ? undefined : this.#byHash.get(hash(secret))
  }

  list(): readonly ApiToken[] {
    return [...this.#byHash.values()]
  }

  find(id: string): ApiToken {
    const found = this.list().find((token) => token.id === id)
    if (found === undefined) throw notFound(id, 'ApiToken')
    return found
  }

  revoke(id: string): void {
    for (const [key, token] of this.#byHash) if (token.id === id) this.#byHash.delete(key)
  }
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
