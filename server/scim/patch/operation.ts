import { invalidPath, invalidSyntax, invalidValue, noTarget } from '../error.ts'
import { LONGEST_NOTATION } from '../limits.ts'
import { isObject, type Json } from '../resource.ts'

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

export interface Operation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string | undefined
  readonly value: unknown
  /** Where it stands in the request, counted from 1: for messages. */
  readonly place: number
}

const MOST_OPERATIONS = 1_000

/** Reads a PATCH body; op names are taken in any case, as Entra ID sends them (RFC7644-3.5.2-A02). */
export function operationsIn(body: unknown): Operation[] {
  if (!isObject(body)) throw invalidSyntax('the body must be a JSON object')
  const schemas = member(body, 'schemas')
  if (!Array.isArray(schemas) || !schemas.includes(PATCH_OP)) {
    throw invalidSyntax(`schemas must name ${PATCH_OP}`)
  }
  const operations = member(body, 'Operations')
  if (!Array.isArray(operations) || operations.length === 0) {
    throw invalidSyntax('Operations must be a list of at least one operation')
  }
  if (operations.length > MOST_OPERATIONS) {
    throw invalidSyntax(`a patch has at most ${MOST_OPERATIONS} operations`)
  }
  return operations.map((operation, i) => operationOf(operation, i + 1))
}

function operationOf(operation: unknown, place: number): Operation {
  if (!isObject(operation)) throw invalidSyntax(`operation ${place} must be an object`)
  const op = member(operation, 'op')
  const name = typeof op === 'string' ? op.toLowerCase() : undefined
  if (name !== 'add' && name !== 'remove' && name !== 'replace') {
    throw invalidSyntax(`operation ${place}: op must be add, remove or replace`)
  }
  const path = pathIn(operation, place)
  if (name === 'remove' && !path) throw noTarget(`operation ${place}: a remove needs a path`)
  const value = member(operation, 'value')
  if (name !== 'remove' && value === undefined) {
    throw invalidValue(`operation ${place}: ${name} needs a value`)
  }
  return { op: name, path, value, place }
}

function pathIn(operation: Json, place: number): string | undefined {
  const path = member(operation, 'path') ?? undefined
  if (path !== undefined && typeof path !== 'string') {
    throw invalidSyntax(`operation ${place}: path must be a string`)
  }
  if (path && path.length > LONGEST_NOTATION) {
    throw invalidPath(`operation ${place}: path is longer than ${LONGEST_NOTATION} characters`)
  }
  return path || undefined
}

function member(object: Json, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name]
  return Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}
