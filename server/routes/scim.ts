import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { authenticate } from '../http/bearer.ts'
import { answerScimErrors } from '../http/scim-errors.ts'
import { acceptScim } from '../http/scim-media-type.ts'
import type { ConnectionRow } from '../store/tables.ts'
import { discoveryRoutes } from './discovery.ts'
import { groups } from './groups.ts'
import { resourceRoutes } from './resources.ts'
import { users } from './users.ts'

/** Everything below a connection's base URL: nothing answers without the connection's token. */
export async function scimRoutes(app: FastifyInstance, context: Context): Promise<void> {
  acceptScim(app)
  answerScimErrors(app)
  app.decorateRequest('connection', null as unknown as ConnectionRow)
  app.addHook('onRequest', async (request) => {
    const { connectionId = '' } = request.params as { connectionId?: string }
    request.connection = await authenticate(context, connectionId, request.headers.authorization)
  })
  discoveryRoutes(app, context)
  resourceRoutes(app, context, users(context))
  resourceRoutes(app, context, groups(context))
}
