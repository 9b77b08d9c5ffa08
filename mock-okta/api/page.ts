import type { FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../okta-error.ts'
import { queryOf } from './http.ts'

/** Okta's presets and limits of the page size. */
export interface PageSize {
  readonly preset?: number
  readonly largest?: number
}

/** One page of a list, with Link headers to itself and to the next as the SDK follows it. */
export function page(
  request: FastifyRequest,
  reply: FastifyReply,
  all: readonly object[],
  { preset = 200, largest = 1_000 }: PageSize = {},
): readonly object[] {
  const { after } = queryOf(request)
  const size = limitIn(request, preset, largest)
  const start = Number(Buffer.from(after ?? '', 'base64url').toString() || 0)
  if (!Number.isSafeInteger(start) || start < 0) throw invalid('after', 'after: is not a cursor')
  const next = start + size
  const links = [link(request, {}, 'self')]
  if (next < all.length) {
    const cursor = Buffer.from(String(next)).toString('base64url')
    links.push(link(request, { after: cursor, limit: String(size) }, 'next'))
  }
  reply.header('link', links)
  return all.slice(start, next)
}

export function limitIn(request: FastifyRequest, preset: number, largest: number): number {
  const { limit } = queryOf(request)
  if (limit === undefined) return preset
  if (!/^\d{1,6}$/.test(limit)) throw invalid('limit', 'limit: must be a number')
  return Math.min(Math.max(Number(limit), 1), largest)
}

/** A Link header of the request's own URL with other parameters. */
export function link(
  request: FastifyRequest,
  parameters: Readonly<Record<string, string>>,
  relation: 'self' | 'next',
): string {
  const url = new URL(request.url, baseOf(request))
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return `<${url.href}>; rel="${relation}"`
}

/** The org's URL as the caller knows it. */
export function baseOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host ?? 'localhost'}`
}
