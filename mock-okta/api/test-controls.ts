import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock.ts'

const UNITS: Readonly<Record<string, number>> = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 }

/** What a test needs and nobody else may have: served on loopback only, and only when asked for. */
export function testControlRoutes(app: FastifyInstance, clock: Clock, moved: () => void): void {
  app.post<{ Body: { advance?: unknown } }>('/_scimulate/clock', async ({ body }, reply) => {
    const forward = milliseconds(String(body?.advance ?? ''))
    if (forward === undefined) {
      return reply.status(400).send({ error: 'advance must be an ISO 8601 duration such as PT5M' })
    }
    clock.advance(forward)
    moved()
    return { now: clock.now().toISOString() }
  })
}

/** Of an ISO 8601 duration such as P1DT2H or PT5M. */
function milliseconds(duration: string): number | undefined {
  if (!/^P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(duration)) return undefined
  let sum = 0
  for (const [, amount, unit = ''] of duration.matchAll(/(\d+)([DHMS])/g)) {
    sum += Number(amount) * (UNITS[unit] ?? 0)
  }
  return sum
}
