import type { FastifyInstance } from 'fastify'
import { ScimError } from '../scim/error.ts'

/** The alias of the one who asks (RFC 7644 §3.11): a connection's token is nobody's own. */
export function meRoutes(app: FastifyInstance): void {
  app.all('/Me', async () => {
    throw new ScimError(501, undefined, 'the token of a SCIM connection stands for no user')
  })
}
