import type { FastifyRequest } from 'fastify'
import { isText } from '../scim/scalar.ts'
import { JsonShape } from './json-shape.ts'
import { badRequest } from './product-error.ts'

/** Escapes of what no store keeps: only a body that has some is looked through. */
const SUSPECT = /\\u(0000|d[89a-f])/i

/** The JSON of a body; an empty one is an empty object. Refuses what is too deep, and texts that no store keeps. */
export function readable(bytes: Buffer): unknown {
  if (bytes.length === 0) return {}
  const body = parsed(bytes)
  if (SUSPECT.test(bytes.toString())) requireTexts(body, 'The body')
  return body
}

/** Path and query say each thing once, and in texts that a store can be asked for. */
export function requireReadable({ params, query }: FastifyRequest): void {
  for (const [name, value] of Object.entries(query as object)) {
    if (Array.isArray(value)) throw badRequest('invalid_argument', `${name} is given twice.`)
  }
  requireTexts([params, query], 'The URL')
}

function parsed(bytes: Buffer): unknown {
  try {
    new JsonShape().read(bytes)
    return JSON.parse(bytes.toString())
  } catch {
    throw badRequest('bad_request', 'The body is no JSON, or nests too deep.')
  }
}

function requireTexts(value: unknown, where: string): void {
  if (typeof value === 'string' && !isText(value)) {
    throw badRequest('invalid_argument', `${where} holds U+0000 or half of a character.`)
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, one] of Object.entries(value)) {
    requireTexts(name, where)
    requireTexts(one, where)
  }
}
