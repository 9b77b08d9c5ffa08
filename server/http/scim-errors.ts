import type { FastifyError, FastifyInstance } from 'fastify'
import { ScimError } from '../scim/error.ts'
import { SCIM_JSON } from './scim-media-type.ts'

/** Every refusal below a SCIM base URL leaves as a SCIM error; a defect of ours as a bare 500. */
export function answerScimErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ScimError, request, reply) => {
    const told = asScimError(error)
    if (told.status >= 500) request.log.error({ err: error })
    if (told.status === 401) reply.header('www-authenticate', 'Bearer realm="scim"')
    return reply.status(told.status).type(SCIM_JSON).send(JSON.stringify(told.toBody()))
  })
  app.setNotFoundHandler((request, reply) => {
    const told = new ScimError(
      404,
      undefined,
      `there is nothing at ${request.method} ${request.url.split('?')[0]}`,
    )
    return reply.status(404).type(SCIM_JSON).send(JSON.stringify(told.toBody()))
  })
}

const DETAILS: Readonly<Record<number, string>> = {
  400: 'the request cannot be read',
  413: 'the body is too large',
  415: 'the body must be application/scim+json',
}

function asScimError(error: FastifyError | ScimError): ScimError {
  if (error instanceof ScimError) return error
  const status = error.statusCode ?? 500
  if (status >= 500) return new ScimError(500, undefined, 'the server failed')
  return new ScimError(status, undefined, DETAILS[status] ?? error.message)
}
