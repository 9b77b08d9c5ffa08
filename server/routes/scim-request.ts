import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { SCIM_JSON } from '../http/scim-media-type.ts'
import { invalidFilter } from '../scim/error.ts'
import { type Projection, projection } from '../scim/projection.ts'
import type { Json } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import { matches, versionOf } from '../scim/version.ts'
import type { ConnectionRow } from '../store/tables.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The connection whose token the request carries; set before any SCIM route runs. */
    connection: ConnectionRow
  }
}

export type ById = { Params: { id: string } }

export function baseUrlOf(context: Context, { connection }: FastifyRequest): string {
  return `${context.url()}/v1/b2b/scim/${connection.connection_id}`
}

/** A query parameter that is given once; given twice it is a mistake that is said. */
export function parameter({ query }: FastifyRequest, name: string): string | undefined {
  const value = (query as Record<string, unknown>)[name]
  if (Array.isArray(value)) throw invalidFilter(`${name} is given more than once`)
  return typeof value === 'string' ? value : undefined
}

export function projectionOf(type: ResourceType, request: FastifyRequest): Projection | undefined {
  return projection(type, {
    attributes: names(parameter(request, 'attributes')),
    excludedAttributes: names(parameter(request, 'excludedAttributes')),
  })
}

function names(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Sends one resource with its ETag; 304 when the client has that version already. */
export function sendResource(
  request: FastifyRequest,
  reply: FastifyReply,
  resource: Json,
  version: number,
  wanted: Projection | undefined,
): FastifyReply {
  reply.header('etag', versionOf(version))
  const known = request.headers['if-none-match']
  if (request.method === 'GET' && known !== undefined && matches(known, version)) {
    return reply.status(304).send()
  }
  return send(reply, wanted ? wanted(resource) : resource)
}

export function send(reply: FastifyReply, body: object): FastifyReply {
  return reply.type(SCIM_JSON).send(JSON.stringify(body))
}

export function ifMatch({ headers }: FastifyRequest): string | undefined {
  return headers['if-match']
}
