import type { FastifyReply, FastifyRequest } from 'fastify'
import { scimUrl } from '../connections/connection.ts'
import type { Context } from '../context.ts'
import { SCIM_JSON } from '../http/scim-media-type.ts'
import { invalidFilter, invalidValue } from '../scim/error.ts'
import type { Parameter } from '../scim/list-query.ts'
import { matches } from '../scim/version.ts'
import type { ConnectionRow } from '../store/tables.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The connection whose token the request carries; set before any SCIM route runs. */
    connection: ConnectionRow
    /** The user that asks for itself; undefined for the client of the connection. */
    userId: string | undefined
  }
  interface FastifyContextConfig {
    /** What is said of a body over the limit, where the limit is one that clients can look up. */
    tooLarge?: string
    /** Whether a member's session opens the route too. */
    takesSessions?: boolean
  }
}

/** Text of this length, in characters, is turned into bytes once. */
const LARGE = 65_536

export type ById = { Params: { id: string } }

export function baseUrlOf(context: Context, { connection }: FastifyRequest): string {
  return scimUrl(context.url(), connection)
}

/** The query's parameters; one given twice is a mistake that is said. */
export function parameterOf({ query }: FastifyRequest): Parameter {
  const given = query as Readonly<Record<string, unknown>>
  return (name) => {
    const value = given[name]
    if (!Array.isArray(value)) return value
    const refuse = name === 'filter' ? invalidFilter : invalidValue
    throw refuse(`${name} is given more than once`)
  }
}

/** Whether the client has this very version already (RFC 7644 §3.14). */
export function unchanged({ headers }: FastifyRequest, row: { readonly version: number }): boolean {
  const known = headers['if-none-match']
  return known !== undefined && matches(known, row.version)
}

/** Sends JSON as application/scim+json; as application/json to a client that accepts only that. */
export function send({ headers }: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const { accept = '' } = headers
  const plain = accept.includes('application/json') && !/scim\+json|\*\/\*/.test(accept)
  reply.type(plain ? 'application/json' : SCIM_JSON)
  // Pieced together text would be gone through for its length, and again to be written.
  return reply.send(text.length > LARGE ? Buffer.from(text) : text)
}

export function ifMatch({ headers }: FastifyRequest): string | undefined {
  return headers['if-match']
}
