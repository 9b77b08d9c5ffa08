import type { FastifyInstance, HTTPMethods } from 'fastify'
import { ProductError } from '../http/product-error.ts'

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * Makes a path that the routes of `add` know answer 405 to every method that none of them has, and say which
 * ones there are; elsewhere it would pass for a path that does not exist.
 */
export function withKnownPaths(app: FastifyInstance, add: () => void): void {
  const served = new Map<string, HTTPMethods[]>()
  app.addHook('onRoute', ({ method, url }) => {
    served.set(url, [...(served.get(url) ?? []), ...[method].flat()])
  })
  add()
  for (const [url, own] of [...served]) {
    const method = METHODS.filter((one) => !own.includes(one) && !isElsewhere(served, one, url))
    const allow = own.join(', ')
    if (method.length === 0) continue
    app.route({
      method,
      url,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        reply.header('allow', allow)
        throw new ProductError(405, 'method_not_allowed', `${request.method} is not for ${url}.`)
      },
    })
  }
}

/** Whether another path, where it names things, takes this one with that method: search may be a slug. */
function isElsewhere(
  served: ReadonlyMap<string, readonly HTTPMethods[]>,
  method: HTTPMethods,
  url: string,
): boolean {
  return [...served].some(
    ([other, methods]) =>
      methods.includes(method) && new RegExp(`^${other.replace(/:\w+/g, '[^/]+')}$`).test(url),
  )
}
