import { request } from 'undici'

/** How the target wants to be spoken to. */
export type Auth =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'oauth'
      readonly tokenUrl: string
      readonly clientId: string
      readonly clientSecret: string
      readonly scope: string | undefined
    }
  | { readonly kind: 'anonymous' }

/** The token endpoint did not give what it should. */
export class AuthorizationFailed extends Error {
  override readonly name = 'AuthorizationFailed'
}

/** A token is fetched anew this long before it ends. */
const MARGIN_MS = 30_000

/**
 * Keeps the real credential in this one place. Steps and the mock Okta speak with a stand-in for the
 * token; on its way to the target a request that carries it gets the real thing, so that nothing that is
 * recorded, logged or handed to a worker ever held it.
 */
export class Credential {
  readonly standIn: string
  readonly #auth: Auth
  #token: { readonly value: string; readonly until: number } | undefined
  #fetching: Promise<string> | undefined

  constructor(auth: Auth, standIn: string) {
    this.#auth = auth
    this.standIn = standIn
  }

  /** What must not appear in any output. */
  secrets(): readonly string[] {
    switch (this.#auth.kind) {
      case 'bearer':
        return [this.#auth.token]
      case 'basic':
        return [this.#auth.password, base64(this.#auth.user, this.#auth.password)]
      case 'header':
        return [this.#auth.value]
      case 'oauth':
        return [this.#auth.clientSecret, ...(this.#token ? [this.#token.value] : [])]
      case 'anonymous':
        return []
    }
  }

  /** The request's headers with the real credential where the stand-in was. */
  async apply(headers: readonly string[]): Promise<string[]> {
    const out: string[] = []
    for (let i = 0; i < headers.length; i += 2) {
      const [name = '', value = ''] = [headers[i], headers[i + 1]]
      if (value === `Bearer ${this.standIn}`) out.push(...(await this.#headers()))
      else
        out.push(
          name,
          value.includes(this.standIn) ? value.replaceAll(this.standIn, await this.#bare()) : value,
        )
    }
    return out
  }

  /** The request's path with the real credential where the stand-in was. */
  async inPath(path: string): Promise<string> {
    if (!path.includes(this.standIn)) return path
    return path.replaceAll(this.standIn, encodeURIComponent(await this.#bare()))
  }

  async #headers(): Promise<string[]> {
    switch (this.#auth.kind) {
      case 'bearer':
        return ['authorization', `Bearer ${this.#auth.token}`]
      case 'basic':
        return ['authorization', `Basic ${base64(this.#auth.user, this.#auth.password)}`]
      case 'header':
        return [this.#auth.name, this.#auth.value]
      case 'oauth':
        return ['authorization', `Bearer ${await this.#accessToken(this.#auth)}`]
      case 'anonymous':
        return []
    }
  }

  /** The secret itself, for requests that put it in the wrong place on purpose. */
  async #bare(): Promise<string> {
    return (await this.#headers())[1]?.replace(/^(Bearer|Basic) /, '') ?? ''
  }

  async #accessToken(auth: Extract<Auth, { kind: 'oauth' }>): Promise<string> {
    if (this.#token !== undefined && Date.now() < this.#token.until - MARGIN_MS) {
      return this.#token.value
    }
    this.#fetching ??= fetchToken(auth)
      .then((token) => {
        this.#token = token
        return token.value
      })
      .finally(() => {
        this.#fetching = undefined
      })
    return this.#fetching
  }
}

/** The client credentials grant of OAuth 2.0 (RFC 6749 §4.4). */
async function fetchToken(
  auth: Extract<Auth, { kind: 'oauth' }>,
): Promise<{ value: string; until: number }> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (auth.scope !== undefined) form.set('scope', auth.scope)
  const { statusCode, body } = await request(auth.tokenUrl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${base64(encodeURIComponent(auth.clientId), encodeURIComponent(auth.clientSecret))}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: form.toString(),
  }).catch((error: Error) => {
    throw new AuthorizationFailed(`the token endpoint cannot be reached: ${error.message}`)
  })
  const answer = (await body.json().catch(() => ({}))) as {
    access_token?: unknown
    expires_in?: unknown
  }
  if (statusCode !== 200 || typeof answer.access_token !== 'string') {
    throw new AuthorizationFailed(`the token endpoint answered ${statusCode} without a token`)
  }
  const seconds = typeof answer.expires_in === 'number' ? answer.expires_in : 3_600
  return { value: answer.access_token, until: Date.now() + seconds * 1_000 }
}

function base64(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64')
}
