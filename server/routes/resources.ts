import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Found } from '../members/find-users.ts'
import type { Filter } from '../scim/filter/ast.ts'
import { parseFilter } from '../scim/filter/parse.ts'
import { listResponse, type PageWanted, pageWanted } from '../scim/list-response.ts'
import type { Json } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import type { ConnectionRow } from '../store/tables.ts'
import {
  type ById,
  baseUrlOf,
  ifMatch,
  parameter,
  projectionOf,
  send,
  sendResource,
} from './scim-request.ts'

/** One type of resource behind its endpoint: what the routes ask of it. */
export interface Resources<T> {
  readonly type: ResourceType
  readonly bodyLimit: number
  rowOf(item: T): { readonly id: string; readonly version: number }
  show(connection: ConnectionRow, items: readonly T[], baseUrl: string): Promise<Json[]>
  find(
    connection: ConnectionRow,
    filter: Filter | undefined,
    page: PageWanted,
    baseUrl: string,
  ): Promise<Found<T>>
  create(connection: ConnectionRow, body: unknown): Promise<T>
  read(connection: ConnectionRow, id: string): Promise<T>
  replace(connection: ConnectionRow, id: string, body: unknown, ifMatch?: string): Promise<T>
  patch(connection: ConnectionRow, id: string, body: unknown, ifMatch?: string): Promise<T>
  delete(connection: ConnectionRow, id: string, ifMatch?: string): Promise<void>
}

/** The endpoint of one type of resource (RFC 7644 §3.2). */
export function resourceRoutes<T>(
  app: FastifyInstance,
  context: Context,
  resources: Resources<T>,
): void {
  const { type, bodyLimit } = resources
  const answer = answerer(context, resources)
  const limits = { bodyLimit }

  app.get(type.endpoint, async (request, reply) => list(context, resources, request, reply))

  app.post(type.endpoint, limits, async (request, reply) => {
    const item = await resources.create(request.connection, request.body)
    const { id } = resources.rowOf(item)
    reply.status(201).header('location', `${baseUrlOf(context, request)}${type.endpoint}/${id}`)
    return answer(request, reply, item)
  })

  app.get<ById>(`${type.endpoint}/:id`, async (request, reply) =>
    answer(request, reply, await resources.read(request.connection, request.params.id)),
  )

  app.put<ById>(`${type.endpoint}/:id`, limits, async (request, reply) => {
    const { connection, params, body } = request
    return answer(
      request,
      reply,
      await resources.replace(connection, params.id, body, ifMatch(request)),
    )
  })

  app.patch<ById>(`${type.endpoint}/:id`, limits, async (request, reply) => {
    const { connection, params, body } = request
    return answer(
      request,
      reply,
      await resources.patch(connection, params.id, body, ifMatch(request)),
    )
  })

  app.delete<ById>(`${type.endpoint}/:id`, async (request, reply) => {
    await resources.delete(request.connection, request.params.id, ifMatch(request))
    return reply.status(204).send()
  })
}

type Answerer<T> = (request: FastifyRequest, reply: FastifyReply, item: T) => Promise<FastifyReply>

function answerer<T>(context: Context, resources: Resources<T>): Answerer<T> {
  return async (request, reply, item) => {
    const [resource = {}] = await resources.show(
      request.connection,
      [item],
      baseUrlOf(context, request),
    )
    const wanted = projectionOf(resources.type, request)
    return sendResource(request, reply, resource, resources.rowOf(item).version, wanted)
  }
}

async function list<T>(
  context: Context,
  resources: Resources<T>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { connection } = request
  const baseUrl = baseUrlOf(context, request)
  const filter = parameter(request, 'filter')
  const page = pageWanted(parameter(request, 'startIndex'), parameter(request, 'count'))
  const wanted = projectionOf(resources.type, request)
  const { items, total } = await resources.find(
    connection,
    filter === undefined ? undefined : parseFilter(filter),
    page,
    baseUrl,
  )
  const shown = await resources.show(connection, items, baseUrl)
  return send(reply, listResponse(wanted ? shown.map(wanted) : shown, total, page.startIndex))
}
