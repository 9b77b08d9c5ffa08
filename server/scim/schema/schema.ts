import { type Attribute, attribute, complex } from './attribute.ts'

export interface Schema {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
}

const READ_ONLY = { mutability: 'readOnly', caseExact: true } as const

/** What every resource has without any schema listing it (RFC 7643 §3.1). */
export const COMMON: readonly Attribute[] = [
  attribute('schemas', 'The schemas that the resource follows.', {
    type: 'reference',
    multiValued: true,
    required: true,
    caseExact: true,
    returned: 'always',
  }),
  attribute('id', 'The identifier that the service gave.', {
    ...READ_ONLY,
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('externalId', 'The identifier that the client uses.', { caseExact: true }),
  complex(
    'meta',
    'What the service knows of the resource itself.',
    [
      attribute('resourceType', 'The name of its type.', READ_ONLY),
      attribute('created', 'When it was made.', { ...READ_ONLY, type: 'dateTime' }),
      attribute('lastModified', 'When it was last changed.', { ...READ_ONLY, type: 'dateTime' }),
      attribute('location', 'Its address.', { ...READ_ONLY, type: 'reference' }),
      attribute('version', 'Its version, as in the ETag header.', READ_ONLY),
    ],
    { mutability: 'readOnly' },
  ),
]
