import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import type { Dispatcher } from 'undici'
import { apiTokenRoutes } from './api/api-tokens.ts'
import { appGroupRoutes } from './api/app-groups.ts'
import { appOptionRoutes } from './api/app-options.ts'
import { appSchemaRoutes } from './api/app-schemas.ts'
import { appUserRoutes } from './api/app-users.ts'
import { appRoutes } from './api/apps.ts'
import { Audit } from './api/audit.ts'
import { connectionRoutes } from './api/connections.ts'
import { faultRoutes } from './api/faults.ts'
import { featureRoutes } from './api/features.ts'
import { groupPushRoutes } from './api/group-push.ts'
import { groupRuleRoutes } from './api/group-rules.ts'
import { groupRoutes } from './api/groups.ts'
import { oktaManners } from './api/http.ts'
import { importRoutes, jobRoutes } from './api/imports.ts'
import { logRoutes } from './api/logs.ts'
import { mappingRoutes } from './api/mappings.ts'
import { oauthCallback, oauthRoutes } from './api/oauth.ts'
import { openApiRoutes } from './api/openapi.ts'
import { orgSchemaRoutes } from './api/org-schemas.ts'
import { peopleRoutes } from './api/people.ts'
import { RateLimit, type RateLimitOptions } from './api/rate-limit.ts'
import { scimulateRoutes } from './api/scimulate.ts'
import { seedRoutes } from './api/seeds.ts'
import { testControlRoutes } from './api/test-controls.ts'
import { ApiTokens } from './api/tokens.ts'
import { unconfirmedUserRoutes } from './api/unconfirmed-users.ts'
import { refuseUnrouted } from './api/unrouted.ts'
import { userLifecycleRoutes } from './api/user-lifecycle.ts'
import { userRoutes } from './api/users.ts'
import { Clock } from './clock.ts'
import { adminConsole } from './console/console.ts'
import { MadeUpPeople } from './directory/made-up-people.ts'
import { Org } from './org.ts'
import { Engine } from './provisioning/engine.ts'
import { doWhatIsDue } from './provisioning/schedule.ts'
import { Random } from './random.ts'
import { ScimClient } from './scim/client.ts'
import { Faults } from './scim/faults.ts'
import { oktaAgent } from './scim/okta-agent.ts'
import { plantSeed } from './seed/plant-seed.ts'
import { readSeedFile } from './seed/read-seed.ts'
import { Saver } from './state/saver.ts'

export interface MockOktaOptions {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string
  /** Port to listen on; default 0, which takes a free one. */
  readonly port?: number
  /** All SCIM requests go through it; default an undici Agent of the mock's own. */
  readonly dispatcher?: Dispatcher
  /** SSWS token of the management API; random by default. */
  readonly apiToken?: string
  /** Of the management API, per token; default 10000 requests a minute. */
  readonly rateLimit?: RateLimitOptions
  /** Makes ids and passwords repeat; default random. */
  readonly seed?: number
  /** A route by which a test moves the clock; only on loopback. */
  readonly testControls?: boolean
  /** The clock of waits and timestamps; wall time by default. */
  readonly now?: () => Date
  /** Keeps everything in this file (SQLite) and goes on from it; default nothing outlives the process. */
  readonly dataFile?: string
  /** How long a SCIM server may take to answer; default 60000 ms, as Okta. */
  readonly timeoutMs?: number
  /**
   * Provisioning jobs of one app under way at once, as long as they are of different people or groups;
   * default 1, which keeps all requests in the order of what caused them. What Okta does is not known.
   */
  readonly concurrency?: number | undefined
  /**
   * An org in YAML or JSON to start with: people, groups, rules, apps and what they have
   * (`okta-seed.schema.json`). With a data file it is taken only while that holds nobody and nothing.
   */
  readonly seedFile?: string | undefined
  /** What the variables of the seed file stand for, such as `{ SCIM_TOKEN: '…' }`; default none. */
  readonly secrets?: Readonly<Record<string, string | undefined>>
  /** Serves the admin console below /admin; default false. */
  readonly console?: boolean
  /** Of the console, for whoever can reach it; random by default where others than this machine can. */
  readonly consolePassword?: string | undefined
  /** How many events the System Log keeps, and up to a tenth more; default 20000. The oldest go. */
  readonly logEventsKept?: number | undefined
  /** How many exchanges of each app are kept, and up to a tenth more; default 10000. The oldest go. */
  readonly exchangesKept?: number | undefined
}

export interface RunningMockOkta {
  readonly url: string
  readonly apiToken: string
  /** Where the admin console is and the password that it asks for, if it is served. */
  readonly console?: { readonly url: string; readonly password: string | undefined } | undefined
  /** Stops listening and ends the jobs under way. */
  close(): Promise<void>
}

/** What a test in the same process may reach besides. */
export interface OpenMockOkta extends RunningMockOkta {
  readonly engine: Engine
  readonly clock: Clock
  readonly faults: Faults
  readonly people: MadeUpPeople
  /** A call of the management API without a socket. */
  readonly call: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    host?: string,
  ) => Promise<{ readonly status: number; readonly body: unknown }>
}

/** Starts a mock Okta: its management API, and the provisioning that follows from it. */
export async function startMockOkta(options: MockOktaOptions = {}): Promise<RunningMockOkta> {
  const { url, apiToken, console, close } = await openMockOkta(options)
  return { url, apiToken, console, close }
}

/** The same, open to a test in the same process. */
export async function openMockOkta(options: MockOktaOptions = {}): Promise<OpenMockOkta> {
  const { host = '127.0.0.1', port = 0, timeoutMs = 60_000 } = options
  const clock = new Clock(options.now ?? (() => new Date()))
  const apiToken = options.apiToken ?? `00${randomBytes(20).toString('hex')}`
  const own = options.dispatcher === undefined ? oktaAgent() : undefined
  const dispatcher = options.dispatcher ?? own
  if (dispatcher === undefined) throw new Error('a mock Okta needs a dispatcher')
  const seed = options.seed ?? randomBytes(4).readUInt32BE(0)
  const faults = new Faults()
  const { exchangesKept, logEventsKept, concurrency = 1 } = options
  const client = new ScimClient({ dispatcher, timeoutMs, now: clock.now, faults, exchangesKept })
  const org = new Org(logEventsKept)
  const engine = new Engine({ org, random: new Random(seed), now: clock.now, client, concurrency })
  const saver =
    options.dataFile === undefined ? undefined : await Saver.open(options.dataFile, engine)
  const people = new MadeUpPeople(seed)
  const app = await api({ engine, clock, faults, people, saver, apiToken, options })
  const loopback = host === '127.0.0.1' || host === '::1' || host === 'localhost'
  if (options.testControls && loopback) testControlRoutes(app, clock, () => moved(engine))
  const password = await withConsole(app, options, loopback, apiToken)
  const schedule = setInterval(() => doWhatIsDue(engine), 30_000).unref()
  const close = async () => {
    clearInterval(schedule)
    await app.close()
    await engine.close()
    await faults.close()
    await saver?.close()
    await own?.destroy()
  }
  try {
    await startWith(options, engine.org, caller(app, apiToken))
    await app.listen({ host, port })
  } catch (error) {
    await close()
    throw error
  }
  const url = urlOf(app, host)
  return {
    url,
    apiToken,
    console: options.console ? { url: `${url}/admin`, password } : undefined,
    engine,
    clock,
    faults,
    people,
    call: caller(app, apiToken),
    close,
  }
}

function urlOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Mounts the console, if it is wanted; gives the password that it asks for. */
async function withConsole(
  app: FastifyInstance,
  options: MockOktaOptions,
  loopback: boolean,
  apiToken: string,
): Promise<string | undefined> {
  if (!options.console) return undefined
  const made = loopback ? undefined : randomBytes(9).toString('base64url')
  const password = options.consolePassword ?? made
  await adminConsole(app, { call: caller(app, apiToken), loopback, password })
  return password
}

/** Plants the seed file, unless the org holds something already. */
async function startWith(
  { seedFile, secrets = {} }: MockOktaOptions,
  { people, groups, groupRules, apps }: Org,
  call: OpenMockOkta['call'],
): Promise<void> {
  if (seedFile === undefined || people.size + groups.size + apps.size > 0) return
  try {
    await plantSeed(call, readSeedFile(seedFile), secrets)
  } catch (error) {
    // Half an org in a data file would keep the mended seed from being taken.
    for (const all of [people, groups, groupRules, apps]) all.clear()
    throw error
  }
}

interface Parts {
  readonly engine: Engine
  readonly clock: Clock
  readonly faults: Faults
  readonly people: MadeUpPeople
  readonly saver: Saver | undefined
  readonly apiToken: string
  readonly options: MockOktaOptions
}

async function api(parts: Parts): Promise<FastifyInstance> {
  const { engine, clock, faults, people, saver, apiToken, options } = parts
  const { log } = engine.org
  const tokens = new ApiTokens(engine.org.apiTokens, engine.random, clock.now)
  tokens.add('first token', apiToken)
  const rateLimit = new RateLimit(options.rateLimit ?? {}, clock.now)
  const audit = new Audit(log, clock.now)
  const app = fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1024, ignoreTrailingSlash: true },
  })
  refuseUnrouted(app, engine.random)
  await app.register(async (routes) => {
    if (saver !== undefined) keepPromises(routes, engine, saver)
    oktaManners(routes, { tokens, rateLimit, random: engine.random, log })
    openApiRoutes(routes)
    userRoutes(routes, engine, audit)
    userLifecycleRoutes(routes, engine, audit)
    groupRoutes(routes, engine, audit)
    groupRuleRoutes(routes, engine, audit)
    appRoutes(routes, engine, audit)
    appUserRoutes(routes, engine, audit)
    appGroupRoutes(routes, engine, audit)
    appSchemaRoutes(routes, engine, audit)
    orgSchemaRoutes(routes, engine.org, audit)
    mappingRoutes(routes, engine, audit)
    unconfirmedUserRoutes(routes, engine)
    appOptionRoutes(routes, engine, audit)
    connectionRoutes(routes, engine)
    oauthRoutes(routes, engine)
    featureRoutes(routes, engine, audit)
    groupPushRoutes(routes, engine, audit)
    logRoutes(routes, log, clock.now)
    apiTokenRoutes(routes, tokens, audit)
    importRoutes(routes, engine)
    jobRoutes(routes, engine)
    scimulateRoutes(routes, engine)
    faultRoutes(routes, engine, faults)
    seedRoutes(routes, engine)
    peopleRoutes(routes, engine, audit, people)
  })
  oauthCallback(app, engine)
  return app
}

function caller(app: FastifyInstance, apiToken: string): OpenMockOkta['call'] {
  return async (method, path, body, host) => {
    const headers = {
      ...{ authorization: `SSWS ${apiToken}`, 'content-type': 'application/json' },
      ...(host === undefined ? {} : { host }),
    }
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
    const answer = await app.inject({ method, url: path, headers, ...payload })
    return {
      status: answer.statusCode,
      body: answer.payload === '' ? undefined : answer.json<unknown>(),
    }
  }
}

/** What an answer says happened is in the file before the answer leaves. */
function keepPromises(api: FastifyInstance, engine: Engine, saver: Saver): void {
  api.addHook('onSend', async ({ method }) => {
    if (method === 'GET') return
    engine.changed()
    await saver.promised()
  })
}

function moved(engine: Engine): void {
  engine.tick()
  doWhatIsDue(engine)
}
