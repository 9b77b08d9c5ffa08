type Schema = Readonly<Record<string, unknown>>

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const whole = { type: 'integer' } as const
const time = { type: 'string', format: 'date-time' } as const
const free = { type: 'object', additionalProperties: true } as const
const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values })
const list = (items: Schema): Schema => ({ type: 'array', items })

/** An object with these members, all of them there but those named as optional. */
function shape(properties: Record<string, Schema>, ...optional: string[]): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', required, properties, additionalProperties: true }
}

/** How an import matches and confirms, as it is set and as it is told. */
export const IMPORT_RULES = {
  exactMatch: oneOf('USERNAME', 'EMAIL'),
  allowPartialMatch: flag,
  autoConfirmExactMatch: flag,
  autoConfirmPartialMatch: flag,
  autoConfirmNewUsers: flag,
  autoActivateNewUsers: flag,
  schedule: oneOf('NEVER', 'HOURLY', 'DAILY', 'WEEKLY'),
}

const target = shape({
  id: text,
  type: text,
  alternateId: text,
  displayName: text,
  detailEntry: { type: 'null' },
})

/** The bodies of the management API, by name. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  Error: shape({
    errorCode: { type: 'string', pattern: '^E\\d{7}$' },
    errorSummary: text,
    errorLink: text,
    errorId: text,
    errorCauses: list(shape({ errorSummary: text })),
  }),
  User: shape({
    id: text,
    status: oneOf('STAGED', 'PROVISIONED', 'ACTIVE', 'SUSPENDED', 'DEPROVISIONED'),
    created: time,
    activated: maybe(time),
    statusChanged: maybe(time),
    lastUpdated: time,
    profile: shape({ login: text, email: text, firstName: text, lastName: text }),
    credentials: free,
    _links: free,
  }),
  Group: shape({
    id: text,
    created: time,
    lastUpdated: time,
    lastMembershipUpdated: time,
    objectClass: list(text),
    type: oneOf('OKTA_GROUP', 'APP_GROUP'),
    profile: shape({ name: text, description: text }, 'description'),
    _links: free,
  }),
  Application: shape({
    id: text,
    name: text,
    label: text,
    status: oneOf('ACTIVE', 'INACTIVE'),
    created: time,
    lastUpdated: time,
    signOnMode: text,
    features: list(text),
    credentials: free,
    settings: free,
    _links: free,
  }),
  ApplicationUser: shape({
    id: text,
    externalId: maybe(text),
    created: time,
    lastUpdated: time,
    scope: oneOf('USER', 'GROUP'),
    status: text,
    syncState: oneOf('DISABLED', 'OUT_OF_SYNC', 'SYNCING', 'SYNCHRONIZED', 'ERROR'),
    lastSync: maybe(time),
    credentials: shape({ userName: text }),
    profile: free,
    _links: free,
  }),
  GroupRule: shape({
    type: text,
    id: text,
    status: oneOf('ACTIVE', 'INACTIVE'),
    name: text,
    created: time,
    lastUpdated: time,
    conditions: free,
    actions: free,
  }),
  ApplicationGroup: shape({ id: text, priority: whole, lastUpdated: time, profile: free }),
  Schema: shape({ id: text, name: text, type: text, definitions: free, properties: free }),
  Mapping: shape({ id: text, source: free, target: free, properties: free }, 'properties'),
  Connection: shape(
    { authScheme: text, status: text, baseUrl: text, profile: free },
    'baseUrl',
    'profile',
  ),
  Feature: shape({ name: text, status: oneOf('ENABLED', 'DISABLED'), capabilities: free }),
  GroupPushMapping: shape({
    id: text,
    sourceGroupId: text,
    targetGroupId: text,
    status: oneOf('ACTIVE', 'INACTIVE', 'ERROR'),
    errorSummary: text,
    created: time,
    lastUpdated: time,
    lastPush: maybe(time),
  }),
  LogEvent: shape({
    uuid: text,
    published: time,
    eventType: text,
    version: text,
    severity: oneOf('INFO', 'ERROR'),
    displayMessage: text,
    outcome: shape({ result: oneOf('SUCCESS', 'FAILURE'), reason: maybe(text) }),
    actor: target,
    target: list(target),
    client: free,
    transaction: shape({ type: text, id: text, detail: free }),
    debugContext: shape({ debugData: free }),
  }),
  ApiToken: shape({ id: text, name: text, userId: text, created: time, token: text }, 'token'),
  Task: shape({
    id: text,
    appId: text,
    kind: text,
    title: text,
    message: text,
    createdAt: time,
    retryable: flag,
    status: oneOf('OPEN', 'COMPLETED'),
  }),
  Exchange: shape({
    id: whole,
    appId: text,
    operation: text,
    at: time,
    request: shape({ method: text, url: text, headers: free, body: maybe(text) }),
    response: maybe(shape({ status: whole, headers: free, body: text })),
  }),
  Fault: shape({ id: text, kind: text, times: whole, delayMs: whole, left: whole }),
  Nothing: free,
  OpenApi: free,
  Seed: free,
  Activation: shape(
    { activationUrl: text, activationToken: text },
    'activationUrl',
    'activationToken',
  ),
  AppLink: shape({ id: text, label: text, appName: text, appInstanceId: text, sortOrder: whole }),
  UnconfirmedUsers: shape({
    users: list(shape({ externalId: text, credentials: free, profile: free })),
  }),
  OptionChoice: shape({ name: text, values: list(text), says: text }),
  Options: shape({ renameGroups: flag, excludeUserNameUpdates: flag }),
  Import: shape({ last: maybe(free), users: list(free), settings: free }),
  ImportSettings: shape({
    ...IMPORT_RULES,
    safeguardPercent: whole,
  }),
  PushRule: shape({ id: text, field: text, operator: text, value: text, created: time }),
  Job: shape({ appId: text, kind: text }),
  CatalogEntry: shape({ kind: text, name: text, displayName: text, signOnMode: text }),
  Settled: shape({ settled: flag, waiting: list(shape({ what: text, until: time })) }),
  IntegrationPage: shape(
    {
      status: oneOf('ENABLED', 'DISABLED'),
      baseUrl: text,
      uniqueIdentifier: text,
      actions: list(text),
      importGroups: flag,
      authorize: text,
    },
    'baseUrl',
    'uniqueIdentifier',
    'actions',
    'importGroups',
    'authorize',
  ),
  ConnectorTest: shape(
    { ok: flag, message: text, actions: list(shape({ name: text, selected: flag })) },
    'actions',
  ),
  AppGroups: shape({ groups: whole }),
  OutOfSync: shape({ userId: text, userName: text, syncState: text, message: maybe(text) }),
  Person: shape({ id: text, status: text, profile: free }),
}
