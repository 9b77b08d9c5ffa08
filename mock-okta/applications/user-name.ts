import type { Profile } from '../directory/person.ts'
import { compiled } from '../expression-language/compile.ts'
import { textOf } from '../expression-language/functions.ts'

/** The application username format of the Sign On page: a template of Okta's list, or an expression. */
export interface UserNameFormat {
  readonly type: 'BUILT_IN' | 'CUSTOM' | 'NONE'
  readonly template: string
}

export const DEFAULT_FORMAT: UserNameFormat = { type: 'BUILT_IN', template: '${source.login}' }

/** The name that a person has in the app; the login when the format yields none. */
export function userNameFor({ type, template }: UserNameFormat, profile: Profile): string {
  if (type === 'NONE') return profile.login
  const scope = { source: profile, user: profile }
  return textOf(compiled(template)(scope)) || profile.login
}
