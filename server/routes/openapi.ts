import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { openApiDocument } from '../openapi/document.ts'
import { openApiPage, PAGE_POLICY } from '../openapi/page.ts'

/** What the product API is, for programs and for people; nobody needs credentials to read it. */
export function openApiRoutes(app: FastifyInstance, { url }: Context): void {
  app.get('/openapi.json', async () => openApiDocument(url()))

  app.get('/docs', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': PAGE_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      .send(openApiPage(url())),
  )
}
