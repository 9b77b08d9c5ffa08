import type { FastifyInstance, HTTPMethods } from 'fastify'
import { methodNotAllowed } from '../scim/error.ts'

const METHODS: readonly HTTPMethods[] = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
]

/** Answers every other method there with 405 and says which ones are allowed. */
export function allowOnly(
  app: FastifyInstance,
  url: string,
  allowed: readonly HTTPMethods[],
): void {
  const told = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const method = METHODS.filter((one) => !allowed.includes(one))
  app.route({
    method,
    url,
    exposeHeadRoute: !allowed.includes('GET'),
    handler: async (request, reply) => {
      reply.header('allow', told.join(', '))
      throw methodNotAllowed(request.method, told.join(', '))
    },
  })
}
