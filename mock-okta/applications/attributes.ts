export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** An attribute of the app's user profile, and where SCIM has it. */
export interface AppAttribute {
  readonly name: string
  readonly title: string
  readonly type: 'string' | 'boolean' | 'integer' | 'number' | 'array'
  /** Below its namespace, as `name.givenName` or `emails.^[primary==true].value`. */
  readonly externalName: string
  /** An attribute without one is never sent. */
  readonly externalNamespace: string
  /** What else the Schemas API was given: description, lengths, enum, master … */
  readonly more?: Readonly<Record<string, unknown>>
}

/** One row of the To App page: what an attribute of the app gets, and when it is sent. */
export interface MappingRow {
  readonly expression: string
  readonly applyOn: 'CREATE' | 'CREATE_AND_UPDATE'
}

type Row = readonly [
  name: string,
  title: string,
  externalName: string,
  expression: string,
  namespace?: string,
]

const ifThere = (attribute: string, type: string) =>
  `(user.${attribute} != null && user.${attribute} != '') ? '${type}' : ''`

/** The attributes of a SCIM app and their default mappings, in the order in which Okta sends them. */
const DEFAULTS: readonly Row[] = [
  ['givenName', 'Given name', 'name.givenName', 'user.firstName'],
  ['familyName', 'Family name', 'name.familyName', 'user.lastName'],
  ['middleName', 'Middle name', 'name.middleName', 'user.middleName'],
  ['honorificPrefix', 'Honorific prefix', 'name.honorificPrefix', 'user.honorificPrefix'],
  ['honorificSuffix', 'Honorific suffix', 'name.honorificSuffix', 'user.honorificSuffix'],
  ['email', 'Email', 'emails.^[primary==true].value', 'user.email'],
  ['emailType', 'Primary email type', 'emails.^[primary==true].type', ifThere('email', 'work')],
  ['secondEmail', 'Secondary email', 'emails.^[primary==false].value', 'user.secondEmail'],
  [
    'secondEmailType',
    'Secondary email type',
    'emails.^[primary==false].type',
    ifThere('secondEmail', 'other'),
  ],
  ['title', 'Title', 'title', 'user.title'],
  ['displayName', 'Display name', 'displayName', 'user.displayName'],
  ['nickName', 'Nickname', 'nickName', 'user.nickName'],
  ['profileUrl', 'Profile Url', 'profileUrl', 'user.profileUrl'],
  ['userType', 'User type', 'userType', 'user.userType'],
  ['preferredLanguage', 'Preferred language', 'preferredLanguage', 'user.preferredLanguage'],
  ['locale', 'Locale Name', 'locale', 'user.locale'],
  ['timezone', 'Time zone', 'timezone', 'user.timezone'],
  ['primaryPhone', 'Primary phone', 'phoneNumbers.^[primary==true].value', 'user.primaryPhone'],
  [
    'primaryPhoneType',
    'Primary phone type',
    'phoneNumbers.^[primary==true].type',
    ifThere('primaryPhone', 'work'),
  ],
  ['mobilePhone', 'Mobile phone', 'phoneNumbers.^[primary==false].value', 'user.mobilePhone'],
  [
    'mobilePhoneType',
    'Mobile phone type',
    'phoneNumbers.^[primary==false].type',
    ifThere('mobilePhone', 'mobile'),
  ],
  [
    'streetAddress',
    'Street address',
    'addresses.^[primary==true].streetAddress',
    'user.streetAddress',
  ],
  ['locality', 'Locality', 'addresses.^[primary==true].locality', 'user.city'],
  ['region', 'Region', 'addresses.^[primary==true].region', 'user.state'],
  ['postalCode', 'Postal Code', 'addresses.^[primary==true].postalCode', 'user.zipCode'],
  ['country', 'Country', 'addresses.^[primary==true].country', 'user.countryCode'],
  [
    'addressType',
    'Address type',
    'addresses.^[primary==true].type',
    "(user.streetAddress + user.city + user.state + user.zipCode + user.countryCode) != '' ? 'work' : ''",
  ],
  ['employeeNumber', 'Employee number', 'employeeNumber', 'user.employeeNumber', ENTERPRISE_USER],
  ['costCenter', 'Cost center', 'costCenter', 'user.costCenter', ENTERPRISE_USER],
  ['organization', 'Organization', 'organization', 'user.organization', ENTERPRISE_USER],
  ['division', 'Division', 'division', 'user.division', ENTERPRISE_USER],
  ['department', 'Department', 'department', 'user.department', ENTERPRISE_USER],
  ['managerValue', 'Manager value', 'manager.value', 'user.managerId', ENTERPRISE_USER],
]

/** The profile that every SCIM app starts with; the user name stands apart, for the Sign On page makes it. */
export const DEFAULT_ATTRIBUTES: readonly AppAttribute[] = DEFAULTS.map(
  ([name, title, externalName, , externalNamespace = USER]) => ({
    name,
    title,
    type: 'string',
    externalName,
    externalNamespace,
  }),
)

/** The rows that Okta made itself, applied otherwise; what an admin wrote stays as it is. */
export function defaultsApplied(
  mapping: Readonly<Record<string, MappingRow>>,
  applyOn: MappingRow['applyOn'],
): Readonly<Record<string, MappingRow>> {
  const rows = Object.entries(mapping).map(([name, row]): [string, MappingRow] => [
    name,
    row.expression === DEFAULT_MAPPING[name]?.expression ? { ...row, applyOn } : row,
  ])
  return Object.fromEntries(rows)
}

/** Okta's default mappings, applied on create and update. */
export const DEFAULT_MAPPING: Readonly<Record<string, MappingRow>> = Object.fromEntries(
  DEFAULTS.map(([name, , , expression]) => [name, { expression, applyOn: 'CREATE_AND_UPDATE' }]),
)
