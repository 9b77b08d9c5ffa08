import { timingSafeEqual } from 'node:crypto'
import type { FastifyError, FastifyInstance } from 'fastify'
import { hash, newId } from '../context.ts'
import { ProductError } from './product-error.ts'

/** Who may use the product API: one project, its secret kept as a hash. */
export interface Project {
  readonly projectId: string
  readonly secretHash: string
}

/** The product API's manners: Basic authentication, JSON in every answer, Stytch's error object. */
export function productManners(app: FastifyInstance, project: Project): void {
  app.removeAllContentTypeParsers()
  // The SDK sends a body with DELETE, and its Content-Type with GET.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : JSON.parse(String(text)))
    } catch {
      done(new ProductError(400, 'bad_request', 'The body is not JSON.'))
    }
  })
  app.addHook('onRequest', async (request) => {
    if (!knows(project, request.headers.authorization)) {
      throw new ProductError(401, 'unauthorized_credentials', 'Unauthorized credentials.')
    }
  })
  app.setErrorHandler((error: FastifyError | ProductError, request, reply) => {
    const told = error instanceof ProductError ? error : unexpected(error)
    if (told.status >= 500) request.log.error({ err: error })
    return reply.status(told.status).send(told.toBody(newId('request-id')))
  })
}

/** The answer of the product API: every one carries its status and a request id. */
export function ok(body: object): object {
  return { ...body, status_code: 200, request_id: newId('request-id') }
}

function knows({ projectId, secretHash }: Project, authorization: string | undefined): boolean {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const [id, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const given = Buffer.from(hash(rest.join(':')))
  return id === projectId && timingSafeEqual(given, Buffer.from(secretHash))
}

function unexpected({ statusCode, message }: FastifyError): ProductError {
  if (statusCode !== undefined && statusCode < 500) {
    return new ProductError(statusCode, 'bad_request', message)
  }
  return new ProductError(500, 'internal_server_error', 'The server failed.')
}
