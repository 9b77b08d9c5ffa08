import { migrateStore, type RunningServer, type ServerOptions, startServer } from '../server/app.ts'
import { requireDatabaseUrl } from './database-url.ts'
import { usage } from './exit-code.ts'
import { firstConnection } from './first-connection.ts'
import type { ScimAccess } from './okta/admin.ts'
import { stopSignal } from './serve.ts'
import { consoleFields, consoleLine, requireDataFile } from './serve-options.ts'
import { type ProductOptions, type Project, productOptions } from './server-options.ts'
import { openTracing } from './tracing.ts'

/** `scimulate server`: the reference server, with one organization and one Okta connection made unless told not to. */
export async function server(
  options: ProductOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { host, port, data, testControls = false } = options
  if (options.databaseUrl !== undefined) requireDatabaseUrl(options.databaseUrl)
  if (data !== undefined) requireDataFile(data)
  const stopped = stopSignal()
  const running = await started({
    ...productOptions(options),
    host,
    port,
    testControls,
    console: options.console,
    consolePassword: options.consolePassword,
    ...(data === undefined ? {} : { dataFile: data }),
    tracing: openTracing(environment),
  })
  try {
    const scim = options.firstConnection ? await firstConnection(running) : undefined
    console.log(
      options.readyJson ? readyLine(running, scim, options) : welcome(running, scim, options),
    )
    if (running.allowsPrivateWebhooks) console.error(LOUD)
    await stopped
  } finally {
    await running.close()
  }
}

const LOUD =
  'WARNING: webhooks may go into private networks; --no-allow-private-webhooks refuses that.'

/** `scimulate server migrate`: makes the tables, so that nodes which start later find them. */
export async function migrate({ databaseUrl }: { readonly databaseUrl?: string }): Promise<void> {
  if (databaseUrl === undefined) throw usage('--database-url: which database is to be migrated?')
  requireDatabaseUrl(databaseUrl)
  await migrateStore(databaseUrl).catch((error: unknown) => {
    throw unusable(error)
  })
  console.log('The tables are there.')
}

async function started(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options)
  } catch (error) {
    if (error instanceof RangeError) throw usage(error.message)
    throw options.databaseUrl ? unusable(error) : error
  }
}

/** Whatever PostgreSQL or the way to it says has a code; the URL may hold a password and is not repeated. */
function unusable(error: unknown): unknown {
  return error instanceof Error && 'code' in error
    ? usage(`--database-url: the database cannot be used: ${error.message}`)
    : error
}

/** For scripts: what they need, all of it secret. */
function readyLine(
  { url, projectId, secret, console: open }: RunningServer,
  scim: ScimAccess | undefined,
  { project: [, ...more] }: ProductOptions,
): string {
  const projects = more.map((one) => ({ projectId: one.projectId, secret: one.secret }))
  return JSON.stringify({
    ready: true,
    url,
    ...(scim === undefined ? {} : { scim }),
    api: { url, projectId, secret },
    ...(projects.length === 0 ? {} : { projects }),
    ...consoleFields(open),
  })
}

/** For people: addresses as their browser knows them, and the secrets that they cannot know yet. */
function welcome(
  { url, projectId, secret, console: open }: RunningServer,
  scim: ScimAccess | undefined,
  { publicUrl, project: projects }: ProductOptions,
): string {
  const at = publicUrl?.replace(/\/+$/, '') ?? url
  const pages = open && { ...open, url: open.url.replace(url, at) }
  const [own, ...more] = projects
  return [
    `Reference SCIM server at ${at}`,
    ...consoleLine('dashboard', pages),
    ...(scim === undefined ? [] : connectionLines(scim)),
    `  product API     ${at}/v1/b2b   project ${told(own ?? { projectId, secret, madeUp: true })}`,
    ...more.map((one) => `  another project ${told(one)}`),
    'Ctrl-C stops it.',
  ].join('\n')
}

function connectionLines({ baseUrl, token }: ScimAccess): string[] {
  return [`  SCIM base URL   ${baseUrl}`, `  bearer token    ${token}   (shown this once)`]
}

/** Logs are kept: a secret that somebody gave is not written there. */
function told({ projectId, secret, madeUp }: Project): string {
  return `${projectId}   secret ${madeUp ? secret : '(as given)'}`
}
