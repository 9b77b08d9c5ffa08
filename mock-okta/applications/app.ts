import type { Person } from '../directory/person.ts'
import type { Task } from '../provisioning/task.ts'
import type { ScimExchange } from '../scim/exchange.ts'
import type { Member } from '../scim/group-body.ts'
import type { AppAttribute, MappingRow } from './attributes.ts'
import type { Behaviour } from './behaviour.ts'
import type { ImportedUser, ImportResult, ImportSettings } from './import-settings.ts'
import type { UserNameFormat } from './user-name.ts'

/** SAML app with Enable SCIM provisioning, or one of the catalog's SCIM 2.0 Test Apps, by how each authenticates. */
export type AppKind = 'saml' | 'header-auth' | 'bearer' | 'basic'

/** The Sync Password row of the To App page. */
export interface PasswordSync {
  readonly enabled: boolean
  /** OKTA sends the person's password whenever Okta sees it; RANDOM sends what nobody knows. */
  readonly seed: 'OKTA' | 'RANDOM'
  readonly change: 'CHANGE' | 'KEEP_EXISTING'
}

/** Push Groups > By rule: groups that fit are pushed without being named. */
export interface PushRule {
  readonly id: string
  readonly field: 'name' | 'description'
  readonly operator: 'EQUALS' | 'STARTS_WITH' | 'ENDS_WITH' | 'CONTAINS'
  readonly value: string
  readonly created: string
}

/** An assignment of the app to a group. */
export interface GroupAssignment {
  /** 0 comes first: of an attribute that several groups name, its value counts. */
  readonly priority: number
  readonly lastUpdated: string
  /** What the group's members get in the app, where their own assignment does not say otherwise. */
  readonly profile?: Readonly<Record<string, unknown>>
}

/** The rows of the To App page; all start unticked. */
export interface Actions {
  create: boolean
  update: boolean
  deactivate: boolean
}

/** The Integration page, saved. */
export interface Connection {
  readonly baseUrl: string
  /** The whole value of the Authorization header. */
  readonly authorization: string
  /** Of a SAML app: the attribute that the look-up filters by. */
  readonly uniqueIdentifier: string
  /** Of a SAML app: the supported provisioning actions that are ticked. */
  readonly supported: readonly string[]
  readonly importGroups: boolean
  /** Of a SAML app with OAuth 2: where its access token comes from. */
  readonly oauth?: OAuth
}

/** The authorization-code grant of a connection: what an admin typed, and what the grant brought. */
export interface OAuth {
  /** May hold parameters of its own, such as `scope=offline_access`. */
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** Waits for the admin to come back from the server with a code. */
  readonly asked?: { readonly state: string; readonly redirectUri: string }
  readonly refreshToken?: string
  /** When the access token ends, if the server said so. */
  readonly expiresAt?: string
}

/** The app groups as last read, by name: with Import Groups on they take the place of a look-up. */
export type AppGroups = ReadonlyMap<string, string>

export type SyncState = 'DISABLED' | 'OUT_OF_SYNC' | 'SYNCING' | 'SYNCHRONIZED' | 'ERROR'

/** An assignment of a person to an app. */
export interface AppUser {
  readonly id: string
  readonly personId: string
  scope: 'USER' | 'GROUP'
  status: 'STAGED' | 'PROVISIONED' | 'ACTIVE'
  syncState: SyncState
  /** The name that the person has in the app, by the app's username format. */
  userName: string
  /** The id that the SCIM server gave: Okta's name for it. */
  externalId: string | undefined
  /** Attributes of the app's profile that were given with the assignment. */
  given: Readonly<Record<string, unknown>>
  /** The assignment names the user itself, whatever the app's username format says. */
  userNameGiven?: boolean
  readonly created: string
  lastUpdated: string
  lastSync: string | undefined
  /** What the last import saw of the user, to tell an update from no change. */
  seen?: string
  /** Each attribute as it was pushed last, where the app leaves what did not change (`unchangedAttributes`). */
  pushed?: Readonly<Record<string, unknown>>
}

/** A group that is pushed to the app. */
export interface PushMapping {
  readonly id: string
  readonly sourceGroupId: string
  readonly targetGroupId: string
  targetName: string
  status: 'ACTIVE' | 'INACTIVE' | 'ERROR'
  /** The id that the SCIM server gave; undefined until the group is pushed or linked. */
  externalId: string | undefined
  /** The members that were last sent, by their ids on the SCIM server. */
  sent: readonly Member[]
  errorSummary: string
  readonly created: string
  lastUpdated: string
  lastPush: string | undefined
}

/** A user who is to be deleted on the server when the time has come. */
export interface Deletion {
  readonly person: Person
  readonly user: AppUser
  readonly due: string
}

export interface App {
  readonly id: string
  readonly kind: AppKind
  readonly name: string
  label: string
  status: 'ACTIVE' | 'INACTIVE'
  readonly signOnMode: string
  userNameFormat: UserNameFormat
  /** The attributes of the app's user profile. */
  attributes: readonly AppAttribute[]
  /** What each attribute gets, by its name; one without a row gets only what an assignment says. */
  mapping: Readonly<Record<string, MappingRow>>
  /** The same the other way: what an Okta user gets of an imported one. */
  toOkta: Readonly<Record<string, MappingRow>>
  /** What is not known of Okta for certain, as it was chosen. */
  behaviour: Behaviour
  /** What the management API was given and the mock only keeps: settings, visibility, accessibility. */
  kept: Readonly<Record<string, unknown>>
  readonly created: string
  lastUpdated: string
  connection: Connection | undefined
  /** A connection that is saved but not enabled. */
  heldConnection: Connection | undefined
  readonly actions: Actions
  passwordSync: PasswordSync
  /** "Rename app groups to match group name in Okta": on by default; off, a rename stops the push. */
  renameGroups: boolean
  /** "Exclude Username Updates" of the Sign On page; off by default. */
  excludeUserNameUpdates: boolean
  readonly pushRules: Map<string, PushRule>
  importSettings: ImportSettings
  /** Imported people who wait on the Import page for an admin, by their id on the server. */
  readonly imported: Map<string, ImportedUser>
  lastImport: ImportResult | undefined
  /** The names of those who lost the app, by person (`lookupAfterRename`). */
  formerNames?: Record<string, string>
  /** Whom the gated option is to delete later. */
  deletions: readonly Deletion[]
  /** When the schedule last began an import. */
  importQueued: string | undefined
  appGroups: AppGroups | undefined
  readonly users: Map<string, AppUser>
  readonly groups: Map<string, GroupAssignment>
  readonly mappings: Map<string, PushMapping>
  readonly exchanges: ScimExchange[]
  readonly tasks: Task[]
}

/** Whether an action is ticked on both pages that it depends on. */
export function does(app: App, action: keyof Actions): boolean {
  if (app.connection === undefined || app.status !== 'ACTIVE' || !app.actions[action]) return false
  const needed = { create: 'PUSH_NEW_USERS', update: 'PUSH_PROFILE_UPDATES', deactivate: undefined }
  return supports(app, needed[action])
}

/** Whether a SAML app's supported provisioning actions hold this one; the catalog app has no such list. */
export function supports(app: App, action: string | undefined): boolean {
  if (app.connection === undefined) return false
  if (app.kind !== 'saml' || action === undefined) return true
  return app.connection.supported.includes(action)
}
