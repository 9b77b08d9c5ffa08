import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { userOfSession } from '../members/sessions.ts'
import type { Resources } from '../resources/resources.ts'
import { ScimError } from '../scim/error.ts'
import { answer, unchangedAnswer } from './resources.ts'
import { baseUrlOf } from './scim-request.ts'

const READS = new Set(['GET', 'HEAD'])

/**
 * The alias of the one who asks (RFC 7644 §3.11). A member who asks with the token of a session is a user of
 * the connection, and reads itself; a connection's own token is nobody's.
 */
export function meRoutes(app: FastifyInstance, context: Context, users: Resources): void {
  app.all('/Me', { config: { takesSessions: true } }, async (request, reply) => {
    const { connection, userId } = request
    if (userId === undefined) {
      throw new ScimError(501, undefined, 'the token of a SCIM connection stands for no user')
    }
    if (!READS.has(request.method)) {
      throw new ScimError(403, undefined, 'what a user is changes where its identity is kept')
    }
    const row = await users.read(connection, userId)
    const location = `${baseUrlOf(context, request)}${users.type.endpoint}/${row.id}`
    reply.header('location', location)
    return unchangedAnswer(request, reply, row) ?? answer(context, users, request, reply, row)
  })
}

/** Who a request speaks for where sessions are taken: the user, when a session's token opens the door. */
export async function userAsking(
  context: Context,
  { routeOptions, headers, params }: FastifyRequest,
): Promise<string | undefined> {
  if (!routeOptions.config.takesSessions) return undefined
  const { connectionId = '' } = params as { connectionId?: string }
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  return token === undefined ? undefined : userOfSession(context, connectionId, token)
}
