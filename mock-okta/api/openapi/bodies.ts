import { CHOICES } from '../../applications/behaviour.ts'
import { FAULTS } from '../../scim/faults.ts'
import { IMPORT_RULES } from './schemas.ts'

type Schema = Readonly<Record<string, unknown>>

const text = { type: 'string', minLength: 1 } as const
const flag = { type: 'boolean' } as const
const whole = { type: 'integer', minimum: 0 } as const
const free = { type: 'object', additionalProperties: true } as const
const texts = { type: 'array', items: { type: 'string' } } as const
const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values })

/** An object of which these members are asked for, and may hold those that follow. */
function shape(required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema {
  const names = Object.keys(required)
  const properties = { ...required, ...optional }
  return { type: 'object', ...(names.length > 0 ? { required: names } : {}), properties }
}

const status = shape({}, { status: oneOf('ENABLED', 'DISABLED') })
const profile = shape({ login: text, email: text, firstName: text, lastName: text })
const credentials = shape({}, { password: shape({}, { value: text }) })
const group = shape({ profile: shape({ name: text }, { description: { type: 'string' } }) })
const appUser = { profile: free, credentials: shape({}, { userName: text }) }
const schema = shape({}, { definitions: shape({}, { custom: shape({}, { properties: free }) }) })
const row = shape({}, { expression: text, pushStatus: oneOf('PUSH', 'DONT_PUSH') })
const rows = { type: 'object', additionalProperties: { anyOf: [{ type: 'null' }, row] } }
const mapping = shape({}, { properties: rows })
const applied = shape({ apply: flag }, { properties: rows })
const rule = shape(
  {
    name: text,
    conditions: shape({ expression: shape({ value: text }) }),
    actions: shape({ assignUserToGroups: shape({ groupIds: { ...texts, minItems: 1 } }) }),
  },
  { type: oneOf('group_rule') },
)
const page = shape(
  { baseUrl: text },
  {
    scimProvisioningEnabled: flag,
    uniqueIdentifier: text,
    authenticationMode: oneOf('HTTP_HEADER', 'BASIC', 'OAUTH2'),
    token: text,
    apiToken: text,
    username: text,
    password: text,
    authorizeUrl: text,
    tokenUrl: text,
    clientId: text,
    clientSecret: text,
    refreshToken: text,
    actions: texts,
    importGroups: flag,
  },
)
const application = shape(
  { label: text, signOnMode: text },
  { name: text, credentials: free, settings: free, visibility: free },
)
const options = Object.fromEntries(
  Object.entries(CHOICES).map(([name, { values, says }]) => [
    name,
    { ...oneOf(...values), default: values[0], description: says },
  ]),
)

/** The body that an operation takes; one that is not here takes none, or an empty object. */
export const BODIES: Readonly<Record<string, Schema>> = {
  'POST /api/v1/users': shape({ profile }, { credentials, groupIds: texts }),
  'POST /api/v1/users/{id}': shape({}, { profile: free, credentials }),
  'PUT /api/v1/users/{id}': shape({ profile }, { credentials }),
  'POST /api/v1/groups': group,
  'PUT /api/v1/groups/{id}': group,
  'POST /api/v1/groups/rules': rule,
  'PUT /api/v1/groups/rules/{id}': rule,
  'POST /api/v1/apps': application,
  'PUT /api/v1/apps/{id}': application,
  'POST /api/v1/apps/{id}/users': shape(
    { id: text },
    { scope: oneOf('USER', 'GROUP'), ...appUser },
  ),
  'POST /api/v1/apps/{id}/users/{person}': shape({}, { scope: oneOf('USER', 'GROUP'), ...appUser }),
  'PUT /api/v1/apps/{id}/groups/{group}': shape({}, { priority: whole, profile: free }),
  'PATCH /api/v1/apps/{id}/groups/{group}': {
    type: 'array',
    items: shape({ op: oneOf('add', 'replace', 'remove'), path: text }, { value: {} }),
  },
  'POST /api/v1/meta/schemas/apps/{id}/default': schema,
  'POST /api/v1/meta/schemas/user/default': schema,
  'POST /api/v1/meta/schemas/group/default': schema,
  'POST /api/v1/mappings/{id}': mapping,
  'POST /api/v1/scimulate/mappings/{id}': applied,
  'POST /api/v1/apps/{id}/connections/default': shape({
    baseUrl: text,
    profile: shape(
      { authScheme: oneOf('TOKEN', 'OAUTH2') },
      { token: text, clientId: text, clientSecret: text, authorizeUrl: text, tokenUrl: text },
    ),
  }),
  'PUT /api/v1/apps/{id}/features/USER_PROVISIONING': shape(
    {},
    {
      create: shape({}, { lifecycleCreate: status }),
      update: shape(
        {},
        {
          profile: status,
          lifecycleDeactivate: status,
          password: shape(
            {},
            {
              status: oneOf('ENABLED', 'DISABLED'),
              seed: oneOf('OKTA', 'RANDOM'),
              change: oneOf('CHANGE', 'KEEP_EXISTING'),
            },
          ),
        },
      ),
    },
  ),
  'PUT /api/v1/apps/{id}/features/INBOUND_PROVISIONING': shape(
    {},
    { importSettings: free, importRules: free },
  ),
  'POST /api/v1/apps/{id}/group-push/mappings': shape(
    { sourceGroupId: text },
    { targetGroupName: text, targetGroupId: text, status: oneOf('ACTIVE', 'INACTIVE') },
  ),
  'PATCH /api/v1/apps/{id}/group-push/mappings/{mapping}': shape({
    status: oneOf('ACTIVE', 'INACTIVE'),
  }),
  'POST /api/v1/scimulate/api-tokens': shape({ name: text }),
  'PUT /api/v1/scimulate/apps/{id}/connection': page,
  'POST /api/v1/scimulate/apps/{id}/connection/test': page,
  'PUT /api/v1/scimulate/apps/{id}/options': shape(
    {},
    { renameGroups: flag, excludeUserNameUpdates: flag, ...options },
  ),
  'PUT /api/v1/scimulate/apps/{id}/import': shape(
    {},
    {
      ...IMPORT_RULES,
      userNameFormat: oneOf('USERNAME', 'EMAIL', 'CUSTOM'),
      userNameExpression: { type: 'string' },
      safeguardPercent: { ...whole, maximum: 100 },
    },
  ),
  'POST /api/v1/scimulate/apps/{id}/import/confirm': shape(
    { externalId: text, outcome: oneOf('EXISTING', 'NEW', 'IGNORE') },
    { userId: text },
  ),
  'POST /api/v1/scimulate/apps/{id}/push-rules': shape(
    {
      operator: oneOf('EQUALS', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS'),
      value: { type: 'string' },
    },
    { field: oneOf('name', 'description') },
  ),
  'POST /api/v1/scimulate/apps/{id}/push-now': shape({ mappingId: text }),
  'POST /api/v1/scimulate/apps/{id}/provision-user': shape({ userId: text }),
  'POST /api/v1/scimulate/people': shape(
    {},
    { count: whole, domain: text, groupIds: texts, first: whole },
  ),
  'POST /api/v1/scimulate/apps/{id}/links': shape({
    links: { type: 'array', items: shape({ userId: text, externalId: text }) },
  }),
  'POST /api/v1/scimulate/faults': shape(
    { kind: oneOf(...FAULTS) },
    { appId: text, method: text, times: whole, delayMs: whole },
  ),
}
