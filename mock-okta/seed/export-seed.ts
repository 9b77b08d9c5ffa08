import { isDeepStrictEqual } from 'node:util'
import type { App, AppUser, Connection, OAuth } from '../applications/app.ts'
import {
  type AppAttribute,
  DEFAULT_ATTRIBUTES,
  DEFAULT_MAPPING,
} from '../applications/attributes.ts'
import { DEFAULT_TO_OKTA } from '../applications/to-okta.ts'
import type { Org } from '../org.ts'
import type { Seed, SeedApp, SeedGroup, SeedRule, SeedUser } from './seed.ts'

/** The org as a seed file tells of it; secrets are left out, names of variables stand in their place. */
export function exportSeed(org: Org): Seed {
  const people = [...org.people.values()].map(({ status, profile }) => ({ status, profile }))
  // Groups of an app come with its import.
  const groups = [...org.groups.values()].filter(({ source }) => source === undefined)
  const { user, group } = org.customAttributes
  const custom = { ...(isEmpty(user) ? {} : { user }), ...(isEmpty(group) ? {} : { group }) }
  return {
    ...(isEmpty(custom) ? {} : { schemas: custom }),
    people,
    groups: groups.map(({ id, name, description, members }) => {
      const placed = new Set(
        [...org.groupRules.values()].flatMap((rule) => [...(rule.placed.get(id) ?? [])]),
      )
      const own = [...members].filter((personId) => !placed.has(personId))
      return { name, description, members: loginsOf(org, own) } satisfies SeedGroup
    }),
    rules: [...org.groupRules.values()].map(
      ({ name, status, expression, groupIds, excludedUsers }): SeedRule => ({
        name,
        status,
        expression,
        groups: namesOf(org, groupIds),
        exclude: loginsOf(org, [...excludedUsers]),
      }),
    ),
    apps: [...org.apps.values()].map((app) => seedApp(org, app)),
  }
}

function seedApp(org: Org, app: App): SeedApp {
  const { label, kind, status, connection, actions, passwordSync, importSettings } = app
  const pushStatus = app.excludeUserNameUpdates ? 'DONT_PUSH' : 'PUSH'
  const byPriority = [...app.groups].sort(([, a], [, b]) => a.priority - b.priority)
  const byHand = [...app.users.values()].filter(({ scope }) => scope === 'USER')
  return {
    label,
    kind,
    status,
    userNameTemplate: { ...app.userNameFormat, pushStatus },
    ...(connection === undefined
      ? {}
      : { connection: connectionOf(app, connection), toApp: { ...actions }, passwordSync }),
    options: { ...app.behaviour, renameGroups: app.renameGroups },
    import: importSettings,
    ...differences(app),
    users: byHand.flatMap((one) => seedUser(org, one)),
    groups: byPriority.flatMap(([id, { profile }]) => {
      const name = org.groups.get(id)?.name
      if (name === undefined) return []
      return [profile === undefined || isEmpty(profile) ? name : { name, profile }]
    }),
    pushGroups: [...app.mappings.values()].map(({ sourceGroupId, targetName, status: of }) => ({
      group: namesOf(org, [sourceGroupId])[0] ?? '',
      name: targetName,
      status: of === 'INACTIVE' ? 'INACTIVE' : 'ACTIVE',
    })),
    pushRules: [...app.pushRules.values()].map(({ field, operator, value }) => ({
      field,
      operator,
      value,
    })),
  }
}

function seedUser(org: Org, { personId, given, userName, userNameGiven }: AppUser): SeedUser[] {
  const login = org.people.get(personId)?.profile.login
  if (login === undefined) return []
  if (isEmpty(given) && userNameGiven !== true) return [login]
  const named = userNameGiven === true ? { userName } : {}
  return [{ login, ...named, ...(isEmpty(given) ? {} : { profile: given }) }]
}

/** Attributes and mappings, as far as they are not Okta's default ones. */
function differences({
  attributes,
  mapping,
  toOkta,
}: App): Pick<SeedApp, 'attributes' | 'mappings' | 'toOktaMappings'> {
  const own = diff(namedOf(DEFAULT_ATTRIBUTES), namedOf(attributes))
  // The row of an attribute that is gone went with it.
  const names = new Set(attributes.map(({ name }) => name))
  const preset = Object.entries(DEFAULT_MAPPING).filter(([name]) => names.has(name))
  const rows = diff(rowsOf(Object.fromEntries(preset)), rowsOf(mapping))
  const back = diff(rowsOf(DEFAULT_TO_OKTA), rowsOf(toOkta))
  return {
    ...(isEmpty(own) ? {} : { attributes: own }),
    ...(isEmpty(rows) ? {} : { mappings: rows }),
    ...(isEmpty(back) ? {} : { toOktaMappings: back }),
  }
}

function namedOf(attributes: readonly AppAttribute[]): Record<string, object> {
  return Object.fromEntries(
    attributes.map(({ name, more, ...property }) => [name, { ...property, ...more }]),
  )
}

function rowsOf(mapping: App['mapping']): Record<string, object> {
  const rows = Object.entries(mapping).map(([name, { expression, applyOn }]) => [
    name,
    { expression, pushStatus: applyOn === 'CREATE' ? 'DONT_PUSH' : 'PUSH' },
  ])
  return Object.fromEntries(rows)
}

/** What is there now and was not so before; null for what was there and is not. */
function diff(
  before: Readonly<Record<string, object>>,
  now: Readonly<Record<string, object>>,
): Record<string, object | null> {
  const changed = Object.entries(now).filter(([name, one]) => !isDeepStrictEqual(one, before[name]))
  const gone = Object.keys(before).filter((name) => !(name in now))
  return { ...Object.fromEntries(changed), ...Object.fromEntries(gone.map((name) => [name, null])) }
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0
}

function connectionOf({ kind }: App, connection: Connection): Record<string, unknown> {
  const { baseUrl, uniqueIdentifier, supported, importGroups, authorization } = connection
  const basic = { username: userIn(authorization), password: '$SCIM_PASSWORD' }
  if (kind === 'saml') {
    const mode = connection.oauth
      ? grantOf(connection.oauth)
      : authorization.startsWith('Basic ')
        ? { authenticationMode: 'BASIC', ...basic }
        : { authenticationMode: 'HTTP_HEADER', token: '$SCIM_TOKEN' }
    return { baseUrl, ...mode, uniqueIdentifier, actions: supported }
  }
  if (kind === 'basic') return { baseUrl, ...basic, importGroups }
  if (kind === 'bearer') return { baseUrl, token: '$SCIM_TOKEN', importGroups }
  const scheme = authorization.startsWith('Bearer ') ? 'Bearer ' : ''
  return { baseUrl, apiToken: `${scheme}$SCIM_TOKEN`, importGroups }
}

function grantOf({ authorizeUrl, tokenUrl, clientId }: OAuth): Record<string, string> {
  const secrets = { clientSecret: '$SCIM_CLIENT_SECRET', refreshToken: '$SCIM_REFRESH_TOKEN' }
  return { authenticationMode: 'OAUTH2', authorizeUrl, tokenUrl, clientId, ...secrets }
}

function userIn(authorization: string): string {
  const pair = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString()
  return pair.slice(0, Math.max(pair.indexOf(':'), 0))
}

function loginsOf({ people }: Org, ids: readonly string[]): string[] {
  return ids.map((id) => people.get(id)?.profile.login ?? '').filter((login) => login !== '')
}

function namesOf({ groups }: Org, ids: readonly string[]): string[] {
  return ids.map((id) => groups.get(id)?.name ?? '').filter((name) => name !== '')
}
