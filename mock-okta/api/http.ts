import type { FastifyError, FastifyInstance } from 'fastify'
import { invalid, OktaError } from '../okta-error.ts'
import type { Random } from '../random.ts'

/** The management API's manners: SSWS tokens, JSON, Okta's error object and request id. */
export function oktaManners(app: FastifyInstance, apiToken: string, random: Random): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : JSON.parse(String(text)))
    } catch {
      done(new OktaError(400, 'E0000003', 'The request body was not well-formed.'))
    }
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-okta-request-id', random.letters(24))
    if (request.headers.authorization !== `SSWS ${apiToken}`) {
      throw new OktaError(401, 'E0000011', 'Invalid token provided')
    }
  })
  app.setErrorHandler((error: FastifyError | OktaError, request, reply) => {
    const told = error instanceof OktaError ? error : unexpected(error)
    if (told.status >= 500) request.log.error({ err: error })
    return reply.status(told.status).send(told.toBody(random.id('oae')))
  })
}

function unexpected({ statusCode, message }: FastifyError): OktaError {
  if (statusCode !== undefined && statusCode < 500) {
    return new OktaError(statusCode, 'E0000003', message)
  }
  return new OktaError(500, 'E0000009', 'Internal Server Error')
}

/** A JSON body as an object, whatever came. */
export function fieldsIn(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {}
  return body as Record<string, unknown>
}

export function textIn(fields: Record<string, unknown>, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string' || value.trim() === '') {
    throw invalid(name, `${name}: The field cannot be left blank`)
  }
  return value
}
