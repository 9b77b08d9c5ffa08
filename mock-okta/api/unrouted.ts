import type { FastifyInstance } from 'fastify'
import { OktaError } from '../okta-error.ts'
import type { Random } from '../random.ts'

/** Refuses what no route takes: another method on a path that is there, or a path that is not. To be registered before the routes. */
export function refuseUnrouted(app: FastifyInstance, random: Random): void {
  const paths = new Map<string, RegExp>()
  app.addHook('onRoute', ({ url }) => {
    paths.set(url, new RegExp(`^${url.replace(/:\w+/g, '[^/]+').replace('*', '.*')}/?$`))
  })
  app.setNotFoundHandler(({ url }, reply) => {
    const path = url.split('?')[0] ?? ''
    const known = [...paths.values()].some((pattern) => pattern.test(path))
    const told = known
      ? new OktaError(405, 'E0000022', 'The endpoint does not support the provided HTTP method')
      : new OktaError(404, 'E0000008', 'The requested path was not found')
    return reply.status(told.status).send(told.toBody(random.id('oae')))
  })
}
