import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LogEvent } from '../log-event.ts'
import { invalid } from '../okta-error.ts'
import type { SystemLog } from '../system-log.ts'
import { expression } from './expression.ts'
import { queryOf } from './http.ts'
import { limitIn, link } from './page.ts'

const WEEK_MS = 7 * 86_400_000

/**
 * /api/v1/logs: the System Log. A query without `until` is a poll: it always tells where to go on, also
 * when nothing new has happened; one with `until` ends with its last page.
 */
export function logRoutes(app: FastifyInstance, log: SystemLog, now: () => Date): void {
  app.get('/api/v1/logs', async (request, reply) => {
    const query = queryOf(request)
    const until = timeIn(query.until, 'until')
    const descending = query.sortOrder === 'DESCENDING'
    const size = limitIn(request, 100, 1_000)
    const start = cursorIn(query.after)
    const indexed = wanted(request, log, now, start, descending)
    const events = indexed.slice(0, size)
    const last = indexed.length > size ? events.at(-1) : undefined
    const end = log.dropped + log.events.length
    const next = last === undefined ? end : last.index + (descending ? 0 : 1)
    const goesOn = last !== undefined || (until === undefined && !descending)
    const self = link(request, {}, 'self')
    reply.header('link', goesOn ? [self, link(request, { after: cursor(next) }, 'next')] : self)
    return events.map(({ event }) => event)
  })
}

interface Indexed {
  readonly event: LogEvent
  readonly index: number
}

/** The events that the query asks for, from the cursor on, in its order. */
function wanted(
  request: FastifyRequest,
  log: SystemLog,
  now: () => Date,
  start: number | undefined,
  descending: boolean,
): Indexed[] {
  const { since, until, filter, q } = queryOf(request)
  const to = timeIn(until, 'until') ?? Number.POSITIVE_INFINITY
  const from = timeIn(since, 'since') ?? Math.min(to, now().getTime()) - WEEK_MS
  const matches = filter === undefined ? () => true : expression(filter, () => true)
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = numbered(log, start, descending).filter(({ event }) => {
    const published = Date.parse(event.published)
    return published >= from && published < to && matches(event) && holds(event, words)
  })
  return descending ? found.reverse() : found
}

/** The events on the side of the cursor that the order goes to, each with its number. */
function numbered(
  { events, dropped }: SystemLog,
  start: number | undefined,
  descending: boolean,
): Indexed[] {
  const cut = start === undefined ? undefined : Math.max(start - dropped, 0)
  const [from, to] = descending ? [0, cut] : [cut ?? 0, undefined]
  return events.slice(from, to).map((event, at) => ({ event, index: dropped + from + at }))
}

function holds(event: LogEvent, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = JSON.stringify(event).toLowerCase()
  return words.every((word) => text.includes(word))
}

function cursor(index: number): string {
  return Buffer.from(String(index)).toString('base64url')
}

function cursorIn(after: string | undefined): number | undefined {
  if (after === undefined) return undefined
  const index = Number(Buffer.from(after, 'base64url').toString())
  if (!Number.isSafeInteger(index) || index < 0) throw invalid('after', 'after: is not a cursor')
  return index
}

/** The SDK sends a Date in JavaScript's own words: whatever parses is taken. */
function timeIn(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const at = Date.parse(text)
  if (Number.isNaN(at))
    throw invalid(name, `${name}: The date format in your query is not recognized.`)
  return at
}
