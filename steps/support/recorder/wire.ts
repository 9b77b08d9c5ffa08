import type { Dispatcher } from 'undici'
import type { RecordedRequest, Source } from './exchange.ts'

/** Not on the wire: who sends a request, for the record. */
interface Attribution {
  readonly source?: Source
  readonly scenario?: string
}

/** A request as undici was given it. */
export function requestOf(options: Dispatcher.DispatchOptions): RecordedRequest {
  return {
    method: options.method,
    url: `${String(options.origin ?? '')}${options.path}`,
    headers: flat(options.headers),
    body: bodyOf(options.body),
  }
}

function bodyOf(body: unknown): string | null {
  if (body === undefined || body === null) return null
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '(stream)'
}

/** Header pairs in any of undici's forms, as one object; repeated ones are joined as HTTP joins them. */
export function flat(headers: Dispatcher.DispatchOptions['headers']): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of pairsOf(headers)) {
    if (value === undefined) continue
    out[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value)
  }
  return out
}

/** The same headers as a flat list of names and values. */
export function pairs(headers: Dispatcher.DispatchOptions['headers']): string[] {
  return pairsOf(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [name, Array.isArray(value) ? value.join(', ') : String(value)],
  )
}

/** Stands for the connection of a request that never got one. */
export const NOBODY: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: [],
  rawTrailers: [],
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
}

function pairsOf(headers: Dispatcher.DispatchOptions['headers']): [string, unknown][] {
  if (headers === undefined || headers === null) return []
  if (Array.isArray(headers)) {
    return headers.flatMap((name, i) => (i % 2 === 0 ? [[String(name), headers[i + 1]]] : []))
  }
  if (Symbol.iterator in headers) return [...(headers as Iterable<[string, unknown]>)]
  return Object.entries(headers)
}

export function attributionOf(options: Dispatcher.DispatchOptions): {
  source: Source
  scenario: string | undefined
} {
  const opaque: unknown = 'opaque' in options ? options.opaque : undefined
  if (typeof opaque !== 'object' || opaque === null)
    return { source: 'client', scenario: undefined }
  if ('appId' in opaque) return { source: 'mock-okta', scenario: undefined }
  const { source, scenario } = opaque as Attribution
  return { source: source ?? 'client', scenario }
}

export function textOf(error: Error): string {
  const code = 'code' in error ? ` (${String(error.code)})` : ''
  return `${error.message || error.name}${code}`
}
