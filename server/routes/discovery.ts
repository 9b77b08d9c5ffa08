import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { toResourceTypeResource, toSchemaResource } from '../scim/discovery.ts'
import { notFound, ScimError } from '../scim/error.ts'
import { listResponse } from '../scim/list-response.ts'
import { RESOURCE_TYPES, SCHEMAS } from '../scim/schema/resource-type.ts'
import { serviceProviderConfig } from '../scim/service-provider-config.ts'
import { type ById, baseUrlOf, parameter, send } from './scim-request.ts'

/** What the service says of itself (RFC 7644 §4); a filter there is forbidden. */
export function discoveryRoutes(app: FastifyInstance, context: Context): void {
  app.get('/ServiceProviderConfig', async (request, reply) => {
    refuseFilter(request)
    const baseUrl = baseUrlOf(context, request)
    return send(reply, serviceProviderConfig(`${baseUrl}/ServiceProviderConfig`))
  })

  app.get('/Schemas', async (request, reply) => {
    refuseFilter(request)
    const baseUrl = baseUrlOf(context, request)
    const shown = SCHEMAS.map((schema) => toSchemaResource(schema, baseUrl))
    return send(reply, listResponse(shown, shown.length, 1))
  })

  app.get<ById>('/Schemas/:id', async (request, reply) => {
    const { id } = request.params
    const schema = SCHEMAS.find((one) => one.id.toLowerCase() === id.toLowerCase())
    if (schema === undefined) throw notFound('Schema', id)
    return send(reply, toSchemaResource(schema, baseUrlOf(context, request)))
  })

  app.get('/ResourceTypes', async (request, reply) => {
    refuseFilter(request)
    const baseUrl = baseUrlOf(context, request)
    const shown = RESOURCE_TYPES.map((type) => toResourceTypeResource(type, baseUrl))
    return send(reply, listResponse(shown, shown.length, 1))
  })

  app.get<ById>('/ResourceTypes/:id', async (request, reply) => {
    const { id } = request.params
    const type = RESOURCE_TYPES.find(({ name }) => name === id)
    if (type === undefined) throw notFound('ResourceType', id)
    return send(reply, toResourceTypeResource(type, baseUrlOf(context, request)))
  })
}

function refuseFilter(request: FastifyRequest): void {
  if (parameter(request, 'filter') === undefined) return
  throw new ScimError(403, undefined, 'a discovery endpoint cannot be filtered')
}
