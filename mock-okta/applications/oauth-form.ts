import { invalid } from '../okta-error.ts'
import type { OAuth } from './app.ts'

/** The OAuth 2 part of the Integration page. A refresh token, which Okta has no field for, spares the browser. */
export function oauthIn(fields: Record<string, unknown>): OAuth {
  const text = (name: string): string => {
    const value = fields[name]
    if (typeof value !== 'string' || value.trim() === '') {
      throw invalid(name, `${name}: The field cannot be left blank.`)
    }
    return value.trim()
  }
  const url = (name: string): string => {
    const value = text(name)
    if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
      throw invalid(name, `${name}: must be an http or https URL.`)
    }
    return value
  }
  return {
    authorizeUrl: url('authorizeUrl'),
    tokenUrl: url('tokenUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    ...(fields.refreshToken === undefined ? {} : { refreshToken: text('refreshToken') }),
  }
}

/** Where "Authenticate" sends the admin's browser; undefined when nothing is to be authorized. */
export function authorizeLink({ authorizeUrl, clientId, asked }: OAuth): string | undefined {
  if (asked === undefined) return undefined
  const url = new URL(authorizeUrl)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('redirect_uri', asked.redirectUri)
  url.searchParams.set('state', asked.state)
  return url.href
}
