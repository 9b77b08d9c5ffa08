import { invalidSyntax, invalidValue, ScimError } from '../error.ts'
import { isObject, type Json } from '../resource.ts'

export const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
export const BULK_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

/** What one bulk request may hold: told in ServiceProviderConfig. */
export const MOST_BULK_OPERATIONS = 1_000
export const LARGEST_BULK = 1_000_000

const METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** One operation as it was sent; what is wrong with it is said when its turn comes. */
export interface BulkOperation {
  readonly method: string
  readonly bulkId: string | undefined
  readonly path: string
  readonly data: unknown
  readonly version: string | undefined
  readonly refusal: ScimError | undefined
}

export interface BulkRequest {
  /** After how many errors the job ends; undefined when it never does. */
  readonly failOnErrors: number | undefined
  readonly operations: readonly BulkOperation[]
}

/** Reads a bulk request (RFC 7644 §3.7). */
export function bulkRequest(body: unknown): BulkRequest {
  if (!isObject(body)) throw invalidSyntax('the body must be a JSON object')
  if (!Array.isArray(body.schemas) || !body.schemas.includes(BULK_REQUEST)) {
    throw invalidSyntax(`schemas must name ${BULK_REQUEST}`)
  }
  const { Operations: operations, failOnErrors } = body
  if (!Array.isArray(operations)) throw invalidSyntax('Operations must be a list')
  if (operations.length > MOST_BULK_OPERATIONS) throw tooLarge()
  if (failOnErrors !== undefined && !(Number.isInteger(failOnErrors) && Number(failOnErrors) > 0)) {
    throw invalidValue('failOnErrors must be a whole number above 0')
  }
  const read = operations.map(operationOf)
  const ids = read.flatMap(({ method, bulkId = [] }) => (method === 'POST' ? bulkId : []))
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice !== undefined) throw invalidValue(`two operations have the bulkId "${twice}"`)
  return {
    failOnErrors: failOnErrors === undefined ? undefined : Number(failOnErrors),
    operations: read,
  }
}

export function tooLarge(): ScimError {
  return new ScimError(
    413,
    undefined,
    `a bulk request has at most ${MOST_BULK_OPERATIONS} operations (maxOperations) and ${LARGEST_BULK} bytes (maxPayloadSize)`,
  )
}

function operationOf(operation: unknown, index: number): BulkOperation {
  const given: Json = isObject(operation) ? operation : {}
  const text = (name: string) => (typeof given[name] === 'string' ? String(given[name]) : undefined)
  return {
    method: text('method')?.toUpperCase() ?? '',
    bulkId: text('bulkId'),
    path: text('path') ?? '',
    data: given.data,
    version: text('version'),
    refusal: refusalOf(given, `operation ${index + 1}`),
  }
}

function refusalOf(given: Json, place: string): ScimError | undefined {
  const { method, path, bulkId, data } = given
  if (typeof method !== 'string' || !METHODS.has(method.toUpperCase())) {
    return invalidSyntax(`${place}: method must be POST, PUT, PATCH or DELETE`)
  }
  if (typeof path !== 'string' || path === '') return invalidSyntax(`${place}: path is required`)
  if (method.toUpperCase() === 'POST' && (typeof bulkId !== 'string' || bulkId === '')) {
    return invalidSyntax(`${place}: a POST needs a bulkId`)
  }
  if (method.toUpperCase() !== 'DELETE' && !isObject(data)) {
    return invalidSyntax(`${place}: data must be an object`)
  }
  return undefined
}
