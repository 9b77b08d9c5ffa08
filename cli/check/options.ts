import { usage } from '../exit-code.ts'

/** The flags as commander gives them. */
export interface RawCheckOptions {
  readonly token?: string
  readonly tags?: string
  readonly name?: string
  readonly out: string
  readonly seed?: number
  readonly strict: boolean
  readonly concurrency: number
  readonly rps?: number
}

export interface CheckOptions {
  /** Somebody's server; undefined means our own. */
  readonly remote: { readonly baseUrl: string; readonly token: string } | undefined
  readonly tags: string
  readonly name: string | undefined
  readonly out: string
  readonly seed: number
  readonly strict: boolean
  readonly concurrency: number
  readonly rps: number | undefined
}

/** Flags and environment as one checked whole; what is wrong with them is said by its name. */
export function checkOptions(
  url: string | undefined,
  raw: RawCheckOptions,
  environment: Readonly<Record<string, string | undefined>>,
): CheckOptions {
  return {
    remote: remoteOf(url, raw.token, environment),
    tags: raw.tags ?? '',
    name: raw.name,
    out: raw.out,
    seed: raw.seed ?? Math.floor(Math.random() * 1_000_000),
    strict: raw.strict,
    concurrency: raw.concurrency,
    rps: raw.rps,
  }
}

function remoteOf(
  url: string | undefined,
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): CheckOptions['remote'] {
  const baseUrl = url ?? nonEmpty(environment.SCIM_BASE_URL)
  const token = flag ?? nonEmpty(environment.SCIM_TOKEN)
  if (baseUrl === undefined) {
    if (token === undefined) return undefined
    throw usage('a token without a server: give the base URL too, as argument or SCIM_BASE_URL')
  }
  const name = url === undefined ? 'SCIM_BASE_URL' : 'the base URL'
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw usage(`${name} must be an http or https URL, not "${baseUrl}"`)
  }
  if (new URL(baseUrl).username !== '') {
    throw usage(`${name} must not hold credentials: give the token with SCIM_TOKEN`)
  }
  if (token === undefined) {
    throw usage('no token: set SCIM_TOKEN, or give --token')
  }
  return { baseUrl, token: bare(token) }
}

/** People paste the whole header value; the scheme is ours to add. */
function bare(token: string): string {
  const value = token.replace(/^Bearer\s+/i, '').trim()
  if (value === '' || /[^\x21-\x7e]/.test(value)) {
    throw usage('the token is empty or holds characters that no HTTP header can carry')
  }
  return value
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}
