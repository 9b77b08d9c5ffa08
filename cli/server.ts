import { migrateStore, type RunningServer, type ServerOptions, startServer } from '../server/app.ts'
import { requireDatabaseUrl } from './database-url.ts'
import { usage } from './exit-code.ts'
import { firstConnection } from './first-connection.ts'
import type { ScimAccess } from './okta/admin.ts'
import { stopSignal } from './serve.ts'
import { consoleFields, consoleLine, type OpenConsole, requireDataFile } from './serve-options.ts'
import { type ProductOptions, type Project, productOptions } from './server-options.ts'
import { openTracing } from './tracing.ts'

/** `scimulate server`: the reference server with one organization and one Okta connection made. */
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
    const scim = await firstConnection(running)
    const api = { url: running.url, projectId: running.projectId, secret: running.secret }
    const projects = options.project.slice(1)
    console.log(
      options.readyJson
        ? JSON.stringify({
            ready: true,
            url: running.url,
            scim,
            api,
            ...(projects.length === 0 ? {} : { projects }),
            ...consoleFields(running.console),
          })
        : welcome(scim, api, projects, running.console),
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

interface Api {
  readonly url: string
  readonly projectId: string
  readonly secret: string
}

function welcome(
  scim: ScimAccess,
  api: Api,
  projects: readonly Project[],
  open: OpenConsole | undefined,
): string {
  const pages = consoleLine('dashboard', open).map((line) => `${line}\n`)
  const more = projects.map((one) => `\n  another project ${one.projectId}   secret ${one.secret}`)
  return `Reference SCIM server at ${api.url}
${pages.join('')}  SCIM base URL   ${scim.baseUrl}
  bearer token    ${scim.token}   (shown this once)
  product API     ${api.url}/v1/b2b   project ${api.projectId}   secret ${api.secret}${more.join('')}
Ctrl-C stops it.`
}
