import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok, scopeOf } from '../http/product-api.ts'
import { authenticatePassword } from '../members/member-password.ts'
import {
  authenticateSession,
  revokeSession,
  sessionsOf,
  startSession,
} from '../members/sessions.ts'

type Of = { Querystring: { organization_id?: string; member_id?: string } }

/** /v1/b2b/sessions and the sign-in by password, as far as it shows that a deprovisioned member's sessions are over. */
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

  app.post('/v1/b2b/passwords/authenticate', async (request) =>
    ok(await authenticatePassword(scopeOf(context, request), new Fields(request.body))),
  )

  app.post('/v1/b2b/sessions/revoke', async (request) =>
    ok(await revokeSession(scopeOf(context, request), new Fields(request.body))),
  )
}
