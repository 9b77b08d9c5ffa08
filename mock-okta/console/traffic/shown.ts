import type { App, Exchange } from '../shapes.ts'
import { isSaml } from '../shapes.ts'
import { type Change, changesBetween } from './changes.ts'
import { conclusionOf } from './conclusion.ts'
import { curlFor } from './curl.ts'
import { type Fact, factOf } from './fact.ts'
import { jsonIn, pretty } from './json.ts'

/** An exchange as the page shows it. */
export interface Shown {
  readonly id: number
  readonly app: string
  readonly at: string
  readonly ms: number
  readonly method: string
  readonly path: string
  readonly status: string
  readonly good: boolean
  readonly says: string
  readonly fact: Fact | undefined
  readonly changes: readonly Change[]
  readonly requestHeaders: readonly (readonly [string, string])[]
  readonly requestBody: string
  readonly responseHeaders: readonly (readonly [string, string])[]
  readonly responseBody: string
  readonly curl: string
}

/** Exchanges in their order, each with what it changed of what was seen of the resource before. */
export function shown(exchanges: readonly Exchange[], apps: ReadonlyMap<string, App>): Shown[] {
  const seen = new Map<string, unknown>()
  return exchanges.map((exchange) => {
    const changes = changesOf(exchange, seen)
    return one(exchange, apps.get(exchange.appId), changes)
  })
}

function one(exchange: Exchange, app: App | undefined, changes: readonly Change[]): Shown {
  const { id, operation, at, ms, request, response } = exchange
  return {
    id,
    app: app?.label ?? '',
    at,
    ms,
    method: request.method,
    path: pathOf(request.url),
    status: response === null ? 'no answer' : String(response.status),
    good: response !== null && response.status < 400,
    says: conclusionOf(exchange),
    fact: factOf(operation, app !== undefined && isSaml(app)),
    changes,
    requestHeaders: Object.entries(request.headers),
    requestBody: pretty(request.body),
    responseHeaders: Object.entries(response?.headers ?? {}),
    responseBody: pretty(response?.body),
    curl: curlFor(request),
  }
}

/** From Users or Groups on, decoded so that a person can read the filter. */
function pathOf(url: string): string {
  const [, path = url] = /(\/(?:Users|Groups)\b.*)$/.exec(url) ?? []
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Remembers how a resource is now; of a write, tells what is different from how it was. */
function changesOf({ request, response }: Exchange, seen: Map<string, unknown>): Change[] {
  if (response === null || response.status >= 400) return []
  const answer = jsonIn(response.body)
  const base = request.url.split('?')[0] ?? ''
  const url = request.method === 'POST' ? `${base}/${String(answer.id)}` : base
  const before = seen.get(url)
  if (answer.id === undefined) {
    seen.delete(url)
    return []
  }
  seen.set(url, answer)
  if (request.method === 'GET' || (before === undefined && request.method !== 'POST')) return []
  return changesBetween(before, answer)
}
