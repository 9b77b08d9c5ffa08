import assert from 'node:assert/strict'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const ERROR_URN = 'urn:ietf:params:scim:api:messages:2.0:Error'
const LIST_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

const ajv = new Ajv2020({ allErrors: true, strict: true })
addFormats.default(ajv)

/** An error body as far as one rule asks: that it names its schema (RFC 7644 §3.12). */
const error = ajv.compile({
  type: 'object',
  required: ['schemas'],
  properties: {
    schemas: { type: 'array', items: { type: 'string' }, contains: { const: ERROR_URN } },
  },
})

/** A list as Okta and the RFC both read it: integers for counts, an array for resources. */
const list = ajv.compile({
  type: 'object',
  required: ['schemas', 'totalResults'],
  properties: {
    schemas: { type: 'array', items: { type: 'string' }, contains: { const: LIST_URN } },
    totalResults: { type: 'integer', minimum: 0 },
    startIndex: { type: 'integer', minimum: 0 },
    itemsPerPage: { type: 'integer', minimum: 0 },
    Resources: { type: ['array', 'null'], items: { type: 'object' } },
  },
})

export function expectError(body: unknown): void {
  expectValid(error, body, 'a SCIM error')
}

/** Table 9 of RFC 7644, and what RFC 9865 adds to it. */
export const SCIM_TYPES: readonly string[] = [
  ...['invalidFilter', 'tooMany', 'uniqueness', 'mutability', 'invalidSyntax', 'invalidPath'],
  ...['noTarget', 'invalidValue', 'invalidVers', 'sensitive'],
  ...['invalidCursor', 'expiredCursor', 'invalidCount'],
]

/** A refusal: the statuses that are all right, and what its scimType may be. */
export interface ExpectedError {
  readonly statuses: readonly number[]
  readonly scimTypes: readonly string[]
  /** The scimType may be left out. */
  readonly optional: boolean
}

/** Reads `400 or 409 uniqueness`, `400 perhaps invalidSyntax or invalidValue`. */
export function errorIn(text: string): ExpectedError {
  const words = text.split(' or ').flatMap((part) => part.split(' '))
  const statuses = words.filter((word) => /^\d+$/.test(word)).map(Number)
  const scimTypes = words.filter((word) => !/^\d+$/.test(word) && word !== 'perhaps')
  return { statuses, scimTypes, optional: words.includes('perhaps') }
}

/** The keyword of an error, where the status needs one (RFC 7644 table 9). */
export function expectScimType(
  scimType: unknown,
  status: number,
  { scimTypes, optional }: ExpectedError,
): void {
  if (optional && (isUnsaid(scimType) || (status === 400 && isOwn(scimType)))) return
  assert.ok(
    typeof scimType === 'string' && scimTypes.includes(scimType),
    `scimType is ${JSON.stringify(scimType)}, expected ${scimTypes.join(' or ')}`,
  )
}

/** Whether a 400 with this keyword may be what the other one names: a keyword is optional. */
export function mayMean(scimType: unknown, named: string): boolean {
  return isUnsaid(scimType) || isOwn(scimType) || scimType === named
}

function isUnsaid(scimType: unknown): boolean {
  return scimType === undefined || scimType === null
}

/**
 * A word of the server's own says no more than none where the keyword may be left out: that it is no
 * registered one is judged by RFC7644-3.12-31.
 */
function isOwn(scimType: unknown): boolean {
  return typeof scimType === 'string' && !SCIM_TYPES.includes(scimType)
}

export function expectList(body: unknown): void {
  expectValid(list, body, 'a ListResponse')
}

function expectValid(validate: ValidateFunction, body: unknown, what: string): void {
  if (validate(body)) return
  const faults = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || 'the body'} ${message ?? ''}`,
  )
  assert.fail(
    `the body is not ${what}: ${faults.join('; ')}\n${JSON.stringify(body).slice(0, 500)}`,
  )
}
