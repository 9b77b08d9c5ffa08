import type { Auth } from '../../steps/support/recorder/credential.ts'
import { usage } from '../exit-code.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The flags that say how the target knows us; at most one kind may be given. */
export interface RawAuth {
  readonly token?: string
  readonly basic?: string
  readonly header?: string
  readonly oauthTokenUrl?: string
  readonly oauthClientId?: string
  readonly oauthClientSecret?: string
  readonly oauthScope?: string
  readonly anonymous?: boolean
}

/** How to authenticate, from flags and environment; undefined when nothing was said. */
export function authOf(raw: RawAuth, environment: Environment): Auth | undefined {
  const flags = KINDS.flatMap((kind) => kind(raw, environment) ?? [])
  if (flags.length > 1) throw usage('give one kind of credential only')
  // The environment may hold a token for other runs: any flag wins over it.
  return flags[0] ?? (isGiven(environment.SCIM_TOKEN) ? bearer(environment.SCIM_TOKEN) : undefined)
}

const KINDS: readonly ((raw: RawAuth, environment: Environment) => Auth | undefined)[] = [
  ({ token }) => (isGiven(token) ? bearer(token) : undefined),
  (raw) => (isGiven(raw.basic) ? basic(raw.basic) : undefined),
  (raw) => (isGiven(raw.header) ? header(raw.header) : undefined),
  (raw, environment) => (isGiven(raw.oauthTokenUrl) ? oauth(raw, environment) : undefined),
  ({ anonymous }) => (anonymous ? { kind: 'anonymous' } : undefined),
]

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}

/** People paste the whole header value; the scheme is ours to add. */
export function bearer(text: string): Auth {
  const token = text.trim().replace(/^Bearer\s+/i, '')
  if (token === '' || !isHeaderText(token)) {
    throw usage('the token is empty or holds characters that no HTTP header can carry')
  }
  return { kind: 'bearer', token }
}

function basic(text: string): Auth {
  const [user = '', ...rest] = text.split(':')
  if (user === '' || rest.length === 0) throw usage('--basic must be user:password')
  return { kind: 'basic', user, password: rest.join(':') }
}

function header(text: string): Auth {
  const [, name = '', value = ''] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.+)$/.exec(text) ?? []
  if (name === '' || !isHeaderText(value)) throw usage('--header must be "Name: value"')
  return { kind: 'header', name, value }
}

function oauth(raw: RawAuth, environment: Environment): Auth {
  const { oauthTokenUrl = '', oauthClientId = '', oauthScope } = raw
  const clientSecret = raw.oauthClientSecret ?? environment.SCIM_CLIENT_SECRET ?? ''
  if (!URL.canParse(oauthTokenUrl))
    throw usage(`--oauth-token-url must be a URL, not "${oauthTokenUrl}"`)
  if (oauthClientId === '') throw usage('--oauth-client-id is missing')
  if (clientSecret === '')
    throw usage('no client secret: set SCIM_CLIENT_SECRET, or give --oauth-client-secret')
  return {
    kind: 'oauth',
    tokenUrl: oauthTokenUrl,
    clientId: oauthClientId,
    clientSecret,
    scope: oauthScope,
  }
}

function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text)
}
