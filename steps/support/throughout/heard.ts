import type { Exchange } from '../recorder/exchange.ts'
import { baseOf } from '../recorder/scim-path.ts'
import { Targets } from '../recorder/targets.ts'
import { asObject, type Json } from './json.ts'

/** One answer of the target, read once for everything that is judged throughout the run. */
export interface Heard {
  readonly base: string
  readonly scenario: string | null
  /** When it was asked and when it was answered, in milliseconds. */
  readonly from: number
  readonly until: number
  /** The answer holds the credential that opened it. */
  readonly echoes: boolean
  readonly method: string
  /** What follows the base URL: `Users`, then an id. */
  readonly segments: readonly string[]
  readonly query: URLSearchParams
  readonly accept: string
  readonly sent: Json | undefined
  readonly sentText: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body as an object; undefined when it is none. */
  readonly body: Json | undefined
  /** `#12 GET /Users/2819 → 404`, for the reader of a fault. */
  readonly place: string
}

/** A larger body was cut when it was recorded, and what is cut cannot be judged. */
const WHOLE = 1_000_000

/** The answers of the target among all exchanges of a run; what never got an answer is left out. */
export function heardIn(exchanges: readonly Exchange[], bases: readonly string[]): Heard[] {
  const targets = new Targets()
  for (const base of bases) targets.add(base)
  return exchanges.flatMap((exchange) => {
    if (exchange.lane !== 'scim' || exchange.response === null || exchange.error !== null) return []
    if (exchange.response.body.length >= WHOLE) return []
    const url = new URL(exchange.request.url)
    const base = targets.of(`${url.origin}${url.pathname}/`)
    return base === undefined ? [] : [heard(exchange, exchange.response, base, url)]
  })
}

function heard(
  { id, request, scenario, at: asked, ms, echoes = false }: Exchange,
  { status, headers, body }: NonNullable<Exchange['response']>,
  base: string,
  url: URL,
): Heard {
  const below = url.pathname.slice(baseOf(base).root.length)
  const from = Date.parse(asked)
  return {
    base,
    scenario,
    from,
    until: from + ms,
    echoes,
    method: request.method,
    segments: below.split('/').filter((part) => part !== ''),
    query: url.searchParams,
    accept: request.headers.accept ?? '',
    sent: objectFrom(request.body ?? ''),
    sentText: request.body ?? '',
    status,
    headers,
    text: body,
    body: objectFrom(body),
    place: `#${id} ${request.method} ${below}${url.search} → ${status}`,
  }
}

function objectFrom(text: string): Json | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return asObject(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** A parameter of a query, wherever it was sent: in the URL, or in the body of a search. */
export function parameterOf({ query, segments, sent }: Heard, name: string): string | undefined {
  const value = segments.at(-1) === '.search' ? sent?.[name] : query.get(name)
  return value === undefined || value === null ? undefined : String(value)
}

/** Whether the client asked for some of the attributes only. */
export function isProjected(heard: Heard): boolean {
  return ['attributes', 'excludedAttributes'].some(
    (name) => parameterOf(heard, name) !== undefined || heard.query.has(name),
  )
}
