import { type MockOktaOptions, type RunningMockOkta, startMockOkta } from '../mock-okta/app.ts'
import { authOf, type RawAuth } from './check/auth-options.ts'
import { usage } from './exit-code.ts'
import { OktaAdmin, type ScimAccess } from './okta/admin.ts'
import { stopSignal } from './serve.ts'
import {
  consoleFields,
  consoleLine,
  type OpenConsole,
  requireDataFile,
  type ServeOptions,
} from './serve-options.ts'

export interface OktaOptions extends ServeOptions {
  readonly target?: string
  readonly token?: string
  readonly seedFile?: string
  readonly concurrency?: number
  readonly logEvents?: number
  readonly exchanges?: number
}

interface App {
  readonly kind: string
  readonly id: string
}

/** `scimulate okta`: the mock Okta with its management API; with a target, both kinds of app made ready. */
export async function okta(
  options: OktaOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { host, port, data, testControls = false, concurrency } = options
  const access = accessOf(options, environment)
  if (data !== undefined) requireDataFile(data)
  const stopped = stopSignal()
  const running = await started({
    host,
    port,
    testControls,
    console: options.console,
    consolePassword: options.consolePassword,
    ...(data === undefined ? {} : { dataFile: data }),
    concurrency,
    seedFile: options.seedFile,
    secrets: environment,
    logEventsKept: options.logEvents,
    exchangesKept: options.exchanges,
  })
  try {
    const apps = access === undefined ? [] : await bothApps(new OktaAdmin(running), access)
    const { url, apiToken } = running
    console.log(
      options.readyJson
        ? JSON.stringify({
            ...{ ready: true, url, apiToken },
            ...(apps.length === 0 ? {} : { apps }),
            ...consoleFields(running.console),
          })
        : welcome(running, apps),
    )
    await stopped
  } finally {
    await running.close()
  }
}

/** What is wrong with a seed file is the user's to mend. */
async function started(options: MockOktaOptions): Promise<RunningMockOkta> {
  try {
    return await startMockOkta(options)
  } catch (error) {
    if (error instanceof Error && error.name === 'SeedError') throw usage(error.message)
    throw error
  }
}

function accessOf(
  { target, token }: OktaOptions,
  environment: Readonly<Record<string, string | undefined>>,
): ScimAccess | undefined {
  if (target === undefined) {
    if (token !== undefined) throw usage('--token needs --target, the server that it is for')
    return undefined
  }
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) {
    throw usage(`--target must be an http or https URL, not "${target}"`)
  }
  const raw: RawAuth = token === undefined ? {} : { token }
  const auth = authOf(raw, environment)
  if (auth?.kind !== 'bearer') throw usage('no token for --target: set SCIM_TOKEN, or give --token')
  return { baseUrl: target, token: auth.token }
}

async function bothApps(admin: OktaAdmin, access: ScimAccess): Promise<App[]> {
  return [
    { kind: 'saml', id: await admin.provisioningApp('saml', 'SAML app', access) },
    { kind: 'header', id: await admin.provisioningApp('header', 'SCIM 2.0 Header Auth', access) },
  ]
}

interface Welcomed {
  readonly url: string
  readonly apiToken: string
  readonly console?: OpenConsole | undefined
}

function welcome({ url, apiToken, console: open }: Welcomed, apps: readonly App[]): string {
  return [
    `Mock Okta at ${url}`,
    ...consoleLine('admin console', open),
    `  API token       ${apiToken}   (header: Authorization: SSWS <token>)`,
    ...apps.map(
      ({ kind, id }) => `  ${`${kind} app`.padEnd(15)} ${id}   connected, all of To App on`,
    ),
    `See what it sends:  scimulate okta watch ${url} --api-token ${apiToken}`,
    'Ctrl-C stops it.',
  ].join('\n')
}
