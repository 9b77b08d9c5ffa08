import type { FastifyInstance } from 'fastify'
import { invalid, OktaError } from '../okta-error.ts'
import type { Org } from '../org.ts'
import type { LogEvent } from '../system-log.ts'
import { page } from './page.ts'

/** /api/v1/logs: the System Log. */
export function logRoutes(app: FastifyInstance, org: Org): void {
  app.get('/api/v1/logs', async (request, reply) => {
    const { since, until, filter, q, sortOrder } = request.query as Record<
      string,
      string | undefined
    >
    const from = timeIn(since, 'since') ?? 0
    const to = timeIn(until, 'until') ?? Number.POSITIVE_INFINITY
    const matches = filterIn(filter)
    const events = org.log.filter((event) => {
      const at = Date.parse(event.published)
      return at >= from && at < to && matches(event) && holds(event, q)
    })
    return page(request, reply, sortOrder === 'DESCENDING' ? events.reverse() : events, 100)
  })
}

/** The SDK sends a Date in JavaScript's own words: whatever parses is taken. */
function timeIn(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const at = Date.parse(text)
  if (Number.isNaN(at))
    throw invalid(name, `${name}: The date format in your query is not recognized.`)
  return at
}

function filterIn(filter: string | undefined): (event: LogEvent) => boolean {
  if (filter === undefined) return () => true
  const [, path, value] = /^\s*(eventType|outcome\.result)\s+eq\s+"([^"]*)"\s*$/.exec(filter) ?? []
  if (path === undefined) throw new OktaError(400, 'E0000031', 'Invalid search criteria.')
  return (event) => (path === 'eventType' ? event.eventType : event.outcome.result) === value
}

function holds(event: LogEvent, q: string | undefined): boolean {
  return q === undefined || JSON.stringify(event).toLowerCase().includes(q.toLowerCase())
}
