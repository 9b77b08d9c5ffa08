import { attribute, complex } from './attribute.ts'
import type { Schema } from './schema.ts'

export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** RFC 7643 §4.2; displayName is required by erratum 5368. */
export const groupSchema: Schema = {
  id: GROUP,
  name: 'Group',
  description: 'A group of people',
  attributes: [
    attribute('displayName', 'The name of the group.', { required: true }),
    complex(
      'members',
      'Who is in the group.',
      [
        attribute('value', 'The id of the member.', { mutability: 'immutable', caseExact: true }),
        attribute('$ref', 'The address of the member.', {
          type: 'reference',
          referenceTypes: ['User', 'Group'],
          mutability: 'immutable',
          caseExact: true,
        }),
        attribute('type', 'What kind of resource the member is.', {
          mutability: 'immutable',
          canonicalValues: ['User', 'Group'],
        }),
        attribute('display', 'A label for people to read.', { mutability: 'immutable' }),
      ],
      { multiValued: true },
    ),
  ],
}
