import type { RecordedRequest, RecordedResponse } from './exchange.ts'

const SECRET_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'svix-signature',
  'webhook-signature',
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

/** Letters by which secrets are told apart before they are compared as a whole. */
const START = 4

/** The last four letters, with the next one behind them. */
function shifted(letters: number, text: string, i: number): number {
  return (letters << 8) | (text.charCodeAt(i) & 0xff)
}

/** A table of 2 to the power of that has a place for any four letters: no text that begins with a secret is missed. */
const PLACES_BITS = 18

/** Few letters share a place by chance. */
function placeOf(letters: number): number {
  return Math.imul(letters, 0x9e3779b1) >>> (32 - PLACES_BITS)
}

type Redacted = { readonly request: RecordedRequest; readonly response: RecordedResponse | null }

/**
 * Masks what must not be written down. Values learned as secrets are masked wherever they appear,
 * so that a server that echoes its token in an error text does not leak it through us.
 */
export class Redactor {
  readonly #secrets = new Set<string>()
  /** Secrets by their first letters, the longest first, and which beginnings there are at all. */
  readonly #byStart = new Map<string, string[]>()
  readonly #starts = new Uint8Array(2 ** PLACES_BITS)

  /** Remembers a value that must never be written; a short one would blank out innocent text. */
  learn(secret: string): void {
    if (secret.length < 8 || this.#secrets.has(secret)) return
    this.#secrets.add(secret)
    const start = secret.slice(0, START)
    const alike = [...(this.#byStart.get(start) ?? []), secret]
    this.#byStart.set(
      start,
      alike.sort((a, b) => b.length - a.length),
    )
    let letters = 0
    for (let i = 0; i < START; i += 1) letters = shifted(letters, secret, i)
    this.#starts[placeOf(letters)] = 1
  }

  get secrets(): readonly string[] {
    return [...this.#secrets]
  }

  text(text: string): string {
    return this.#masked(text.includes('"') ? text.replace(MEMBER, '$1"***"') : text)
  }

  /** Whether an answer holds a value that was learned as a secret. */
  isIn({ headers, body }: RecordedResponse): boolean {
    return [body, ...Object.values(headers)].some((text) => this.#masked(text) !== text)
  }

  /** One walk over the text, however many secrets there are: a long run has thousands. */
  #masked(text: string): string {
    let out = ''
    let copied = 0
    let letters = 0
    for (let i = 0; i < text.length; i += 1) {
      letters = shifted(letters, text, i)
      const at = i - START + 1
      if (this.#starts[placeOf(letters)] === 0 || at < copied) continue
      const found = this.#secretAt(text, at)
      if (found === undefined) continue
      out += `${text.slice(copied, at)}***`
      copied = at + found.length
    }
    return copied === 0 ? text : out + text.slice(copied)
  }

  #secretAt(text: string, at: number): string | undefined {
    const alike = this.#byStart.get(text.slice(at, at + START))
    return alike?.find((secret) => text.startsWith(secret, at))
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
