import type { FastifyInstance } from 'fastify'
import { invalidSyntax } from '../scim/error.ts'

export const SCIM_JSON = 'application/scim+json'

/** Bodies of application/scim+json and application/json, read with a SCIM error for what is no JSON. */
export function acceptScim(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/scim+json', 'application/json'],
    { parseAs: 'string' },
    (_request, text, done) => {
      try {
        // A DELETE may come with the header and no body.
        done(null, text === '' ? undefined : JSON.parse(String(text)))
      } catch {
        done(invalidSyntax('the body is not JSON'))
      }
    },
  )
}
