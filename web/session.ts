import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Something that the next page says once. */
export interface Notice {
  readonly kind: 'good' | 'bad'
  readonly text: string
  /** A secret that is shown this once, under its name. */
  readonly secrets?: readonly { readonly name: string; readonly value: string }[]
}

/** What a site remembers of one browser. */
export interface Session {
  readonly id: string
  signedIn: boolean
  notices: Notice[]
  /** What was typed into a form that was refused. */
  draft: Readonly<Record<string, string>>
}

const COOKIE = 'scimulate-console'
const MOST = 1_000

/**
 * The browsers that know the site. The cookie is a random name and nothing else: programs on other ports of
 * this machine may share it, for what it stands for is known to this process alone.
 */
export class Sessions {
  readonly #key = randomBytes(32)
  readonly #known = new Map<string, Session>()

  /** The session that a Cookie header names; a new one when it names none. */
  of(cookie: string | undefined): Session {
    const [, id] = new RegExp(`(?:^|; )${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookie ?? '') ?? []
    return (id === undefined ? undefined : this.#known.get(id)) ?? this.start(id)
  }

  start(id = randomBytes(32).toString('base64url')): Session {
    const session: Session = { id, signedIn: false, notices: [], draft: {} }
    this.#known.set(id, session)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) break
      this.#known.delete(oldest)
    }
    return session
  }

  cookieFor({ id }: Session): string {
    return `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`
  }

  /** The token that every form of this session carries. */
  tokenFor({ id }: Session): string {
    return createHmac('sha256', this.#key).update(id).digest('base64url')
  }

  isToken(session: Session, given: string): boolean {
    const expected = Buffer.from(this.tokenFor(session))
    const got = Buffer.from(given)
    return got.length === expected.length && timingSafeEqual(got, expected)
  }
}
