import { invalid, OktaError } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { Failure } from '../scim/failure.ts'
import type { App, AppKind, Connection } from './app.ts'
import { authorizeLink, oauthIn } from './oauth-form.ts'

/** The rows of the connector test's dialog: what is ticked is shown, nothing is exercised. */
const ROWS: readonly [label: string, action: string][] = [
  ['User Import', 'IMPORT_USERS'],
  ['Import Profile Updates', 'IMPORT_PROFILE_UPDATES'],
  ['Create Users', 'PUSH_NEW_USERS'],
  ['Update User Attributes', 'PUSH_PROFILE_UPDATES'],
  ['Push Groups', 'PUSH_GROUPS'],
  ['Import Groups', 'IMPORT_GROUPS'],
]

const ACTIONS: ReadonlySet<string> = new Set(ROWS.map(([, action]) => action))

export interface TestResult {
  readonly ok: boolean
  readonly message: string
  readonly actions?: readonly { readonly name: string; readonly selected: boolean }[]
}

/** Reads the Integration page of the app's kind as an admin filled it in. */
export function connectionIn(app: App, form: unknown): Connection {
  if (typeof form !== 'object' || form === null)
    throw invalid('connection', 'The body must be an object.')
  const fields = form as Record<string, unknown>
  const baseUrl = textIn(fields, 'baseUrl')
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw invalid('baseUrl', 'baseUrl: must be an http or https URL.')
  }
  if (app.behaviour.baseUrlRules === 'okta') requireDocumented(baseUrl)
  if (app.kind !== 'saml') {
    return {
      baseUrl,
      authorization: catalogAuthorization(app.kind, fields),
      uniqueIdentifier: 'userName',
      supported: [],
      importGroups: fields.importGroups === true,
    }
  }
  return samlConnection(fields, baseUrl)
}

/** What Okta's documentation asks of a base URL. */
function requireDocumented(baseUrl: string): void {
  if (!/^https:/i.test(baseUrl)) throw invalid('baseUrl', 'baseUrl: must be an https URL.')
  if (baseUrl.includes('_')) throw invalid('baseUrl', 'baseUrl: must not contain an underscore.')
}

function samlConnection(fields: Record<string, unknown>, baseUrl: string): Connection {
  if (fields.scimProvisioningEnabled !== true) {
    throw invalid(
      'scimProvisioningEnabled',
      'SCIM provisioning is not enabled in the app: General > App Settings > Enable SCIM provisioning.',
    )
  }
  const mode = fields.authenticationMode ?? 'HTTP_HEADER'
  const supported = fields.actions ?? []
  if (!Array.isArray(supported) || !supported.every((action) => ACTIONS.has(action))) {
    throw invalid('actions', `actions: must be of ${[...ACTIONS].join(', ')}.`)
  }
  return {
    baseUrl,
    // What OAuth 2 authorizes with is not known before the grant.
    ...(mode === 'OAUTH2'
      ? { authorization: '', oauth: oauthIn(fields) }
      : { authorization: authorizationFor(mode, fields) }),
    uniqueIdentifier: textIn(fields, 'uniqueIdentifier'),
    supported,
    importGroups: supported.includes('IMPORT_GROUPS'),
  }
}

/** What is typed as API token goes out as it is; a bearer token gets its scheme. */
function catalogAuthorization(kind: Exclude<AppKind, 'saml'>, fields: Record<string, unknown>) {
  if (kind === 'header-auth') return headerValue(textIn(fields, 'apiToken'), 'apiToken')
  if (kind === 'bearer') return `Bearer ${headerValue(textIn(fields, 'token'), 'token')}`
  return basic(fields)
}

function basic(fields: Record<string, unknown>): string {
  const pair = `${textIn(fields, 'username')}:${textIn(fields, 'password')}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

/** HTTP Header puts `Bearer` before what was typed: the page shows the word as fixed. */
function authorizationFor(mode: unknown, fields: Record<string, unknown>): string {
  if (mode === 'HTTP_HEADER') return `Bearer ${headerValue(textIn(fields, 'token'), 'token')}`
  if (mode === 'BASIC') return basic(fields)
  throw invalid('authenticationMode', 'authenticationMode: must be HTTP_HEADER, BASIC or OAUTH2.')
}

/** The connector test, with the text that the dialog shows. */
export async function testConnection(
  engine: Engine,
  app: App,
  connection: Connection,
): Promise<TestResult> {
  if (isUnauthorized(connection)) throw notAuthorized()
  try {
    const requests = engine.requests(app, connection)
    await requests.test()
    const { importGroups } = connection
    const readsGroups = importGroups || app.behaviour.connectorTestGroups === 'always'
    if (app.kind !== 'saml' && readsGroups) await requests.appGroups()
    return {
      ok: true,
      message:
        app.kind === 'saml'
          ? 'Connector configured successfully'
          : `${app.label} was verified successfully!`,
      actions: ROWS.map(([name, action]) => ({
        name,
        selected: connection.supported.includes(action),
      })),
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const list = error.message === 'No results for users returned'
    return { ok: false, message: list ? error.message : `Error authenticating: ${error.message}` }
  }
}

/** A page with OAuth 2 whose grant has not been given. */
export function isUnauthorized({ oauth, authorization }: Connection): boolean {
  return oauth !== undefined && authorization === ''
}

/** Saves the page; the test runs once more, and a failed one saves nothing. */
export async function saveConnection(
  engine: Engine,
  app: App,
  connection: Connection,
): Promise<void> {
  if (isUnauthorized(connection)) throw notAuthorized()
  const { ok, message } = await testConnection(engine, app, connection)
  if (!ok) throw new OktaError(400, 'E0000001', 'Api validation failed: connection', [message])
  app.connection = connection
}

function notAuthorized(): OktaError {
  return invalid('connection', 'The app has not been authorized: follow its authorize link first.')
}

/** Saving the To App page repeats the GETs of the test, with the app groups when those are imported. */
export async function saveActions(engine: Engine, app: App): Promise<void> {
  if (app.connection === undefined) return
  try {
    const requests = engine.requests(app)
    await requests.test()
    app.appGroups = app.connection.importGroups ? await requests.appGroups() : undefined
    if (app.behaviour.importUserSchema === 'on') await requests.userSchema()
    if (app.behaviour.entitlements === 'on') await requests.entitlements()
  } catch (error) {
    // The page is saved all the same: whether the server answers now says nothing of later.
    if (!(error instanceof Failure)) throw error
  }
}

/** Refresh App Groups of the Push Groups page: the list is read once more, in the words of a failed test. */
export async function refreshAppGroups(engine: Engine, app: App): Promise<void> {
  try {
    app.appGroups = await engine.requests(app).appGroups()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new OktaError(400, 'E0000001', 'Api validation failed: appGroups', [error.message])
  }
}

export function connectionStatus(app: App): object {
  const { connection, heldConnection } = app
  const link = heldConnection?.oauth && authorizeLink(heldConnection.oauth)
  const authorize = link === undefined ? {} : { authorize: link }
  if (connection === undefined) return { status: 'DISABLED', ...authorize }
  const { baseUrl, uniqueIdentifier, supported, importGroups } = connection
  const page = { baseUrl, uniqueIdentifier, actions: supported, importGroups }
  return { status: 'ENABLED', ...page, ...authorize }
}

function textIn(fields: Record<string, unknown>, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string' || value.trim() === '') {
    throw invalid(name, `${name}: The field cannot be left blank.`)
  }
  return value.trim()
}

function headerValue(value: string, name: string): string {
  if (/[^\x20-\x7e]/.test(value)) {
    throw invalid(name, `${name}: holds characters that no HTTP header can carry.`)
  }
  return value
}
