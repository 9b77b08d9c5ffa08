import type { RecordedRequest, RecordedResponse } from './exchange.ts'

const SECRET_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
])

/** Members of JSON bodies whose value is never written down, at any depth. */
const SECRET_MEMBERS = [
  'password',
  'token',
  'apiToken',
  'bearer_token',
  'next_bearer_token',
  'secret',
  'clientSecret',
  'client_secret',
  'access_token',
  'refresh_token',
]

const MEMBER = new RegExp(`("(?:${SECRET_MEMBERS.join('|')})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi')

type Redacted = { readonly request: RecordedRequest; readonly response: RecordedResponse | null }

/**
 * Masks what must not be written down. Values learned as secrets are masked wherever they appear,
 * so that a server that echoes its token in an error text does not leak it through us.
 */
export class Redactor {
  readonly #secrets = new Set<string>()

  /** Remembers a value that must never be written; a short one would blank out innocent text. */
  learn(secret: string): void {
    if (secret.length >= 8) this.#secrets.add(secret)
  }

  get secrets(): readonly string[] {
    return [...this.#secrets]
  }

  text(text: string): string {
    let out = text.replace(MEMBER, '$1"***"')
    for (const secret of this.#secrets) out = out.replaceAll(secret, '***')
    return out
  }

  exchange(request: RecordedRequest, response: RecordedResponse | null): Redacted {
    return {
      request: {
        method: request.method,
        url: this.text(request.url),
        headers: this.#headers(request.headers),
        body: request.body === null ? null : this.text(request.body),
      },
      response: response && {
        status: response.status,
        headers: this.#headers(response.headers),
        body: this.text(response.body),
      },
    }
  }

  #headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        SECRET_HEADERS.has(name.toLowerCase()) ? masked(name, value) : this.text(value),
      ]),
    )
  }
}

/** The scheme stays visible, since a missing `Bearer ` is a common mistake: `Bearer $SCIM_TOKEN`. */
function masked(name: string, value: string): string {
  if (name.toLowerCase() !== 'authorization') return '***'
  const scheme = /^(Bearer|Basic|SSWS) /i.exec(value)?.[1]
  return scheme === undefined ? '$SCIM_TOKEN' : `${scheme} $SCIM_TOKEN`
}
