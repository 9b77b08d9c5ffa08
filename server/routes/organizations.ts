import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok, scopeOf } from '../http/product-api.ts'
import { badRequest } from '../http/product-error.ts'
import {
  createOrganization,
  deleteOrganization,
  deleteOrganizationExternalId,
  linkMembers,
  updateOrganization,
} from '../organizations/manage.ts'
import { findOrganization, toOrganization } from '../organizations/organization.ts'
import { searchOrganizations } from '../organizations/search.ts'

type Of = { Params: { org: string } }

/** /v1/b2b/organizations, as the stytch SDK calls it. */
export function organizationRoutes(app: FastifyInstance, context: Context): void {
  const scope = (request: FastifyRequest) => scopeOf(context, request)

  app.post('/v1/b2b/organizations', async (request) =>
    ok({ organization: await createOrganization(scope(request), new Fields(request.body)) }),
  )

  app.post('/v1/b2b/organizations/search', async (request) =>
    ok(await searchOrganizations(scope(request), new Fields(request.body))),
  )

  app.get<Of>('/v1/b2b/organizations/:org', async (request) => {
    const row = await findOrganization(scope(request), request.params.org)
    return ok({ organization: await toOrganization(context.store, row) })
  })

  app.put<Of>('/v1/b2b/organizations/:org', async (request) => {
    const fields = new Fields(request.body)
    return ok({
      organization: await updateOrganization(scope(request), request.params.org, fields),
    })
  })

  app.delete<Of>('/v1/b2b/organizations/:org', async (request) =>
    ok({ organization_id: await deleteOrganization(scope(request), request.params.org) }),
  )

  app.delete<Of>('/v1/b2b/organizations/:org/external_id', async (request) => {
    const { org } = request.params
    return ok({ organization: await deleteOrganizationExternalId(scope(request), org) })
  })

  app.get<Of>('/v1/b2b/organizations/:org/metrics', async (request) => {
    const { organization_id } = await findOrganization(scope(request), request.params.org)
    const members = await context.store.members.allOf([organization_id])
    return ok({ member_count: members.filter(({ status }) => status !== 'deleted').length })
  })

  app.get<Of>('/v1/scimulate/organizations/:org/settings', async (request) => {
    const row = await findOrganization(scope(request), request.params.org)
    return ok({ link_existing_members: row.link_existing_members === 1 })
  })

  app.put<Of>('/v1/scimulate/organizations/:org/settings', async (request) => {
    const link = new Fields(request.body).flag('link_existing_members')
    if (link === undefined) {
      throw badRequest('invalid_argument', 'link_existing_members must be true or false.')
    }
    await linkMembers(scope(request), request.params.org, link)
    return ok({ link_existing_members: link })
  })
}
