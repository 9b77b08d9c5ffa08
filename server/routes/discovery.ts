import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { toResourceTypeResource, toSchemaResource } from '../scim/discovery.ts'
import { notFound, ScimError } from '../scim/error.ts'
import { listResponse } from '../scim/list-response.ts'
import { serviceProviderConfig } from '../scim/service-provider-config.ts'
import { allowOnly } from './allow-only.ts'
import { type ById, baseUrlOf, parameterOf, send } from './scim-request.ts'

/** What the service says of itself (RFC 7644 §4); a filter there is forbidden. */
export function discoveryRoutes(app: FastifyInstance, context: Context): void {
  const { types, schemas } = context.scim
  app.get('/ServiceProviderConfig', async (request, reply) => {
    refuseFilter(request)
    const location = `${baseUrlOf(context, request)}/ServiceProviderConfig`
    return send(
      request,
      reply,
      JSON.stringify(serviceProviderConfig(location, context.passwords.kept)),
    )
  })
  allowOnly(app, '/ServiceProviderConfig', ['GET'])

  listed(app, context, 'Schema', schemas, ({ id }) => id, toSchemaResource)
  listed(app, context, 'ResourceType', types, ({ name }) => name, toResourceTypeResource)
}

/** A list of what never changes, and each of its items by its id in any letter case. */
function listed<T>(
  app: FastifyInstance,
  context: Context,
  kind: string,
  items: readonly T[],
  idOf: (item: T) => string,
  shown: (item: T, baseUrl: string) => object,
): void {
  app.get(`/${kind}s`, async (request, reply) => {
    refuseFilter(request)
    const baseUrl = baseUrlOf(context, request)
    const texts = items.map((item) => JSON.stringify(shown(item, baseUrl)))
    const facts = { totalResults: texts.length, startIndex: 1 }
    return send(request, reply, listResponse(texts, facts))
  })
  app.get<ById>(`/${kind}s/:id`, async (request, reply) => {
    refuseFilter(request)
    const { id } = request.params
    const item = items.find((one) => idOf(one).toLowerCase() === id.toLowerCase())
    if (item === undefined) throw notFound(kind, id)
    return send(request, reply, JSON.stringify(shown(item, baseUrlOf(context, request))))
  })
  allowOnly(app, `/${kind}s`, ['GET'])
  allowOnly(app, `/${kind}s/:id`, ['GET'])
}

function refuseFilter(request: FastifyRequest): void {
  if (parameterOf(request)('filter') === undefined) return
  throw new ScimError(403, undefined, 'a discovery endpoint cannot be filtered')
}
