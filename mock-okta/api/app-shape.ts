import type { App } from '../applications/app.ts'

/** An app as Okta shows it. */
export function toApp(app: App, base: string): object {
  const { id, name, label, status, created, lastUpdated, signOnMode, userNameFormat } = app
  const self = `${base}/api/v1/apps/${id}`
  const step = status === 'ACTIVE' ? 'deactivate' : 'activate'
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
      appLinks: { [`${name}_link`]: true },
    },
    features: featuresOf(app),
    signOnMode,
    credentials: {
      userNameTemplate: {
        ...userNameFormat,
        pushStatus: app.excludeUserNameUpdates ? 'DONT_PUSH' : 'PUSH',
      },
      signing: {},
    },
    settings: {},
    ...app.kept,
    _links: {
      self: { href: self },
      [step]: { href: `${self}/lifecycle/${step}` },
      users: { href: `${self}/users` },
      groups: { href: `${self}/groups` },
      features: { href: `${self}/features` },
    },
  }
}

function featuresOf({ connection, actions }: App): string[] {
  if (connection === undefined) return []
  return [
    'SCIM_PROVISIONING',
    'GROUP_PUSH',
    ...(actions.create ? ['PUSH_NEW_USERS'] : []),
    ...(actions.update ? ['PUSH_PROFILE_UPDATES'] : []),
    ...(actions.deactivate ? ['PUSH_USER_DEACTIVATION', 'REACTIVATE_USERS'] : []),
  ]
}
