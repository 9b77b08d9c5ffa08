import type { Dispatcher } from 'undici'
import type { OAuth } from '../applications/app.ts'
import { connectionText, Failure } from './failure.ts'

/** What a token endpoint answers with (RFC 6749, section 5.1). */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Seconds; undefined when it did not say. */
  readonly expiresIn: number | undefined
}

/** What is exchanged for an access token: the code that the admin came back with, or a refresh token. */
export type Grant =
  | { readonly code: string; readonly redirectUri: string }
  | { readonly refreshToken: string }

/** Asks for an access token; the client's id and secret are in the form, since where Okta puts them is not known. */
export async function askForTokens(
  dispatcher: Dispatcher,
  { tokenUrl, clientId, clientSecret }: OAuth,
  grant: Grant,
  timeoutMs: number,
): Promise<Tokens> {
  const url = new URL(tokenUrl)
  const form = new URLSearchParams({
    ...fieldsOf(grant),
    client_id: clientId,
    client_secret: clientSecret,
  })
  const answer = await dispatcher
    .request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { ...HEADERS },
      body: form.toString(),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    .then(async ({ statusCode, body }) => ({ statusCode, text: await body.text() }))
    .catch(async (error: unknown) => {
      throw new Failure(await connectionText(url, error))
    })
  return tokensIn(answer.statusCode, answer.text)
}

const HEADERS = {
  Accept: 'application/json',
  'Content-Type': 'application/x-www-form-urlencoded',
  'User-Agent': 'Okta SCIM Client 1.0.0',
}

function fieldsOf(grant: Grant): Record<string, string> {
  if ('code' in grant) {
    return {
      grant_type: 'authorization_code',
      code: grant.code,
      redirect_uri: grant.redirectUri,
    }
  }
  return { grant_type: 'refresh_token', refresh_token: grant.refreshToken }
}

function tokensIn(status: number, text: string): Tokens {
  const body = bodyIn(text)
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn } = body
  if (status !== 200 || typeof accessToken !== 'string' || /[^\x21-\x7e]/.test(accessToken)) {
    const said = body.error_description ?? body.error ?? `the token endpoint answered ${status}`
    throw new Failure(String(said), 401)
  }
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
    expiresIn: typeof expiresIn === 'number' ? expiresIn : undefined,
  }
}

function bodyIn(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch {
    return {}
  }
}
