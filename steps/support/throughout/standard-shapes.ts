import type { Check, Checks, Fault } from './check.ts'
import { schemaDocuments } from './documents.ts'
import { type Json, objectsIn, shown } from './json.ts'

/** What a definition is where it differs from a singular string that can be read and written. */
interface Shape {
  readonly type?: string
  readonly multiValued?: boolean
  readonly required?: boolean
  readonly mutability?: string
  readonly returned?: string
  readonly uniqueness?: string
  readonly caseExact?: boolean
  readonly referenceTypes?: readonly string[]
  /** Sub-attributes by name; one that is not listed is no fault, but for `value`. */
  readonly parts?: Readonly<Record<string, Shape>>
}

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const STRING: Shape = {}
const READ_ONLY: Shape = { mutability: 'readOnly' }
const FIXED: Shape = { mutability: 'immutable' }

function many(value: Shape = STRING): Shape {
  const primary = { type: 'boolean' }
  return { type: 'complex', multiValued: true, parts: { value, type: STRING, primary } }
}

function named(names: readonly string[], shape: Shape): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [name, shape]))
}

const NAMES = [
  ...['formatted', 'familyName', 'givenName', 'middleName'],
  ...['honorificPrefix', 'honorificSuffix'],
]
const ADDRESS = [
  ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country', 'type'],
]

/** The attributes of users in the order of RFC 7643 §8.7.1. */
const USER: readonly (readonly [string, Shape])[] = [
  ['userName', { required: true, caseExact: false, uniqueness: 'server' }],
  ['name', { type: 'complex', parts: named(NAMES, STRING) }],
  ['displayName', STRING],
  ['nickName', STRING],
  ['profileUrl', { type: 'reference', referenceTypes: ['external'] }],
  ['title', STRING],
  ['userType', STRING],
  ['preferredLanguage', STRING],
  ['locale', STRING],
  ['timezone', STRING],
  ['active', { type: 'boolean' }],
  ['password', { mutability: 'writeOnly', returned: 'never' }],
  ['emails', many()],
  ['phoneNumbers', many()],
  ['ims', many()],
  ['photos', many({ type: 'reference' })],
  ['addresses', { type: 'complex', multiValued: true, parts: named(ADDRESS, STRING) }],
  [
    'groups',
    {
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      parts: {
        value: READ_ONLY,
        $ref: { ...READ_ONLY, type: 'reference' },
        display: READ_ONLY,
        type: READ_ONLY,
      },
    },
  ],
  ['entitlements', many()],
  ['roles', many()],
  ['x509Certificates', many({ type: 'binary' })],
]

const GROUP: readonly (readonly [string, Shape])[] = [
  ['displayName', { required: true }],
  [
    'members',
    {
      type: 'complex',
      multiValued: true,
      parts: { value: FIXED, $ref: { ...FIXED, type: 'reference' }, type: FIXED },
    },
  ],
]

const EMPLOYEE: readonly (readonly [string, Shape])[] = [
  ['employeeNumber', STRING],
  ['costCenter', STRING],
  ['organization', STRING],
  ['division', STRING],
  ['department', STRING],
  [
    'manager',
    {
      type: 'complex',
      parts: { value: STRING, $ref: { type: 'reference' }, displayName: READ_ONLY },
    },
  ],
]

const CONFIG = [
  'patch',
  'bulk',
  'filter',
  'changePassword',
  'sort',
  'etag',
  'authenticationSchemes',
]

const STANDARD: readonly (readonly [urn: string, name: string, Shape])[] = [
  ...USER.map(([name, shape]) => [`${CORE}User`, name, shape] as const),
  ...GROUP.map(([name, shape]) => [`${CORE}Group`, name, shape] as const),
  ...EMPLOYEE.map(([name, shape]) => [ENTERPRISE, name, shape] as const),
]

/** Published schemas of the standard have the standard's shape (RFC 7643 §8.7). */
export const SHAPE_CHECKS: Checks = {
  ...Object.fromEntries(
    STANDARD.map(([urn, name, shape], i) => [
      `RFC7643-8.7.1-${String(i + 1).padStart(2, '0')}`,
      attributeCheck(urn, name, shape),
    ]),
  ),
  'RFC7643-8.7.2-01': definesAll(`${CORE}ServiceProviderConfig`, CONFIG, READ_ONLY),
  'RFC7643-8.7.2-02': definesAll(`${CORE}ResourceType`, ['schemaExtensions'], {
    multiValued: true,
  }),
  'RFC7643-8.7.2-03': definesAll(`${CORE}Schema`, ['attributes'], { multiValued: true }),
}

function attributeCheck(urn: string, name: string, shape: Shape): Check {
  return (run) =>
    schemaDocuments(run)
      .filter(({ body }) => body.id === urn)
      .flatMap(({ place, body }) =>
        objectsIn(body.attributes)
          .filter((given) => is(given.name, name))
          .map((given) => ({ place, fault: shapeFault(given, shape, name) })),
      )
}

/** The schema, where it is published, defines these attributes. */
function definesAll(urn: string, names: readonly string[], shape: Shape): Check {
  return (run) =>
    schemaDocuments(run)
      .filter(({ body }) => body.id === urn)
      .flatMap(({ place, body }) =>
        names.map((name) => {
          const given = objectsIn(body.attributes).find((one) => is(one.name, name))
          if (given === undefined) return { place, fault: `no ${name} in ${urn}` }
          const { multiValued = false, mutability } = shape
          const plural = multiValued && given.multiValued !== true
          const open = mutability !== undefined && !is(given.mutability, mutability)
          return { place, fault: plural || open ? `${name} is ${shown(given)}` : undefined }
        }),
      )
}

/** The characteristics that are compared, with what a definition has that leaves them out. */
const DEFAULTS = {
  type: 'string',
  multiValued: false,
  mutability: 'readWrite',
  returned: 'default',
} as const

function shapeFault(given: Json, shape: Shape, path: string): Fault {
  const wanted = { ...DEFAULTS, ...shape }
  for (const name of ['type', 'multiValued', 'mutability', 'returned'] as const) {
    const value = given[name] ?? DEFAULTS[name]
    if (!is(value, String(wanted[name]))) return `${name} of ${path} is ${shown(value)}`
  }
  for (const name of ['required', 'caseExact', 'uniqueness'] as const) {
    const value = given[name] ?? (name === 'uniqueness' ? 'none' : false)
    if (shape[name] !== undefined && !is(value, String(shape[name]))) {
      return `${name} of ${path} is ${shown(value)}`
    }
  }
  return partsFault(objectsIn(given.subAttributes), shape.parts ?? {}, path)
}

function partsFault(
  subs: readonly Json[],
  parts: NonNullable<Shape['parts']>,
  path: string,
): Fault {
  for (const [name, shape] of Object.entries(parts)) {
    const given = subs.find((one) => is(one.name, name))
    if (given === undefined && name === 'value') return `${path} has no value`
    const fault = given && shapeFault(given, shape, `${path}.${name}`)
    if (fault !== undefined) return fault
  }
  return undefined
}

function is(value: unknown, word: string): boolean {
  return String(value).toLowerCase() === word.toLowerCase()
}
