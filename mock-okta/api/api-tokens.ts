import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { ApiToken } from '../directory/api-token.ts'
import type { Audit } from './audit.ts'
import { fieldsIn, textIn } from './http.ts'
import { page } from './page.ts'
import type { ApiTokens } from './tokens.ts'

type ById = { Params: { id: string } }

/** /api/v1/api-tokens: the SSWS tokens. Making one is the console's; the path for it is ours. */
export function apiTokenRoutes(app: FastifyInstance, tokens: ApiTokens, audit: Audit): void {
  app.get('/api/v1/api-tokens', async (request, reply) =>
    page(request, reply, tokens.list().map(toToken)),
  )

  app.get<ById>('/api/v1/api-tokens/:id', async ({ params }) => toToken(tokens.find(params.id)))

  app.delete('/api/v1/api-tokens/current', async (request, reply) => {
    const current = tokens.in(request.headers.authorization)
    if (current !== undefined) revoke(current, audit)
    return reply.status(204).send()
  })

  app.delete<ById>('/api/v1/api-tokens/:id', async ({ params }, reply) => {
    revoke(tokens.find(params.id), audit)
    return reply.status(204).send()
  })

  app.post('/api/v1/scimulate/api-tokens', async ({ body }, reply) => {
    const secret = `00${randomBytes(20).toString('hex')}`
    const made = tokens.add(textIn(fieldsIn(body), 'name'), secret)
    audit.record('system.api_token.create', [targetOf(made)])
    return reply.status(201).send({ ...toToken(made), token: secret })
  })

  function revoke(token: ApiToken, log: Audit): void {
    tokens.revoke(token.id)
    log.record('system.api_token.revoke', [targetOf(token)])
  }
}

function targetOf({ id, name }: ApiToken) {
  return { id, type: 'Token', alternateId: name, displayName: name, detailEntry: null } as const
}

function toToken({ id, name, userId, created, lastUpdated }: ApiToken): object {
  return {
    id,
    name,
    userId,
    clientName: 'Okta API',
    created,
    lastUpdated,
    expiresAt: null,
    tokenWindow: 'P30D',
    network: { connection: 'ANYWHERE' },
    _links: { self: { href: `/api/v1/api-tokens/${id}`, hints: { allow: ['GET', 'DELETE'] } } },
  }
}
