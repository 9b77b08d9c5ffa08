import type { FastifyInstance } from 'fastify'
import { type Clock, millisecondsOf } from '../clock.ts'
import type { Context } from '../context.ts'

/** What a test needs and nobody else may have: served on loopback only, and only when asked for. */
export function testControlRoutes(app: FastifyInstance, context: Context, clock: Clock): void {
  app.post<{ Body: { advance?: string } }>('/_scimulate/clock', async ({ body }, reply) => {
    const forward = millisecondsOf(body?.advance ?? '')
    if (forward === undefined) {
      return reply.status(400).send({ error: 'advance must be an ISO 8601 duration such as PT5M' })
    }
    clock.advance(forward)
    return { now: clock.now().toISOString() }
  })

  app.post('/_scimulate/reset', async (_request, reply) => {
    for (const { organization_id } of await context.store.organizations.all()) {
      const connection = await context.store.connections.activeOf(organization_id)
      if (connection) await context.store.connections.empty(connection.connection_id)
      await context.store.organizations.delete(organization_id)
    }
    for (const { webhook_endpoint_id } of await context.store.webhooks.endpoints()) {
      await context.store.webhooks.deleteEndpoint(webhook_endpoint_id)
    }
    return reply.status(204).send()
  })
}
