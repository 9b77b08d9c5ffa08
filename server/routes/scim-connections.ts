import type { FastifyInstance, FastifyRequest } from 'fastify'
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
import type { Context, Scope } from '../context.ts'
import { toScimGroup } from '../groups/tell.ts'
import { Fields } from '../http/fields.ts'
import { cursorAfter, offsetIn } from '../http/page.ts'
import { ok, scopeOf } from '../http/product-api.ts'
import { badRequest } from '../http/product-error.ts'
import { findOrganization } from '../organizations/organization.ts'

type Of = { Params: { org: string } }
type OfConnection = { Params: { org: string; connection: string } }
type Page = { Querystring: { cursor?: string; limit?: string } }

/** /v1/b2b/scim/{org}/connection, as the stytch SDK calls it. */
export function connectionRoutes(app: FastifyInstance, context: Context): void {
  const scope = (request: FastifyRequest) => scopeOf(context, request)

  app.post<Of>('/v1/b2b/scim/:org/connection', async (request) => {
    const fields = new Fields(request.body)
    return ok({ connection: await createConnection(scope(request), request.params.org, fields) })
  })

  app.get<Of>('/v1/b2b/scim/:org/connection', async (request) =>
    ok({ connection: await getConnection(scope(request), request.params.org) }),
  )

  // Not "get connection": with an id this path lists the connection's groups.
  app.get<OfConnection & Page>('/v1/b2b/scim/:org/connection/:connection', async (request) =>
    ok(await groupsOf(scope(request), request.params, request.query)),
  )

  app.put<OfConnection>('/v1/b2b/scim/:org/connection/:connection', async (request) => {
    const { org, connection } = request.params
    const fields = new Fields(request.body)
    return ok({ connection: await updateConnection(scope(request), org, connection, fields) })
  })

  app.delete<OfConnection>('/v1/b2b/scim/:org/connection/:connection', async (request) => {
    const { org, connection } = request.params
    return ok({ connection_id: await deleteConnection(scope(request), org, connection) })
  })

  for (const [step, rotate] of [
    ['start', startRotation],
    ['complete', completeRotation],
    ['cancel', cancelRotation],
  ] as const) {
    app.post<OfConnection>(
      `/v1/b2b/scim/:org/connection/:connection/rotate/${step}`,
      async (request) => {
        const { org, connection } = request.params
        return ok({ connection: await rotate(scope(request), org, connection) })
      },
    )
  }
}

async function groupsOf(
  scope: Scope,
  params: OfConnection['Params'],
  { cursor, limit = '100' }: Page['Querystring'],
): Promise<object> {
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > 1_000) {
    throw badRequest('invalid_argument', 'limit must be from 1 to 1000.')
  }
  const { store, scim } = scope
  const { organization_id } = await findOrganization(scope, params.org)
  const connection = await findConnection(scope, organization_id, params.connection)
  const offset = offsetIn(cursor)
  const within = { connectionId: params.connection }
  const rows = await store.groups.page(within, offset, Number(limit))
  const total = await store.groups.count(within, scim.group, undefined)
  return {
    scim_groups: rows.map((group) => toScimGroup(connection, group)),
    next_cursor: cursorAfter(offset + rows.length, total),
  }
}
