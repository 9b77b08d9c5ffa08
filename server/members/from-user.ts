import { isObject, type Json } from '../scim/resource.ts'

const E_MAIL = /^[^\s@]+@[^\s@]+$/

/**
 * The e-mail address that a user's member gets: the userName where it is one, as every set-up guide asks
 * for; else the primary e-mail address; else none, since SCIM demands none.
 */
export function emailOf(user: Json): string {
  const userName = String(user.userName)
  if (E_MAIL.test(userName)) return userName
  const emails = Array.isArray(user.emails) ? user.emails.filter(isObject) : []
  const best = emails.find(({ primary }) => primary === true) ?? emails[0]
  return typeof best?.value === 'string' && E_MAIL.test(best.value) ? best.value : ''
}

/** The name that a user's member gets: as formatted, else of its parts, else as displayed. */
export function nameOf(user: Json): string {
  const name = isObject(user.name) ? user.name : {}
  const parts = [name.givenName, name.familyName].filter((part) => typeof part === 'string' && part)
  // Okta changes the parts and sends back the formatted name that it was given: the parts are fresher.
  if (parts.length > 0) return parts.join(' ')
  const other = [name.formatted, user.displayName].find((text) => typeof text === 'string')
  return typeof other === 'string' ? other : ''
}
