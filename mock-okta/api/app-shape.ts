import { type App, supports } from '../applications/app.ts'
import { CATALOG } from '../applications/catalog.ts'

/** An app as Okta shows it. */
export function toApp(app: App, base: string): object {
  const { id, name, label, status, created, lastUpdated, signOnMode, userNameFormat } = app
  const self = `${base}/api/v1/apps/${id}`
  const step = status === 'ACTIVE' ? 'deactivate' : 'activate'
  const link = CATALOG.some((entry) => entry.name === name) ? 'login' : 'link'
  const { credentials, ...kept } = app.kept
  return {
    id,
    orn: `orn:okta:idp:scimulate:apps:${name}:${id}`,
    name,
    label,
    status,
    lastUpdated,
    created,
    accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
    visibility: {
      autoLaunch: false,
      autoSubmitToolbar: false,
      hide: { iOS: false, web: false },
      appLinks: { [`${name}_${link}`]: true },
    },
    features: featuresOf(app),
    signOnMode,
    credentials: {
      ...(credentials as object | undefined),
      userNameTemplate: {
        ...userNameFormat,
        pushStatus: app.excludeUserNameUpdates ? 'DONT_PUSH' : 'PUSH',
      },
      signing: {},
    },
    settings: {},
    ...kept,
    _links: {
      self: { href: self },
      [step]: { href: `${self}/lifecycle/${step}` },
      users: { href: `${self}/users` },
      groups: { href: `${self}/groups` },
      features: { href: `${self}/features` },
    },
  }
}

function featuresOf(app: App): string[] {
  const { connection, actions } = app
  if (connection === undefined) return []
  return [
    'SCIM_PROVISIONING',
    ...(supports(app, 'PUSH_GROUPS') ? ['GROUP_PUSH'] : []),
    ...(supports(app, 'IMPORT_USERS') ? ['IMPORT_NEW_USERS'] : []),
    ...(supports(app, 'IMPORT_PROFILE_UPDATES') ? ['IMPORT_PROFILE_UPDATES'] : []),
    ...(actions.create ? ['PUSH_NEW_USERS'] : []),
    ...(actions.update ? ['PUSH_PROFILE_UPDATES'] : []),
    ...(actions.deactivate ? ['PUSH_USER_DEACTIVATION', 'REACTIVATE_USERS'] : []),
  ]
}
