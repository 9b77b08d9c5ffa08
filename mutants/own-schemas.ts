export const DESK = 'urn:example:params:scim:schemas:extension:desk:2.0:User'
const ROOM = 'urn:example:params:scim:schemas:core:2.0:Room'

/** What no standard schema has, in the servers that faults are planted in: faults may be there, too. */
export const OWN_SCHEMAS = {
  schemas: [
    {
      id: DESK,
      name: 'Desk',
      attributes: [
        { name: 'floor', type: 'integer' },
        { name: 'window', type: 'boolean' },
        { name: 'note' },
        { name: 'key', mutability: 'immutable', caseExact: true },
        { name: 'remark', returned: 'request' },
      ],
    },
    {
      id: ROOM,
      name: 'Room',
      attributes: [
        { name: 'displayName', required: true },
        { name: 'seats', type: 'integer' },
        { name: 'purpose' },
      ],
    },
  ],
  resourceTypes: [
    { name: 'User', schemaExtensions: [{ schema: DESK }] },
    { name: 'Room', endpoint: '/Rooms', schema: ROOM },
  ],
} as const
