import type { FastifyInstance } from 'fastify'
import { findConnection } from '../connections/connection.ts'
import {
  cancelRotation,
  completeRotation,
  createConnection,
  deleteConnection,
  getConnection,
  startRotation,
  updateConnection,
} from '../connections/manage.ts'
import type { Context } from '../context.ts'
import { toScimGroup } from '../groups/tell.ts'
import { Fields } from '../http/fields.ts'
import { ok } from '../http/product-api.ts'
import { badRequest } from '../http/product-error.ts'
import { offsetIn } from '../members/search.ts'
import { findOrganization } from '../organizations/organization.ts'

type Of = { Params: { org: string } }
type OfConnection = { Params: { org: string; connection: string } }
type Page = { Querystring: { cursor?: string; limit?: string } }

/** /v1/b2b/scim/{org}/connection, as the stytch SDK calls it. */
export function connectionRoutes(app: FastifyInstance, context: Context): void {
  app.post<Of>('/v1/b2b/scim/:org/connection', async ({ params, body }) =>
    ok({ connection: await createConnection(context, params.org, new Fields(body)) }),
  )

  app.get<Of>('/v1/b2b/scim/:org/connection', async ({ params }) =>
    ok({ connection: await getConnection(context, params.org) }),
  )

  // Not "get connection": with an id this path lists the connection's groups.
  app.get<OfConnection & Page>('/v1/b2b/scim/:org/connection/:connection', async (request) =>
    ok(await groupsOf(context, request.params, request.query)),
  )

  app.put<OfConnection>('/v1/b2b/scim/:org/connection/:connection', async ({ params, body }) =>
    ok({
      connection: await updateConnection(context, params.org, params.connection, new Fields(body)),
    }),
  )

  app.delete<OfConnection>('/v1/b2b/scim/:org/connection/:connection', async ({ params }) =>
    ok({ connection_id: await deleteConnection(context, params.org, params.connection) }),
  )

  for (const [step, rotate] of [
    ['start', startRotation],
    ['complete', completeRotation],
    ['cancel', cancelRotation],
  ] as const) {
    app.post<OfConnection>(
      `/v1/b2b/scim/:org/connection/:connection/rotate/${step}`,
      async ({ params }) =>
        ok({ connection: await rotate(context, params.org, params.connection) }),
    )
  }
}

async function groupsOf(
  { store, scim }: Context,
  params: OfConnection['Params'],
  { cursor, limit = '100' }: Page['Querystring'],
): Promise<object> {
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > 1_000) {
    throw badRequest('invalid_argument', 'limit must be from 1 to 1000.')
  }
  const { organization_id } = await findOrganization(store, params.org)
  const connection = await findConnection(store, organization_id, params.connection)
  const offset = offsetIn(cursor)
  const scope = { connectionId: params.connection }
  const page = { filter: undefined, sort: undefined, offset, limit: Number(limit) }
  const rows = await store.groups.select(scope, scim.group, page)
  const total = await store.groups.count(scope, scim.group, undefined)
  const next = offset + rows.length
  return {
    scim_groups: rows.map((group) => toScimGroup(connection, group)),
    next_cursor: next < total ? Buffer.from(String(next)).toString('base64url') : null,
  }
}
