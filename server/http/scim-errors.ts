import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../context.ts'
import { ScimError, uniqueness } from '../scim/error.ts'
import { Taken } from '../store/store.ts'
import { badRequest } from './product-error.ts'
import { SCIM_JSON } from './scim-media-type.ts'

/** Every refusal below a SCIM base URL leaves as a SCIM error; a defect of ours as a bare 500. */
export function answerScimErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ScimError, request, reply) => {
    const told = asScimError(error, request.routeOptions.config.tooLarge)
    // A refusal is none of our failures, whatever its status: /Me says 501.
    if (told.status >= 500 && told !== error) request.log.error({ err: error })
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

/** A URL that cannot be read reaches no route: it is refused as all else where it would have led. */
export function answerUnreadableUrl(
  error: FastifyError,
  { url }: FastifyRequest,
  reply: FastifyReply,
): void {
  if (url.startsWith('/v1/b2b/scim/')) {
    const told = asScimError(error)
    void reply.status(told.status).type(SCIM_JSON).send(JSON.stringify(told.toBody()))
    return
  }
  const told = badRequest('bad_request', 'The URL cannot be read.')
  void reply.status(told.status).send(told.toBody(newId('request-id')))
}

const DETAILS: Readonly<Record<number, string>> = {
  400: 'the request cannot be read',
  413: 'the body is too large',
  415: 'the body must be application/scim+json',
}

/** What a client is told of any failure; `tooLarge` is what it hears of a body over the limit. */
export function asScimError(error: Error, tooLarge?: string): ScimError {
  if (error instanceof ScimError) return error
  // Two writers at once: the index decided, and this one came second.
  if (error instanceof Taken) return uniqueness('another resource has this value already')
  const { statusCode: status = 500 } = error as Partial<FastifyError>
  if (status >= 500) return new ScimError(500, undefined, 'the server failed')
  if (status === 413 && tooLarge !== undefined) return new ScimError(413, undefined, tooLarge)
  return new ScimError(status, undefined, DETAILS[status] ?? error.message)
}
