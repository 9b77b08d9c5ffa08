import type { Profile } from '../directory/person.ts'

/** Application username formats, by the template that the management API shows for each. */
const FORMATS: Readonly<Record<string, (profile: Profile) => string>> = {
  '${source.login}': ({ login }) => login,
  '${source.email}': ({ email }) => email,
  '${fn:substringBefore(source.login, "@")}': ({ login }) => login.split('@')[0] ?? login,
  '${fn:substringBefore(source.email, "@")}': ({ email }) => email.split('@')[0] ?? email,
}

export const DEFAULT_TEMPLATE = '${source.login}'

export function isKnownTemplate(template: string): boolean {
  return template in FORMATS
}

/** The name that a person has in the app. */
export function userNameFor(template: string, profile: Profile): string {
  return (FORMATS[template] ?? FORMATS[DEFAULT_TEMPLATE])?.(profile) ?? profile.login
}
