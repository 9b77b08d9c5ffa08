import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Context } from '../context.ts'

/** Upper bounds of the buckets of durations, in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** What a load balancer and a monitor ask: alive, ready to be asked, and how it does. */
export function healthRoutes(app: FastifyInstance, context: Context): void {
  const registry = new Registry()
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [registry],
  })
  let draining = false
  app.addHook('preClose', async () => {
    draining = true
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    const labels = { method, route: routeOf(request), status: reply.statusCode }
    durations.observe(labels, reply.elapsedTime / 1_000)
    done()
  })
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const reason = draining ? 'the server is stopping' : await trouble(context)
    if (reason === undefined) return { status: 'ok' }
    return reply.status(503).send({ status: 'unavailable', reason })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await Registry.merge([registry, ofProcess()]).metrics()),
  )
}

let processMetrics: Registry | undefined

/** Memory, CPU and event loop of the process, watched from the first time that somebody asks. */
function ofProcess(): Registry {
  if (processMetrics === undefined) {
    processMetrics = new Registry()
    collectDefaultMetrics({ register: processMetrics })
  }
  return processMetrics
}

/** The route as it was declared: ids would make a label of their own each. */
function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? 'none'
}

async function trouble({ store }: Context): Promise<string | undefined> {
  try {
    await store.projects.first()
    return undefined
  } catch {
    return 'the store does not answer'
  }
}
