import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { list } from '../resources/list.ts'
import type { Resources } from '../resources/resources.ts'
import { listQuery, wantedIn } from '../scim/list-query.ts'
import type { Stored } from '../scim/render.ts'
import { versionOf } from '../scim/version.ts'
import { allowOnly } from './allow-only.ts'
import { type ById, baseUrlOf, ifMatch, parameterOf, send, unchanged } from './scim-request.ts'

/** The endpoint of one type of resource (RFC 7644 §3.2). */
export function resourceRoutes(app: FastifyInstance, context: Context, resources: Resources): void {
  const { type, bodyLimit, patchIsSilent } = resources
  const limits = { bodyLimit }
  const one = `${type.endpoint}/:id`

  app.get(type.endpoint, async (request, reply) => {
    const { connection } = request
    const where = { connection, baseUrl: baseUrlOf(context, request), types: [resources] }
    return send(request, reply, await list(context, where, listQuery(parameterOf(request))))
  })

  app.post(type.endpoint, limits, async (request, reply) => {
    const row = await resources.create(request.connection, request.body)
    reply.status(201).header('location', `${baseUrlOf(context, request)}${type.endpoint}/${row.id}`)
    return answer(context, resources, request, reply, row)
  })
  allowOnly(app, type.endpoint, ['GET', 'POST'])

  app.get<ById>(one, async (request, reply) => {
    const row = await resources.read(request.connection, request.params.id)
    return unchangedAnswer(request, reply, row) ?? answer(context, resources, request, reply, row)
  })

  app.put<ById>(one, limits, async (request, reply) => {
    const { connection, params, body } = request
    const row = await resources.replace(connection, params.id, body, ifMatch(request))
    return answer(context, resources, request, reply, row)
  })

  app.patch<ById>(one, limits, async (request, reply) => {
    const { connection, params, body } = request
    const row = await resources.patch(connection, params.id, body, ifMatch(request))
    if (patchIsSilent && !asksForAttributes(request)) {
      return reply.header('etag', versionOf(row.version)).status(204).send()
    }
    return answer(context, resources, request, reply, row)
  })

  app.delete<ById>(one, async (request, reply) => {
    await resources.delete(request.connection, request.params.id, ifMatch(request))
    return reply.status(204).send()
  })
  allowOnly(app, one, ['GET', 'PUT', 'PATCH', 'DELETE'])
}

/** A client that names attributes wants to see them: then a PATCH may not answer 204 (RFC 7644 §3.5.2). */
function asksForAttributes(request: FastifyRequest): boolean {
  const parameter = parameterOf(request)
  return parameter('attributes') !== undefined || parameter('excludedAttributes') !== undefined
}

/** 304 for a client that has this very version already. */
export function unchangedAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  row: Stored,
): FastifyReply | undefined {
  if (!unchanged(request, row)) return undefined
  return reply.header('etag', versionOf(row.version)).status(304).send()
}

/** One resource with its entity tag, as far as the client asks for its attributes. */
export async function answer(
  context: Context,
  resources: Resources,
  request: FastifyRequest,
  reply: FastifyReply,
  row: Stored,
): Promise<FastifyReply> {
  const wanted = wantedIn(parameterOf(request))
  const baseUrl = baseUrlOf(context, request)
  const [text = '{}'] = await resources.show(request.connection, [row], baseUrl, wanted)
  reply.header('etag', versionOf(row.version))
  return send(request, reply, text)
}
