import type { Person, Profile } from '../directory/person.ts'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

type Json = Record<string, unknown>

/** Core attributes that take an Okta attribute as it is, in the order in which Okta sends them. */
const PLAIN: readonly [scim: string, okta: string][] = [
  ['title', 'title'],
  ['displayName', 'displayName'],
  ['nickName', 'nickName'],
  ['profileUrl', 'profileUrl'],
  ['userType', 'userType'],
  ['preferredLanguage', 'preferredLanguage'],
  ['locale', 'locale'],
  ['timezone', 'timezone'],
]

const NAME: readonly [scim: string, okta: string][] = [
  ['givenName', 'firstName'],
  ['familyName', 'lastName'],
  ['middleName', 'middleName'],
  ['honorificPrefix', 'honorificPrefix'],
  ['honorificSuffix', 'honorificSuffix'],
]

const ENTERPRISE: readonly [scim: string, okta: string][] = [
  ['employeeNumber', 'employeeNumber'],
  ['costCenter', 'costCenter'],
  ['organization', 'organization'],
  ['division', 'division'],
  ['department', 'department'],
]

const ADDRESS: readonly [scim: string, okta: string][] = [
  ['streetAddress', 'streetAddress'],
  ['locality', 'city'],
  ['region', 'state'],
  ['postalCode', 'zipCode'],
  ['country', 'countryCode'],
]

/** The body that creates a person: what is mapped and has a value, in Okta's order. */
export function createBody(person: Person, userName: string, password: string): Json {
  const { profile } = person
  const mapped = mappedAttributes(profile, userName)
  const schemas = ENTERPRISE_USER in mapped ? [USER, ENTERPRISE_USER] : [USER]
  return {
    schemas,
    ...mapped,
    externalId: person.id,
    groups: [],
    password,
    active: true,
  }
}

/** The fetched resource with the mapped attributes laid over it: what else it holds goes back as it came. */
export function replaceBody(
  fetched: Json,
  person: Person,
  userName: string,
  active?: boolean,
): Json {
  const mapped = mappedAttributes(person.profile, userName)
  const body: Json = { ...fetched }
  for (const [name, value] of Object.entries(mapped))
    body[name] = overlaid(fetched[name], value, name)
  if (ENTERPRISE_USER in mapped) body.schemas = withEnterprise(fetched.schemas)
  body.externalId = person.id
  body.groups = Array.isArray(fetched.groups) ? fetched.groups : []
  body.active = active ?? fetched.active ?? true
  return body
}

/** The fetched resource with nothing changed but whether it is active. */
export function statusBody(fetched: Json, person: Person, active: boolean): Json {
  return {
    ...fetched,
    externalId: person.id,
    groups: Array.isArray(fetched.groups) ? fetched.groups : [],
    active,
  }
}

/** The fetched resource with nothing changed but the password. */
export function passwordBody(fetched: Json, person: Person, password: string): Json {
  return {
    ...fetched,
    externalId: person.id,
    groups: Array.isArray(fetched.groups) ? fetched.groups : [],
    password,
  }
}

/** What a profile push would say: two profiles of which this is the same need none. */
export function mappedAttributes(profile: Profile, userName: string): Json {
  const enterprise = picked(profile, ENTERPRISE)
  const manager = picked(profile, [['value', 'managerId']])
  if (Object.keys(manager).length > 0) enterprise.manager = manager
  return {
    userName,
    name: picked(profile, NAME),
    ...emails(profile),
    ...picked(profile, PLAIN),
    ...phones(profile),
    ...address(profile),
    ...(Object.keys(enterprise).length > 0 ? { [ENTERPRISE_USER]: enterprise } : {}),
  }
}

function emails({ email, secondEmail }: Profile): Json {
  const list: Json[] = [{ primary: true, value: email, type: 'work' }]
  if (isText(secondEmail)) list.push({ primary: false, value: secondEmail, type: 'other' })
  return { emails: list }
}

function phones({ primaryPhone, mobilePhone }: Profile): Json {
  const list: Json[] = []
  if (isText(primaryPhone)) list.push({ primary: true, value: primaryPhone, type: 'work' })
  if (isText(mobilePhone)) list.push({ primary: false, value: mobilePhone, type: 'mobile' })
  return list.length > 0 ? { phoneNumbers: list } : {}
}

function address(profile: Profile): Json {
  const parts = picked(profile, ADDRESS)
  return Object.keys(parts).length > 0
    ? { addresses: [{ primary: true, ...parts, type: 'work' }] }
    : {}
}

function picked(profile: Profile, pairs: readonly [string, string][]): Json {
  return Object.fromEntries(
    pairs
      .map(([scim, okta]) => [scim, profile[okta]] as const)
      .filter(([, value]) => isText(value)),
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** Okta writes into the parts that it maps: name.formatted and a home address stay. */
function overlaid(before: unknown, mapped: unknown, name: string): unknown {
  if (Array.isArray(mapped)) return overlaidList(Array.isArray(before) ? before : [], mapped)
  if (isObject(mapped) && isObject(before)) return { ...before, ...mapped }
  return name === 'schemas' ? before : mapped
}

/** `emails.^[primary==true]`: the element with that primary takes the mapped parts, or is added. */
function overlaidList(before: readonly unknown[], mapped: readonly unknown[]): unknown[] {
  const list = before.map((element) => (isObject(element) ? { ...element } : element))
  for (const element of mapped.filter(isObject)) {
    const at = list.findIndex(
      (one) => isObject(one) && (one.primary === true) === (element.primary === true),
    )
    if (at < 0) list.push(element)
    else list[at] = { ...(isObject(list[at]) ? list[at] : {}), ...element }
  }
  return list
}

function withEnterprise(schemas: unknown): unknown {
  const list: unknown[] = Array.isArray(schemas) ? schemas : [USER]
  return list.includes(ENTERPRISE_USER) ? list : [...list, ENTERPRISE_USER]
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
