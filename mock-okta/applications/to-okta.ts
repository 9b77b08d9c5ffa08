import { compiled, type Scope } from '../expression-language/compile.ts'
import { isObject, read } from '../scim/attribute-path.ts'
import type { App } from './app.ts'
import { type MappingRow, USER } from './attributes.ts'

type Values = Readonly<Record<string, unknown>>

/** What an Okta user gets of an imported one, by the attribute in Okta; the login stands on the To Okta page. */
export const DEFAULT_TO_OKTA: Readonly<Record<string, MappingRow>> = Object.fromEntries(
  [
    ['firstName', 'appuser.givenName'],
    ['lastName', 'appuser.familyName'],
    ['email', 'appuser.email'],
  ].map(([name = '', expression = '']) => [name, { expression, applyOn: 'CREATE' }]),
)

/** An imported user as the app's profile has it. */
export function appProfileIn(
  app: App,
  userName: string,
  resource: Record<string, unknown>,
): Values {
  const values = app.attributes.flatMap(({ name, externalName, externalNamespace }) => {
    const part = externalNamespace === USER ? resource : resource[externalNamespace]
    const value = isObject(part) && externalName !== '' ? read(part, externalName) : undefined
    return value === undefined || value === null ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(values), userName }
}

/** What the mappings make of it for the Okta user: all of them, or those that follow an update. */
export function toOktaProfile({ toOkta }: App, profile: Values, updatesOnly: boolean): Values {
  const scope = scopeOf(profile)
  const rows = Object.entries(toOkta).filter(
    ([, { applyOn }]) => !updatesOnly || applyOn === 'CREATE_AND_UPDATE',
  )
  const made = rows.map(([name, { expression }]) => [name, compiled(expression)(scope)] as const)
  return Object.fromEntries(made.filter(([, value]) => value !== null && value !== ''))
}

/** The login of someone new, by the user name format of the To Okta page. */
export function loginFor({ importSettings }: App, profile: Values, email: string): string {
  const { userNameFormat, userNameExpression } = importSettings
  const userName = String(profile.userName)
  if (userNameFormat === 'EMAIL') return email
  if (userNameFormat === 'USERNAME') return userName
  const login = compiled(userNameExpression)(scopeOf(profile))
  return typeof login === 'string' && login !== '' ? login : userName
}

function scopeOf(profile: Values): Scope {
  return { appuser: profile, source: profile }
}
