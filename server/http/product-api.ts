import { timingSafeEqual } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { type Context, hash, newId, type Scope } from '../context.ts'
import { isText } from '../scim/scalar.ts'
import type { Store } from '../store/store.ts'
import { badRequest, ProductError } from './product-error.ts'
import { readable, requireReadable } from './readable.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose credentials came with the request, once they are found to be good. */
    projectId: string
  }
}

/** A request that says so was made by an admin in the dashboard; all others came through the API. */
const SOURCE = 'scimulate-source'

/** What a request of the product API may touch: its own project, told of by its own source. */
export function scopeOf(context: Context, request: FastifyRequest): Scope {
  const source = request.headers[SOURCE]
  if (source !== undefined && source !== 'direct' && source !== 'dashboard') {
    throw badRequest('invalid_argument', `${SOURCE} must be direct or dashboard.`)
  }
  return {
    ...context,
    projectId: request.projectId,
    source: source === 'dashboard' ? 'DASHBOARD' : 'DIRECT',
  }
}

/** The product API's manners: Basic authentication, JSON in every answer, Stytch's error object. */
export function productManners(app: FastifyInstance, { store }: Context): void {
  app.decorateRequest('projectId', '')
  app.removeAllContentTypeParsers()
  // The SDK sends a body with DELETE, and its Content-Type with GET.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, readable(body))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addHook('onRequest', async (request) => {
    request.projectId = await projectOf(store, request.headers.authorization)
    requireReadable(request)
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

async function projectOf(store: Store, authorization: string | undefined): Promise<string> {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const project = isText(id) ? await store.projects.find(id) : undefined
  const given = Buffer.from(hash(rest.join(':')))
  if (project === undefined || !timingSafeEqual(given, Buffer.from(project.secret_hash))) {
    throw new ProductError(401, 'unauthorized_credentials', 'Unauthorized credentials.')
  }
  return id
}

function unexpected({ statusCode, message }: FastifyError): ProductError {
  if (statusCode !== undefined && statusCode < 500) {
    return new ProductError(statusCode, 'bad_request', message)
  }
  return new ProductError(500, 'internal_server_error', 'The server failed.')
}
