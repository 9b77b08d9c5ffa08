import { attribute, complex, plural } from './attribute.ts'
import type { Schema } from './schema.ts'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const URI = { type: 'reference', referenceTypes: ['uri'], caseExact: true } as const
const SERVICES = ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']
const WHERE = ['work', 'home', 'other']

/** RFC 7643 §4.1 and §8.7.1. */
export const userSchema: Schema = {
  id: USER,
  name: 'User',
  description: 'A person with an account',
  attributes: [
    attribute('userName', 'The name that the person signs in with; unique, in any letter case.', {
      required: true,
      uniqueness: 'server',
    }),
    complex('name', "The parts of the person's name.", [
      attribute('formatted', 'The whole name as it is shown.'),
      attribute('familyName', 'The family name.'),
      attribute('givenName', 'The given name.'),
      attribute('middleName', 'The middle names.'),
      attribute('honorificPrefix', 'What stands before the name, such as a title.'),
      attribute('honorificSuffix', 'What stands behind the name.'),
    ]),
    attribute('displayName', 'The name that is shown to others.'),
    attribute('nickName', 'What the person likes to be called.'),
    attribute('profileUrl', "The address of the person's profile page.", URI),
    attribute('title', 'The job title.'),
    attribute('userType', 'How the person belongs to the organization.'),
    attribute('preferredLanguage', 'Languages in order of preference, as in Accept-Language.'),
    attribute('locale', 'How dates, numbers and money are written for the person.'),
    attribute('timezone', 'The time zone, as the tz database names it.'),
    attribute('active', 'Whether the person may use the product.', { type: 'boolean' }),
    attribute('password', 'A clear-text password to be set; never returned.', {
      mutability: 'writeOnly',
      returned: 'never',
      caseExact: true,
    }),
    plural('emails', 'E-mail addresses.', { canonical: withLowerDomain }, WHERE),
    plural('phoneNumbers', 'Telephone numbers.', {}, [...WHERE, 'mobile', 'fax', 'pager']),
    plural('ims', 'Addresses for instant messages.', {}, SERVICES),
    plural('photos', 'Addresses of pictures of the person.', URI, ['photo', 'thumbnail']),
    complex(
      'addresses',
      'Postal addresses.',
      [
        attribute('formatted', 'The whole address as it is printed.'),
        attribute('streetAddress', 'Street and house number.'),
        attribute('locality', 'City or town.'),
        attribute('region', 'State or region.'),
        attribute('postalCode', 'Postal code.'),
        attribute('country', 'Country, as ISO 3166-1 writes it with two letters.'),
        attribute('type', 'What the address is for.', { canonicalValues: WHERE }),
        attribute('primary', 'Whether this is the preferred address; at most one is.', {
          type: 'boolean',
        }),
      ],
      { multiValued: true },
    ),
    complex(
      'groups',
      'The groups that the person is in, directly or through another group.',
      [
        attribute('value', 'The id of the group.', { mutability: 'readOnly', caseExact: true }),
        attribute('$ref', 'The address of the group.', {
          type: 'reference',
          referenceTypes: ['Group'],
          mutability: 'readOnly',
          caseExact: true,
        }),
        attribute('display', 'The name of the group.', { mutability: 'readOnly' }),
        attribute('type', 'Whether the person is in the group directly.', {
          mutability: 'readOnly',
          canonicalValues: ['direct', 'indirect'],
        }),
      ],
      { multiValued: true, mutability: 'readOnly' },
    ),
    plural('entitlements', 'What the person is entitled to.'),
    plural('roles', 'The roles of the person.'),
    plural('x509Certificates', 'Certificates issued to the person.', {
      type: 'binary',
      caseExact: true,
    }),
  ],
}

/** RFC 7643 §4.3. */
export const enterpriseUserSchema: Schema = {
  id: ENTERPRISE_USER,
  name: 'EnterpriseUser',
  description: 'What an employer knows of a person',
  attributes: [
    attribute('employeeNumber', 'The number by which the employer knows the person.'),
    attribute('costCenter', 'The cost center.'),
    attribute('organization', 'The organization.'),
    attribute('division', 'The division.'),
    attribute('department', 'The department.'),
    complex('manager', "The person's manager.", [
      attribute('value', "The id of the manager's user.", { caseExact: true }),
      attribute('$ref', "The address of the manager's user.", {
        type: 'reference',
        referenceTypes: ['User'],
        caseExact: true,
      }),
      attribute('displayName', "The manager's name.", { mutability: 'readOnly' }),
    ]),
  ],
}

/** Domains have no letter case (RFC 7643 §4.1.2); what stands before the @ is the mailbox's own affair. */
function withLowerDomain(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return address
  return address.slice(0, at + 1) + address.slice(at + 1).toLowerCase()
}
