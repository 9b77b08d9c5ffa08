import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { Clock } from './clock.ts'
import { type Context, hash, newId } from './context.ts'
import { productManners } from './http/product-api.ts'
import { ProductError } from './http/product-error.ts'
import { Cursors } from './resources/cursor.ts'
import { memberRoutes } from './routes/members.ts'
import { organizationRoutes } from './routes/organizations.ts'
import { scimRoutes } from './routes/scim.ts'
import { connectionRoutes } from './routes/scim-connections.ts'
import { testControlRoutes } from './routes/test-controls.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { type ModelAdditions, scimModel } from './scim/schema/model.ts'
import { openSqlite } from './store/sqlite.ts'
import { Deliverer } from './webhooks/deliver.ts'
import { Sender } from './webhooks/send.ts'

export interface ServerOptions {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string
  /** Port to listen on; default 0, which takes a free one. */
  readonly port?: number
  /** SQLite file that keeps the state; in memory by default. */
  readonly dataFile?: string
  /** Schemas and resource types beside the built-in ones, as RFC 7643 §6 and §7 write them. */
  readonly scim?: ModelAdditions
  readonly projectId?: string
  /** For Basic authentication of the product API; random by default. */
  readonly secret?: string
  /** Whether a provisioned person becomes the member who has that e-mail address; default true. */
  readonly linkExistingMembers?: boolean
  /** Whether webhooks may go into private networks; default true when listening on loopback. */
  readonly allowPrivateWebhooks?: boolean
  /** Routes by which a test moves the clock and empties the store; only on loopback. */
  readonly testControls?: boolean
  /** The clock of timestamps and schedules; wall time by default. */
  readonly now?: () => Date
}

export interface RunningServer {
  readonly url: string
  readonly projectId: string
  readonly secret: string
  /** Stops listening, lets what is under way end, and closes the store. */
  close(): Promise<void>
}

/** Starts the reference SCIM server with the product API around it. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0 } = options
  const loopback = host === '127.0.0.1' || host === '::1' || host === 'localhost'
  const allowPrivateWebhooks = options.allowPrivateWebhooks ?? loopback
  const scim = scimModel(options.scim)
  const clock = new Clock(options.now ?? (() => new Date()))
  const store = await openSqlite(options.dataFile)
  const deliverer = new Deliverer(store, new Sender(allowPrivateWebhooks), clock.now)
  const app = fastify({
    forceCloseConnections: true,
    bodyLimit: 1_000_000,
    routerOptions: { maxParamLength: 1024, ignoreTrailingSlash: true },
  })
  const projectId = options.projectId ?? newId('project')
  const secret = options.secret ?? `secret-test-${randomBytes(24).toString('base64url')}`
  const cursorKey = await store.settings.once('cursor-key', randomBytes(32).toString('base64url'))
  const context: Context = {
    store,
    scim,
    cursors: new Cursors(cursorKey, clock.now),
    now: clock.now,
    projectId,
    url: () => urlOf(app, host),
    linkExistingMembers: options.linkExistingMembers ?? true,
    allowPrivateWebhooks,
    wake: () => deliverer.wake(),
  }
  await addRoutes(app, context, hash(secret))
  if (options.testControls && loopback) testControlRoutes(app, context, clock)
  try {
    await app.listen({ host, port })
  } catch (error) {
    await store.close()
    throw error
  }
  deliverer.wake()
  return {
    url: context.url(),
    projectId,
    secret,
    close: async () => {
      await app.close()
      await deliverer.close()
      await store.close()
    },
  }
}

async function addRoutes(
  app: FastifyInstance,
  context: Context,
  secretHash: string,
): Promise<void> {
  const { projectId } = context
  await app.register((scim) => scimRoutes(scim, context), {
    prefix: '/v1/b2b/scim/:connectionId',
  })
  await app.register(async (product) => {
    productManners(product, { projectId, secretHash })
    organizationRoutes(product, context)
    memberRoutes(product, context)
    connectionRoutes(product, context)
    webhookRoutes(product, context)
  })
  app.setNotFoundHandler((request, reply) => {
    const told = new ProductError(
      404,
      'route_not_found',
      `No route ${request.method} ${request.url.split('?')[0]}.`,
    )
    return reply.status(404).send(told.toBody(newId('request-id')))
  })
}

function urlOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
