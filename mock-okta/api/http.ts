import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiToken } from '../directory/api-token.ts'
import type { Cause } from '../log-event.ts'
import { invalid, OktaError } from '../okta-error.ts'
import type { Random } from '../random.ts'
import type { SystemLog } from '../system-log.ts'
import type { RateLimit } from './rate-limit.ts'
import type { ApiTokens } from './tokens.ts'

export interface Manners {
  readonly tokens: ApiTokens
  readonly rateLimit: RateLimit
  readonly random: Random
  readonly log: SystemLog
}

/** The management API's manners: SSWS tokens, JSON, rate limits, Okta's error object and request id. */
export function oktaManners(app: FastifyInstance, manners: Manners): void {
  const { tokens, rateLimit, random, log } = manners
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : JSON.parse(String(text)))
    } catch {
      done(malformed(400))
    }
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-okta-request-id', random.letters(24)).header('cache-control', 'no-store')
    rateLimit.count(tokenIn(request, tokens).id, reply)
  })
  app.addHook('preHandler', (request, reply, done) => {
    log.causedBy(causeOf(request, reply, tokenIn(request, tokens)), done)
  })
  app.setErrorHandler((error: FastifyError | OktaError, request, reply) => {
    const told = error instanceof OktaError ? error : unexpected(error)
    if (told.status >= 500) request.log.error({ err: error })
    return reply.status(told.status).send(told.toBody(random.id('oae')))
  })
}

/** A token that is not known is another refusal than none at all. */
function tokenIn({ headers }: FastifyRequest, tokens: ApiTokens): ApiToken {
  const token = tokens.in(headers.authorization)
  if (token !== undefined) return token
  throw /^SSWS /i.test(headers.authorization ?? '')
    ? new OktaError(401, 'E0000011', 'Invalid token provided')
    : new OktaError(401, 'E0000004', 'Authentication failed')
}

function causeOf(request: FastifyRequest, reply: FastifyReply, token: ApiToken): Cause {
  const id = String(reply.getHeader('x-okta-request-id'))
  const { userId, name } = token
  return {
    actor: { id: userId, type: 'User', alternateId: name, displayName: name, detailEntry: null },
    transaction: { type: 'WEB', id },
    debugData: {
      requestId: id,
      requestUri: request.url.split('?')[0] ?? '',
      url: `${request.url}`,
    },
    client: { ipAddress: request.ip, rawUserAgent: request.headers['user-agent'] ?? '' },
  }
}

function malformed(status: number): OktaError {
  return new OktaError(status, 'E0000003', 'The request body was not well-formed.')
}

function unexpected({ statusCode }: FastifyError): OktaError {
  if (statusCode !== undefined && statusCode < 500) return malformed(statusCode)
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

/** The query of a request; a name given twice counts once. */
export function queryOf(request: FastifyRequest): Record<string, string | undefined> {
  const given = request.query as Record<string, string | string[] | undefined>
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}
