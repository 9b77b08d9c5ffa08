import { CHOICES } from '../applications/behaviour.ts'
import { CATALOG } from '../applications/catalog.ts'

/**
 * How an app of the mock authenticates: a token, or user and password, or an OAuth 2 client with a refresh
 * token, which spares the browser.
 */
export type ScimCredentials =
  | { readonly token: string }
  | { readonly username: string; readonly password: string }
  | {
      readonly authorizeUrl: string
      readonly tokenUrl: string
      readonly clientId: string
      readonly clientSecret: string
      readonly refreshToken: string
    }

/**
 * What an app does where Okta leaves room: each has a line in `docs/mock-okta.md` (Options of an app), and the
 * first value here is its default. `renameGroups` and `excludeUserNameUpdates` are Okta's own settings.
 */
export interface AppOptions {
  readonly renameGroups?: boolean
  readonly excludeUserNameUpdates?: boolean
  readonly clearedAttributes?: 'keep' | 'absent' | 'null' | 'empty'
  readonly createPassword?: 'random' | 'none'
  readonly lookupValue?: 'userName' | 'attribute'
  readonly lookupSpaces?: 'percent' | 'plus'
  readonly lookupEscapes?: 'yes' | 'no'
  readonly lookupAfterRename?: 'new' | 'old'
  readonly lookupSeveral?: 'first' | 'fail'
  readonly statusPatchReads?: 'no' | 'yes'
  readonly userWrites?: 'patch' | 'put'
  readonly groupWrites?: 'patch' | 'put'
  readonly passwordPatch?: 'value' | 'path'
  readonly unchangedAttributes?: 'send' | 'leave'
  readonly reactivationOrder?: 'status' | 'profile'
  readonly newGroupMembers?: 'all' | 'none' | 'absent'
  readonly groupName?: 'after' | 'before' | 'never'
  readonly groupPutId?: 'no' | 'yes'
  readonly importStep?: 'count' | 'returned'
  readonly deleteContentType?: 'yes' | 'no'
  readonly deleteUsers?: 'never' | 'at-once' | 'after-a-day' | 'after-30-days'
  readonly defaultMappings?: 'create-and-update' | 'create'
  readonly mappingSave?: 'apply' | 'keep'
  readonly groupPatchChanges?: '100' | '250' | '500' | '1000'
  readonly baseUrlSlash?: 'trim' | 'keep'
  readonly baseUrlRules?: 'any' | 'okta'
  readonly deprovisioningTasks?: 'create' | 'none'
  readonly connectorTestGroups?: 'imported' | 'always'
  readonly importUserSchema?: 'off' | 'on'
  readonly entitlements?: 'off' | 'on'
}

export interface NewApp {
  /**
   * `saml` is a SAML app with SCIM provisioning (PUT), the others are the catalog's SCIM 2.0 Test Apps (PATCH),
   * by how each authenticates.
   */
  readonly kind: 'saml' | 'header-auth' | 'bearer' | 'basic'
  /**
   * Where to provision to, and with what. A SAML app takes any credentials and puts `Bearer` before a token;
   * of `header-auth` the token is the whole Authorization header; `bearer` takes a token, `basic` user and
   * password.
   */
  readonly scim: { readonly baseUrl: string } & ScimCredentials
  readonly label?: string
  /** The rows of the To App page; all three are on by default. */
  readonly actions?: {
    readonly create?: boolean
    readonly update?: boolean
    readonly deactivate?: boolean
  }
  /** What is imported; default nothing. */
  readonly imports?: { readonly users?: boolean; readonly groups?: boolean }
  /** Of a SAML app: the attribute that a look-up filters by; default `userName`. */
  readonly uniqueIdentifier?: string
  /** Where Okta leaves room; each has a default. */
  readonly options?: AppOptions
}

/** The app as `POST /api/v1/apps` takes it. */
export function appBody({ kind, label = 'App under test' }: NewApp): object {
  const entry = CATALOG.find((one) => one.kind === kind)
  if (entry !== undefined) return { name: entry.name, label, signOnMode: entry.signOnMode }
  if (kind === 'saml') return { label, signOnMode: 'SAML_2_0' }
  throw new TypeError(`kind: ${String(kind)} is not saml, header-auth, bearer or basic`)
}

/** The Integration page of the app's kind, filled in. */
export function integrationPage(app: NewApp): object {
  const { kind, scim, imports = {}, uniqueIdentifier = 'userName' } = app
  const { baseUrl } = scim
  const { users = false, groups = false } = imports
  if (kind !== 'saml') return { baseUrl, ...catalogCredentials(kind, scim), importGroups: groups }
  return {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier,
    ...samlCredentials(scim),
    actions: [
      ...['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS'],
      ...(users ? ['IMPORT_USERS', 'IMPORT_PROFILE_UPDATES'] : []),
      ...(groups ? ['IMPORT_GROUPS'] : []),
    ],
  }
}

function samlCredentials(scim: ScimCredentials): object {
  if ('token' in scim) return { authenticationMode: 'HTTP_HEADER', token: scim.token }
  if ('username' in scim) {
    const { username, password } = scim
    return { authenticationMode: 'BASIC', username, password }
  }
  const { authorizeUrl, tokenUrl, clientId, clientSecret, refreshToken } = scim
  const client = { authorizeUrl, tokenUrl, clientId, clientSecret, refreshToken }
  return { authenticationMode: 'OAUTH2', ...client }
}

function catalogCredentials(kind: Exclude<NewApp['kind'], 'saml'>, scim: ScimCredentials): object {
  if (kind === 'basic' && 'username' in scim) {
    return { username: scim.username, password: scim.password }
  }
  if (kind === 'basic' || !('token' in scim)) {
    const wanted = kind === 'basic' ? 'username and password' : 'token'
    throw new TypeError(`scim: an app of the kind ${kind} takes ${wanted}`)
  }
  return kind === 'header-auth' ? { apiToken: scim.token } : { token: scim.token }
}

/** Refuses a misspelt option before anything is made. */
export function checkedOptions(options: AppOptions): AppOptions {
  const known = [...Object.keys(CHOICES), 'renameGroups', 'excludeUserNameUpdates']
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown === undefined) return options
  throw new TypeError(`options: there is no ${unknown}; there are ${known.join(', ')}`)
}
