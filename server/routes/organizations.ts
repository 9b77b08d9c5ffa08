import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok } from '../http/product-api.ts'
import { badRequest } from '../http/product-error.ts'
import {
  createOrganization,
  deleteOrganization,
  updateOrganization,
} from '../organizations/manage.ts'
import { findOrganization, toOrganization } from '../organizations/organization.ts'
import { searchOrganizations } from '../organizations/search.ts'

type Of = { Params: { org: string } }

/** /v1/b2b/organizations, as the stytch SDK calls it. */
export function organizationRoutes(app: FastifyInstance, context: Context): void {
  const { store } = context

  app.post('/v1/b2b/organizations', async ({ body }) =>
    ok({ organization: await createOrganization(context, new Fields(body)) }),
  )

  app.post('/v1/b2b/organizations/search', async ({ body }) =>
    ok(await searchOrganizations(store, new Fields(body))),
  )

  app.get<Of>('/v1/b2b/organizations/:org', async ({ params }) => {
    const row = await findOrganization(store, params.org)
    return ok({ organization: await toOrganization(store, row) })
  })

  app.put<Of>('/v1/b2b/organizations/:org', async ({ params, body }) =>
    ok({ organization: await updateOrganization(context, params.org, new Fields(body)) }),
  )

  app.delete<Of>('/v1/b2b/organizations/:org', async ({ params }) =>
    ok({ organization_id: await deleteOrganization(context, params.org) }),
  )

  app.get<Of>('/v1/b2b/organizations/:org/metrics', async ({ params }) => {
    const { organization_id } = await findOrganization(store, params.org)
    const members = await store.members.allOf([organization_id])
    return ok({ member_count: members.filter(({ status }) => status !== 'deleted').length })
  })

  app.get<Of>('/v1/scimulate/organizations/:org/settings', async ({ params }) => {
    const row = await findOrganization(store, params.org)
    return ok({ link_existing_members: row.link_existing_members === 1 })
  })

  app.put<Of>('/v1/scimulate/organizations/:org/settings', async ({ params, body }) => {
    const link = new Fields(body).flag('link_existing_members')
    if (link === undefined) {
      throw badRequest('invalid_argument', 'link_existing_members must be true or false.')
    }
    const row = await findOrganization(store, params.org)
    await store.organizations.update({ ...row, link_existing_members: link ? 1 : 0 })
    return ok({ link_existing_members: link })
  })
}
