import type { App, AppUser, Connection } from '../applications/app.ts'
import { DEFAULT_ATTRIBUTES, DEFAULT_MAPPING } from '../applications/attributes.ts'
import { DEFAULT_BEHAVIOUR } from '../applications/behaviour.ts'
import { IMPORT_DEFAULTS } from '../applications/import-settings.ts'
import { DEFAULT_TO_OKTA } from '../applications/to-okta.ts'
import { DEFAULT_FORMAT } from '../applications/user-name.ts'
import type { ApiToken } from '../directory/api-token.ts'
import type { Group } from '../directory/group.ts'
import type { GroupRule } from '../directory/group-rule.ts'
import type { Person } from '../directory/person.ts'
import type { LogEvent } from '../log-event.ts'
import type { Org } from '../org.ts'
import type { Engine } from '../provisioning/engine.ts'
import type { JobRecord } from '../provisioning/job-record.ts'
import { offerRetries, resume } from '../provisioning/resume.ts'
import type { Task } from '../provisioning/task.ts'

/** One thing that the org remembers; order of writing is order of reading. */
export interface StateRecord {
  readonly kind:
    | 'random'
    | 'schema'
    | 'person'
    | 'group'
    | 'rule'
    | 'token'
    | 'app'
    | 'secret'
    | 'held-secret'
    | 'user'
    | 'task'
    | 'log'
    | 'job'
  readonly id: string
  readonly body: unknown
}

/** Everything but the log, which only grows and is written by its tail. */
export function* recordsOf(engine: Engine): Generator<StateRecord> {
  const { org } = engine
  yield { kind: 'random', id: 'state', body: engine.random.state }
  yield { kind: 'schema', id: 'custom', body: { ...org.customAttributes } }
  for (const person of org.people.values()) yield { kind: 'person', id: person.id, body: person }
  for (const group of org.groups.values()) {
    yield { kind: 'group', id: group.id, body: { ...group, members: [...group.members] } }
  }
  for (const { excludedUsers, placed, ...rule } of org.groupRules.values()) {
    const pairs = [...placed].map(([groupId, people]) => [groupId, [...people]])
    const body = { ...rule, excludedUsers: [...excludedUsers], placed: pairs }
    yield { kind: 'rule', id: rule.id, body }
  }
  for (const [hash, token] of org.apiTokens) yield { kind: 'token', id: hash, body: token }
  for (const app of org.apps.values()) yield* recordsOfApp(app)
  for (const { appId, number, record } of engine.jobs()) {
    yield { kind: 'job', id: `${sortable(number)}.${appId}`, body: { appId, record } }
  }
}

/** The credential stands apart from the rest of the app. */
function* recordsOfApp(app: App): Generator<StateRecord> {
  const { exchanges: _, users, tasks, connection, heldConnection, ...rest } = app
  const [shown, secret] = split(connection)
  const [shownHeld, held] = split(heldConnection)
  const body = {
    ...rest,
    connection: shown,
    heldConnection: shownHeld,
    appGroups: app.appGroups === undefined ? undefined : [...app.appGroups],
    groups: [...app.groups],
    mappings: [...app.mappings],
    pushRules: [...app.pushRules],
    imported: [...app.imported],
  }
  yield { kind: 'app', id: app.id, body }
  if (secret !== undefined) yield { kind: 'secret', id: app.id, body: secret }
  if (held !== undefined) yield { kind: 'held-secret', id: app.id, body: held }
  for (const user of users.values()) {
    yield { kind: 'user', id: user.id, body: { appId: app.id, user } }
  }
  for (const task of tasks) yield { kind: 'task', id: task.id, body: task }
}

/** What a credential is made of: the whole header, or with OAuth 2 besides it what brings another one. */
type Secret = string | Pick<Connection, 'authorization' | 'oauth'>

function split(
  connection: Connection | undefined,
): [Omit<Connection, 'authorization' | 'oauth'> | undefined, Secret | undefined] {
  if (connection === undefined) return [undefined, undefined]
  const { authorization, oauth, ...shown } = connection
  return [shown, oauth === undefined ? authorization : { authorization, oauth }]
}

function joined(shown: Connection | undefined, secret: Secret): Connection | undefined {
  if (shown === undefined) return undefined
  return { ...shown, ...(typeof secret === 'string' ? { authorization: secret } : secret) }
}

export function sortable(number: number): string {
  return String(number).padStart(12, '0')
}

type Loader = (engine: Engine, id: string, body: never) => void

/** How each kind comes back; jobs are queued last, when all that they are about is there. */
const LOADERS: Readonly<Record<StateRecord['kind'], Loader>> = {
  random: ({ random }, _id, state: number) => {
    random.state = state
  },
  schema: ({ org }, _id, body: Org['customAttributes']) =>
    Object.assign(org.customAttributes, body),
  person: ({ org }, id, person: Person) => org.people.set(id, person),
  group: ({ org }, id, group: Omit<Group, 'members'> & { members: string[] }) =>
    org.groups.set(id, { ...group, members: new Set(group.members) }),
  rule: ({ org }, id, rule: StoredRule) => {
    const placed = rule.placed.map(([groupId, people]) => [groupId, new Set(people)] as const)
    const excludedUsers = new Set(rule.excludedUsers)
    org.groupRules.set(id, { ...rule, excludedUsers, placed: new Map(placed) })
  },
  token: ({ org }, hash, token: ApiToken) => org.apiTokens.set(hash, token),
  app: ({ org }, id, body: Stored) => org.apps.set(id, appFrom(body)),
  secret: ({ org }, id, secret: Secret) => {
    const app = org.app(id)
    app.connection = joined(app.connection, secret)
  },
  'held-secret': ({ org }, id, secret: Secret) => {
    const app = org.app(id)
    app.heldConnection = joined(app.heldConnection, secret)
  },
  user: ({ org }, _id, { appId, user }: { appId: string; user: AppUser }) =>
    org.app(appId).users.set(user.personId, user),
  task: ({ org }, _id, task: Task) => org.app(task.appId).tasks.push(task),
  log: ({ org }, id, event: LogEvent) => org.log.restore(Number(id), event),
  job: (engine, _id, { appId, record }: { appId: string; record: JobRecord }) =>
    resume(engine, engine.org.app(appId), record),
}

interface StoredRule extends Omit<GroupRule, 'excludedUsers' | 'placed'> {
  readonly excludedUsers: readonly string[]
  readonly placed: readonly [groupId: string, people: string[]][]
}

/** An app as it is written: lists of pairs in the place of maps. */
type Stored = {
  [Name in keyof App]: App[Name] extends Map<infer Key, infer Value> ? [Key, Value][] : App[Name]
} & { appGroups?: [string, string][] }

/** What a file of an earlier version does not hold. */
const NEWER = {
  userNameFormat: DEFAULT_FORMAT,
  attributes: DEFAULT_ATTRIBUTES,
  mapping: DEFAULT_MAPPING,
  toOkta: DEFAULT_TO_OKTA,
  deletions: [],
} as const

function appFrom(body: Stored): App {
  return {
    ...NEWER,
    ...body,
    behaviour: { ...DEFAULT_BEHAVIOUR, ...body.behaviour },
    importSettings: { ...IMPORT_DEFAULTS, ...body.importSettings },
    connection: body.connection,
    heldConnection: body.heldConnection,
    lastImport: body.lastImport,
    importQueued: body.importQueued,
    appGroups: body.appGroups === undefined ? undefined : new Map(body.appGroups),
    users: new Map(),
    groups: new Map(body.groups),
    mappings: new Map(body.mappings),
    pushRules: new Map(body.pushRules),
    imported: new Map(body.imported),
    exchanges: [],
    tasks: [],
  }
}

const ORDER = Object.keys(LOADERS)

/** Puts what was written back into an empty org, and queues the jobs that were cut short. */
export function load(engine: Engine, records: readonly StateRecord[]): void {
  const sorted = records.toSorted(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      (a.kind === 'job' || a.kind === 'log' ? (a.id < b.id ? -1 : 1) : 0),
  )
  for (const { kind, id, body } of sorted) {
    if (kind !== 'job') LOADERS[kind](engine, id, body as never)
  }
  for (const app of engine.org.apps.values()) offerRetries(engine, app)
  for (const { kind, id, body } of sorted) {
    if (kind === 'job') LOADERS.job(engine, id, body as never)
  }
}
