import {
  altered,
  attribute,
  config,
  type Json,
  namesOf,
  schema,
  TENANT,
  type,
} from './documents.ts'
import { list, meta, type Said, USER, user } from './heard.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const configured = (more: Json): Said => ({
  request: 'GET /ServiceProviderConfig',
  body: config(more),
})
const typed = (more: Json): Said => ({ request: 'GET /ResourceTypes', body: list([type(more)]) })
const published = (one: Json): Said => ({ request: 'GET /Schemas', body: list([one]) })
const own = (...attributes: unknown[]): Said => published(schema('urn:example:Own', attributes))
const without = (...names: string[]): Said =>
  own(Object.fromEntries(Object.entries(attribute('a')).filter(([name]) => !names.includes(name))))
const scheme = (more: Json): Said =>
  configured({
    authenticationSchemes: [{ type: 'httpbasic', name: 'Basic', description: 'x', ...more }],
  })
const complex = (...subAttributes: Json[]): Json =>
  attribute('a', { type: 'complex', multiValued: true, subAttributes })
const user_ = (name: string, more: Json): Said => published(altered(USER, name, more))

const CONFIG: Readonly<Record<string, readonly Said[]>> = {
  'RFC7643-5-01': [configured({ schemas: [USER] })],
  'RFC7643-5-05': [configured({ patch: undefined })],
  'RFC7643-5-06': [configured({ patch: { supported: 'true' } })],
  'RFC7643-5-07': [configured({ bulk: true })],
  'RFC7643-5-08': [configured({ bulk: { maxOperations: 1, maxPayloadSize: 1 } })],
  'RFC7643-5-09': [
    configured({ bulk: { supported: true, maxOperations: '9', maxPayloadSize: 1 } }),
  ],
  'RFC7643-5-10': [configured({ bulk: { supported: true, maxOperations: 1 } })],
  'RFC7643-5-11': [configured({ filter: null })],
  'RFC7643-5-12': [configured({ filter: { maxResults: 2 } })],
  'RFC7643-5-13': [configured({ filter: { supported: true, maxResults: -1 } })],
  'RFC7643-5-15': [configured({ changePassword: {} })],
  'RFC7643-5-16': [configured({ sort: undefined })],
  'RFC7643-5-17': [configured({ etag: { supported: 1 } })],
  'RFC7643-5-18': [configured({ authenticationSchemes: { type: 'oauth2' } })],
  'RFC7643-5-20': [scheme({ type: undefined })],
  'RFC7643-5-26': [configured({ meta: { resourceType: 'User' } })],
  'RFC7643-5-21': [scheme({ name: '' })],
  'RFC7643-5-22': [scheme({ description: undefined })],
}

const TYPES: Readonly<Record<string, readonly Said[]>> = {
  'RFC7644-3.2-01': [typed({ name: 'Role', endpoint: '/Role' })],
  'RFC7643-6-01': [typed({ schemas: [USER] })],
  'RFC7643-6-04': [{ body: user(meta({ resourceType: 'Person' })) }],
  'RFC7643-6-05': [typed({ name: undefined })],
  'RFC7643-6-06': [typed({ description: 7 })],
  'RFC7643-6-07': [typed({ endpoint: '' })],
  'RFC7643-6-08': [typed({ schema: undefined })],
  'RFC7643-6-09': [typed({ schema: 'urn:example:Nowhere' })],
  'RFC7643-6-11': [typed({ schemaExtensions: [{ schema: 'urn:example:No', required: false }] })],
  'RFC7643-6-12': [typed({ schemaExtensions: [{ schema: TENANT }] })],
}

const SCHEMAS: Readonly<Record<string, readonly Said[]>> = {
  'RFC7643-1.2-01': [own(attribute('a', { subAttributes: [attribute('b')] }))],
  'RFC7643-2.1-03': [own(attribute('1a')), own(attribute('a b'))],
  'RFC7643-2.3-01': [own(attribute('a', { type: 'money' }))],
  'RFC7643-2.3.8-02': [
    own(complex(attribute('b', { type: 'complex', subAttributes: [attribute('c')] }))),
  ],
  'RFC7643-2.4-03': [own(complex(attribute('primary'))), own(complex(attribute('$ref')))],
  'RFC7643-3.3-05': [own(attribute('a', { type: 'money' })), own(attribute('é'))],
  'RFC7643-4.1.1-03': [user_('userName', { required: false })],
  'RFC7643-4.1.1-25': [user_('password', { returned: 'default' })],
  'RFC7643-4.1.2-09': [
    user_('ims', { subAttributes: [attribute('type', { canonicalValues: ['pigeon'] })] }),
  ],
  'RFC7643-4.1.2-14': [
    user_('photos', { subAttributes: [attribute('type', { canonicalValues: ['photo'] })] }),
  ],
  'RFC7643-7-03': [{ request: `GET /Schemas/${USER}`, body: schema(USER, undefined) }],
  'RFC7643-7-04': [published(schema('urn:example:Own', [attribute('a')], { schemas: [USER] }))],
  'RFC7643-7-06': [
    published(schema('Own', [attribute('a')])),
    {
      request: 'GET /Schemas/urn:example:Own',
      body: schema('urn:example:Other', [attribute('a')]),
    },
  ],
  'RFC7643-7-07': [published(schema('urn:example:Own', [attribute('a')], { name: 7 }))],
  'RFC7643-7-08': [published(schema('urn:example:Own', [attribute('a')], { description: [] }))],
  'RFC7643-7-09': [own()],
  'RFC7643-7-10': [own(attribute(''))],
  'RFC7643-7-11': [own(attribute('a', { type: 'text' }))],
  'RFC7643-7-12': [own(complex())],
  'RFC7643-7-13': [own(complex({ ...attribute('b'), name: undefined }))],
  'RFC7643-7-14': [without('multiValued')],
  'RFC7643-7-15': [own(attribute('a', { description: 7 }))],
  'RFC7643-7-16': [own(attribute('a', { required: 'false' }))],
  'RFC7643-7-19': [own(attribute('a', { caseExact: 'no' }))],
  'RFC7643-7-23': [own(attribute('a', { mutability: 'writable' }))],
  'RFC7643-7-30': [own(attribute('a', { returned: 'sometimes' }))],
  'RFC7643-7-36': [own(attribute('a', { uniqueness: 'yes' }))],
  'RFC7643-7-41': [own(attribute('a', { type: 'reference', referenceTypes: ['Dog'] }))],
  'RFC7643-7-42': [own(attribute('a', { referenceTypes: ['User'] }))],
  'RFC7643-8.7.2-04': [published(schema('urn:example:Own', [attribute('a')], { meta: undefined }))],
  'RFC7643-10.2.1-02': [published(schema(`${CORE}:Employee`, [attribute('a')]))],
}

const STANDARD = [USER, `${CORE}:Group`, ENTERPRISE].flatMap((urn) =>
  namesOf(urn).map((name) => ({ urn, name })),
)

/** Every attribute of the standard, of another type than it has. */
const SHAPES: Readonly<Record<string, readonly Said[]>> = {
  ...Object.fromEntries(
    STANDARD.map(({ urn, name }, i) => [
      `RFC7643-8.7.1-${String(i + 1).padStart(2, '0')}`,
      [published(altered(urn, name, { type: 'integer' }))],
    ]),
  ),
  'RFC7643-8.7.2-01': [
    published(altered(`${CORE}:ServiceProviderConfig`, 'sort', { mutability: 'readWrite' })),
  ],
  'RFC7643-8.7.2-02': [published(schema(`${CORE}:ResourceType`, [attribute('name')]))],
  'RFC7643-8.7.2-03': [published(altered(`${CORE}:Schema`, 'attributes', { multiValued: false }))],
}

/** For each requirement about discovery one or more documents that break it. */
export const DOCUMENT_FAULTS = { ...CONFIG, ...TYPES, ...SCHEMAS, ...SHAPES }
