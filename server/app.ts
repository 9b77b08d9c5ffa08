import { randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { type Choices, choicesFrom } from './choices.ts'
import { Clock } from './clock.ts'
import { type Context, hash, newId, newProjectSecret } from './context.ts'
import { dashboard } from './dashboard/dashboard.ts'
import type { Call } from './dashboard/product.ts'
import { productManners } from './http/product-api.ts'
import { ProductError } from './http/product-error.ts'
import { requestSpans } from './http/request-spans.ts'
import { answerUnreadableUrl } from './http/scim-errors.ts'
import { UnderWay } from './http/under-way.ts'
import { answerUnreadableRequest } from './http/unreadable-request.ts'
import { passwordsOf } from './members/password.ts'
import { Cursors } from './resources/cursor.ts'
import { healthRoutes } from './routes/health.ts'
import { withKnownPaths } from './routes/known-paths.ts'
import { memberRoutes } from './routes/members.ts'
import { openApiRoutes } from './routes/openapi.ts'
import { organizationRoutes } from './routes/organizations.ts'
import { projectRoutes } from './routes/projects.ts'
import { scimRoutes } from './routes/scim.ts'
import { connectionRoutes } from './routes/scim-connections.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { testControlRoutes } from './routes/test-controls.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { type ModelAdditions, scimModel } from './scim/schema/model.ts'
import { openPostgres } from './store/postgres.ts'
import { openSqlite } from './store/sqlite.ts'
import type { Store } from './store/store.ts'
import type { Tracing } from './tracing.ts'
import { Deliverer, type WebhookOrder } from './webhooks/deliver.ts'
import { Sender, TIMEOUT_MS } from './webhooks/send.ts'

/** A process that keeps its state in memory keeps so many events of a project. */
const KEPT_IN_MEMORY = 100_000

/** Below here are the product's API and SCIM: what they have to deliver is queued by what they write. */
const PRODUCT = '/v1/b2b/'

export interface ServerOptions {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string
  /** Port to listen on; default 0, which takes a free one. */
  readonly port?: number
  /** Where clients reach it, by way of a proxy or a tunnel; by default where it listens. */
  readonly publicUrl?: string
  /** SQLite file that keeps the state; in memory by default. */
  readonly dataFile?: string
  /** PostgreSQL that keeps the state and that several servers may share, as postgres://…; instead of `dataFile`. */
  readonly databaseUrl?: string
  /** Schemas and resource types beside the built-in ones, as RFC 7643 §6 and §7 write them. */
  readonly scim?: ModelAdditions
  /** The server's own project; by default the first of the data file, or a new one. */
  readonly projectId?: string
  /** For Basic authentication of the product API; random by default. */
  readonly secret?: string
  /** More projects, which see nothing of one another. */
  readonly projects?: readonly { readonly projectId: string; readonly secret: string }[]
  /** Whether a provisioned person becomes the member who has that e-mail address; default true. */
  readonly linkExistingMembers?: boolean
  /** Whether webhooks may go into private networks; default true when listening on loopback. */
  readonly allowPrivateWebhooks?: boolean
  /** How long a webhook's receiver may take, in milliseconds; default 15,000. */
  readonly webhookTimeoutMs?: number
  /**
   * Whether a webhook that cannot be delivered holds back those behind it until it is given up (`strict`),
   * or for its first two attempts only (`relaxed`, the default).
   */
  readonly webhookOrder?: WebhookOrder
  /** Behaviour that is published nowhere: what is not given has its default. */
  readonly choices?: Partial<Choices>
  /** Serves the dashboard below /dashboard; default false. */
  readonly console?: boolean
  /** Of the dashboard, for whoever can reach it; random by default where others than this machine can. */
  readonly consolePassword?: string | undefined
  /** Routes by which a test moves the clock and empties the store; only on loopback. */
  readonly testControls?: boolean
  /**
   * Work of a password's hash, as the binary logarithm of scrypt's N, 10 to 18; default 10. With 0
   * passwords are taken and forgotten, nobody signs in with one, and changePassword is false.
   */
  readonly passwordCost?: number
  /** What goes to stderr as lines of JSON: nothing (the default), failures, or every request with its id. */
  readonly log?: 'off' | 'error' | 'info'
  /** Where a span for each request and for each statement of the database goes; nowhere by default. */
  readonly tracing?: Tracing | undefined
  /** The clock of timestamps and schedules; wall time by default. */
  readonly now?: () => Date
}

export interface RunningServer {
  readonly url: string
  /** Whether webhooks may go into private networks. */
  readonly allowsPrivateWebhooks: boolean
  readonly projectId: string
  readonly secret: string
  /** Where the dashboard is and the password that it asks for, if it is served. */
  readonly console?: { readonly url: string; readonly password: string | undefined } | undefined
  /** Stops listening, lets what is under way end, and closes the store. */
  close(): Promise<void>
}

/** Starts the reference SCIM server with the product API around it. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0 } = options
  const loopback = host === '127.0.0.1' || host === '::1' || host === 'localhost'
  const allowPrivateWebhooks = options.allowPrivateWebhooks ?? loopback
  const scim = scimModel(options.scim)
  const choices = choicesFrom({ ...options.choices })
  const passwords = passwordsOf(options.passwordCost)
  const clock = new Clock(options.now ?? (() => new Date()))
  const store = await openStore(options)
  const deliverer = delivererFor(store, options, allowPrivateWebhooks, clock.now)
  const app = bareApp(options)
  const underWay = new UnderWay(app)
  const own = await ownProject(store, options, clock.now())
  const cursorKey = await store.settings.once('cursor-key', randomBytes(32).toString('base64url'))
  let url = ''
  const context: Context = {
    store,
    scim,
    cursors: new Cursors(cursorKey, clock.now),
    now: clock.now,
    url: () => options.publicUrl?.replace(/\/+$/, '') ?? url,
    linkExistingMembers: options.linkExistingMembers ?? true,
    allowPrivateWebhooks,
    choices,
    passwords,
  }
  store.onQueued(() => deliverer.wake())
  // Whatever is no change of the product itself may have moved the clock, or mended an endpoint.
  app.addHook('onResponse', ({ method, url }, _reply, done) => {
    if (method !== 'GET') deliverer.wrote()
    if (method !== 'GET' && !url.startsWith(PRODUCT)) deliverer.wake()
    done()
  })
  await addRoutes(app, context)
  if (options.testControls && loopback) testControlRoutes(app, context, clock)
  const password = await withDashboard(app, options, loopback, own)
  try {
    await app.listen({ host, port })
    url = urlOf(app, host)
  } catch (error) {
    await store.close()
    throw error
  }
  deliverer.wake()
  return {
    url,
    ...own,
    console: options.console ? { url: `${url}/dashboard`, password } : undefined,
    allowsPrivateWebhooks: allowPrivateWebhooks,
    close: async () => {
      await app.close()
      await underWay.ended()
      await deliverer.close()
      await store.close()
      await options.tracing?.close()
    },
  }
}

/** With nothing on it but what looks at every request. */
function bareApp(options: ServerOptions): FastifyInstance {
  const app = fastify({
    // Those who wait for an answer get it; those who only hold a connection do not keep the server.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: answerUnreadableUrl,
    clientErrorHandler: answerUnreadableRequest,
    ...logging(options),
    bodyLimit: 1_000_000,
    routerOptions: { maxParamLength: 1024, ignoreTrailingSlash: true },
  })
  if (options.tracing !== undefined) requestSpans(app, options.tracing)
  return app
}

/** An id that came with a request stays with it, so that it can be followed through a proxy. */
function logging({ log: level = 'off', tracing }: ServerOptions) {
  if (level === 'off' && tracing === undefined) return {}
  return {
    ...(level === 'off' ? {} : { logger: { level, stream: process.stderr } }),
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
  }
}

/** Makes the tables of a PostgreSQL, as every node does when it starts; throws what the database says. */
export async function migrateStore(databaseUrl: string): Promise<void> {
  await (await openPostgres(databaseUrl)).close()
}

function delivererFor(
  store: Store,
  options: ServerOptions,
  allowPrivate: boolean,
  now: () => Date,
): Deliverer {
  const { webhookTimeoutMs: timeoutMs = TIMEOUT_MS, webhookOrder: order = 'relaxed' } = options
  return new Deliverer({
    ...{ store, now, order },
    sender: new Sender({ allowPrivate, timeoutMs }),
    kept: isDurable(options) ? Number.MAX_SAFE_INTEGER : KEPT_IN_MEMORY,
  })
}

/** Mounts the dashboard, if it is wanted; gives the password that it asks for. */
async function withDashboard(
  app: FastifyInstance,
  options: ServerOptions,
  loopback: boolean,
  project: { readonly projectId: string; readonly secret: string },
): Promise<string | undefined> {
  if (!options.console) return undefined
  const made = loopback ? undefined : randomBytes(9).toString('base64url')
  const password = options.consolePassword ?? made
  await dashboard(app, { call: caller(app, project), project, loopback, password })
  return password
}

/** A call of the product API without a socket, as an admin in the dashboard makes it. */
function caller(
  app: FastifyInstance,
  { projectId, secret }: { readonly projectId: string; readonly secret: string },
): Call {
  const authorization = `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`
  const headers = { authorization, 'scimulate-source': 'dashboard' }
  return async (method, url, body) => {
    const payload = body === undefined ? {} : { payload: body }
    const answer = await app.inject({ method, url, headers, ...payload })
    return { status: answer.statusCode, body: answer.json<unknown>() }
  }
}

function openStore({ databaseUrl, dataFile, tracing }: ServerOptions): Promise<Store> {
  return databaseUrl ? openPostgres(databaseUrl, tracing) : openSqlite(dataFile, tracing)
}

function isDurable({ databaseUrl, dataFile }: ServerOptions): boolean {
  return databaseUrl !== undefined || dataFile !== undefined
}

/** The projects that the options name are made; without any, the server's own gets a new secret. */
async function ownProject(
  store: Store,
  { projectId, secret, projects = [] }: ServerOptions,
  now: Date,
): Promise<{ readonly projectId: string; readonly secret: string }> {
  const own = {
    projectId: projectId ?? (await store.projects.first())?.project_id ?? newId('project'),
    secret: secret ?? newProjectSecret(),
  }
  for (const [i, one] of [own, ...projects].entries()) {
    // The first stays the first: a restart goes on with it.
    const created = new Date(now.getTime() + i).toISOString()
    await store.projects.put(one.projectId, hash(one.secret), created)
  }
  return own
}

async function addRoutes(app: FastifyInstance, context: Context): Promise<void> {
  healthRoutes(app, context)
  // Answers leave together at the end of a turn: each write by itself would wake whoever waits for it.
  app.addHook('onSend', (_request, _reply, payload, done) => {
    setImmediate(() => done(null, payload))
  })
  await app.register((scim) => scimRoutes(scim, context), {
    prefix: '/v1/b2b/scim/:connectionId',
  })
  await app.register(async (product) => {
    productManners(product, context)
    withKnownPaths(product, () => {
      projectRoutes(product, context)
      organizationRoutes(product, context)
      memberRoutes(product, context)
      connectionRoutes(product, context)
      sessionRoutes(product, context)
      webhookRoutes(product, context)
    })
  })
  openApiRoutes(app, context)
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
