import type { FastifyInstance } from 'fastify'
import { invalidSyntax, ScimError } from '../scim/error.ts'
import { beginTurn } from '../store/pause.ts'
import { JsonShape } from './json-shape.ts'

export const SCIM_JSON = 'application/scim+json'
/** The media types of bodies that are read. */
export const SCIM_JSON_TYPES = [SCIM_JSON, 'application/json']

/** Bodies of application/scim+json and application/json, read with a SCIM error for what is no JSON. */
export function acceptScim(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    SCIM_JSON_TYPES,
    { parseAs: 'buffer' },
    (_request, body: Buffer, done) => {
      try {
        done(null, parsed(body))
      } catch (error) {
        done(error as Error)
      }
    },
  )
  // What is not there has no type: clients name one with the empty body of a DELETE, as fetch does.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') done(null, undefined)
    else done(new ScimError(415, undefined, 'the body must be application/scim+json'))
  })
}

/** The JSON of a whole body; a DELETE may come with the header and no body. Throws invalidSyntax. */
export function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined
  beginTurn()
  new JsonShape().read(body)
  try {
    return JSON.parse(body.toString())
  } catch {
    throw invalidSyntax('the body is not JSON')
  }
}
