import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { list } from '../resources/list.ts'
import type { Resources } from '../resources/resources.ts'
import { listQuery, searchRequest } from '../scim/list-query.ts'
import { allowOnly } from './allow-only.ts'
import { baseUrlOf, parameterOf, send } from './scim-request.ts'

/** Queries by POST at the root and at each type (RFC 7644 §3.4.3), and by GET at the root (§3.4.2.1). */
export function searchRoutes(
  app: FastifyInstance,
  context: Context,
  types: readonly Resources[],
): void {
  const ways = [
    { endpoint: '', types },
    ...types.map((one) => ({ endpoint: one.type.endpoint, types: [one] })),
  ]
  for (const { endpoint, types: searched } of ways) {
    app.post(`${endpoint}/.search`, async (request, reply) => {
      const where = {
        connection: request.connection,
        baseUrl: baseUrlOf(context, request),
        types: searched,
      }
      const query = listQuery(searchRequest(request.body))
      return send(request, reply, await list(context, where, query))
    })
    allowOnly(app, `${endpoint}/.search`, ['POST'])
  }
  app.get('/', async (request, reply) => {
    const where = { connection: request.connection, baseUrl: baseUrlOf(context, request), types }
    return send(request, reply, await list(context, where, listQuery(parameterOf(request))))
  })
  allowOnly(app, '/', ['GET'])
}
