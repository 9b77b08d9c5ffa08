import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok, scopeOf } from '../http/product-api.ts'
import {
  authenticateSession,
  revokeSession,
  sessionsOf,
  startSession,
} from '../members/sessions.ts'

type Of = { Querystring: { organization_id?: string; member_id?: string } }

/** /v1/b2b/sessions, as far as it shows that a deprovisioned member's sessions are over. */
export function sessionRoutes(app: FastifyInstance, context: Context): void {
  app.post('/v1/scimulate/member_sessions', async (request) =>
    ok(await startSession(scopeOf(context, request), new Fields(request.body))),
  )

  app.get<Of>('/v1/b2b/sessions', async (request) => {
    const { organization_id = '', member_id = '' } = request.query
    return ok(await sessionsOf(scopeOf(context, request), organization_id, member_id))
  })

  app.post('/v1/b2b/sessions/authenticate', async (request) =>
    ok(await authenticateSession(scopeOf(context, request), new Fields(request.body))),
  )

  app.post('/v1/b2b/sessions/revoke', async (request) =>
    ok(await revokeSession(scopeOf(context, request), new Fields(request.body))),
  )
}
