import type { Exchange } from '../../steps/support/recorder/exchange.ts'
import { scimPath } from '../../steps/support/recorder/scim-path.ts'
import { type Json, parsed } from './json.ts'

/** One SCIM request and the target's answer, as the model reads them. */
export interface Operation {
  readonly method: string
  readonly type: 'Users' | 'Groups'
  readonly id: string | undefined
  readonly query: URLSearchParams
  readonly sent: Json
  /** Undefined when no answer came: then nobody knows whether the work was done. */
  readonly status: number | undefined
  readonly got: Json | undefined
  readonly began: number
  readonly ended: number
  readonly exchange: Exchange
}

/** Reads an exchange; undefined for what is not about a user or a group. */
export function operationOf(
  exchange: Exchange,
  baseUrl: string,
  ended: number,
): Operation | undefined {
  const { request, response, ms } = exchange
  const path = scimPath(baseUrl, request.url)
  if (path?.type !== 'Users' && path?.type !== 'Groups') return undefined
  return {
    method: request.method,
    type: path.type,
    id: path.id,
    query: new URL(request.url).searchParams,
    sent: parsed(request.body) ?? {},
    status: exchange.error === null ? response?.status : undefined,
    got: parsed(response?.body),
    began: ended - ms,
    ended,
    exchange,
  }
}

export function isWrite({ method }: Operation): boolean {
  return method !== 'GET'
}

/** `POST /Users`, `GET /Groups/…`: how a breach calls it. */
export function nameOf({ method, type, id }: Operation): string {
  return `${method} /${type}${id === undefined ? '' : '/{id}'}`
}

/** The name in `userName eq "…"`, or undefined for a list without a filter. */
export function soughtName({ query }: Operation): string | undefined {
  const [, literal] = /^\w+ eq ("(?:[^"\\]|\\.)*")$/.exec(query.get('filter') ?? '') ?? []
  return literal === undefined ? undefined : (JSON.parse(literal) as string)
}
