import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { authenticate, connectionOf } from '../http/bearer.ts'
import { acceptLargeScim, WHOLE } from '../http/large-json.ts'
import { answerScimErrors } from '../http/scim-errors.ts'
import { acceptScim } from '../http/scim-media-type.ts'
import { configured } from '../resources/configured.ts'
import type { Resources } from '../resources/resources.ts'
import type { ConnectionRow } from '../store/tables.ts'
import { bulkRoutes } from './bulk.ts'
import { discoveryRoutes } from './discovery.ts'
import { groups } from './groups.ts'
import { meRoutes, userAsking } from './me.ts'
import { resourceRoutes } from './resources.ts'
import { searchRoutes } from './search.ts'
import { users } from './users.ts'

/** Everything below a connection's base URL: nothing answers without the connection's token. */
export async function scimRoutes(app: FastifyInstance, context: Context): Promise<void> {
  acceptScim(app)
  answerScimErrors(app)
  app.decorateRequest('connection', null as unknown as ConnectionRow)
  app.decorateRequest('userId', undefined)
  app.addHook('onRequest', async (request) => {
    const { connectionId = '' } = request.params as { connectionId?: string }
    request.userId = await userAsking(context, request)
    request.connection = await (request.userId === undefined
      ? authenticate(context, connectionId, request.headers.authorization)
      : connectionOf(context, connectionId))
  })
  const people = users(context)
  const types: readonly Resources[] = [
    people,
    groups(context),
    ...context.scim.others.map((type) => configured(context, type)),
  ]
  discoveryRoutes(app, context)
  searchRoutes(app, context, types)
  bulkRoutes(app, context, types)
  meRoutes(app, context, people)
  for (const resources of types) {
    await app.register(async (own) => {
      if (resources.bodyLimit > WHOLE) acceptLargeScim(own)
      resourceRoutes(own, context, resources)
    })
  }
}
