import type { FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../okta-error.ts'

const LARGEST = 1_000

/** One page of a list, with a Link header to the next as the SDK follows it. */
export function page(
  request: FastifyRequest,
  reply: FastifyReply,
  all: readonly object[],
  preset = 200,
): readonly object[] {
  const { limit, after } = request.query as Record<string, string | undefined>
  if (limit !== undefined && !/^\d{1,4}$/.test(limit))
    throw invalid('limit', 'limit: must be a number')
  const size = Math.min(Math.max(Number(limit ?? preset), 1), LARGEST)
  const start = Number(Buffer.from(after ?? '', 'base64url').toString() || 0)
  if (!Number.isSafeInteger(start) || start < 0) throw invalid('after', 'after: is not a cursor')
  const next = start + size
  if (next < all.length) {
    const url = new URL(request.url, `http://${request.headers.host ?? 'localhost'}`)
    url.searchParams.set('after', Buffer.from(String(next)).toString('base64url'))
    url.searchParams.set('limit', String(size))
    reply.header('link', `<${url.href}>; rel="next"`)
  }
  return all.slice(start, next)
}
