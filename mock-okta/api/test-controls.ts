import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock.ts'
import { durationIn } from '../duration.ts'

/** What a test needs and nobody else may have: served on loopback only, and only when asked for. */
export function testControlRoutes(app: FastifyInstance, clock: Clock, moved: () => void): void {
  app.post<{ Body: { advance?: unknown } }>('/_scimulate/clock', async ({ body }, reply) => {
    const forward = durationIn(String(body?.advance ?? ''))
    if (forward === undefined) {
      return reply.status(400).send({ error: 'advance must be an ISO 8601 duration such as PT5M' })
    }
    clock.advance(forward)
    moved()
    return { now: clock.now().toISOString() }
  })
}
