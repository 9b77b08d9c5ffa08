import { firstConnection } from '../../cli/first-connection.ts'
import type { openConsoles } from './open-consoles.ts'
import { Visitor } from './visitor.ts'

export interface Furnished {
  /** Every screen of both consoles, with something on it. */
  readonly screens: readonly string[]
  /** The page of the connected app. */
  readonly app: string
}

type Consoles = Awaited<ReturnType<typeof openConsoles>>

/** Both consoles as they are after some use: people, groups, apps, a task, webhooks that failed. */
export async function furnish({ okta, server }: Consoles): Promise<Furnished> {
  const scim = await firstConnection(server)
  const admin = new Visitor(okta.url)
  const owner = new Visitor(server.url)
  await owner.send('/dashboard/webhooks', { url: 'http://127.0.0.1:1/nobody' })
  await admin.send('/admin/catalog/scim2headerauth', { label: 'Payroll', format: 'Email' })
  await admin.send('/admin/apps', { label: 'Intranet', format: 'Email' }, '/admin/apps/new')
  const [app = '', saml = ''] = await linksIn(admin, '/admin/apps', /\/admin\/apps\/(0oa\w+)/g)
  const at = `/admin/apps/${app}`
  const connection = { baseUrl: scim.baseUrl, token: `Bearer ${scim.token}` }
  await admin.send(`${at}/connection`, connection, `${at}/provisioning?edit=1`)
  for (const play of ['mover', 'leaver', 'server-down']) {
    await admin.send('/admin/scenarios', { play, appId: app })
  }
  await admin.send('/admin/people/made-up', { count: '3' }, '/admin/people')
  const inAdmin = await adminScreens(admin, app, saml)
  const inDashboard = await dashboardScreens(owner)
  return {
    screens: [
      ...inAdmin.map((path) => okta.at + path),
      ...inDashboard.map((path) => server.at + path),
    ],
    app: okta.url + at,
  }
}

async function adminScreens(admin: Visitor, app: string, saml: string): Promise<string[]> {
  const [person = ''] = await linksIn(admin, '/admin/people', /\/admin\/people\/(00u\w+)/g)
  const [group = ''] = await linksIn(admin, '/admin/groups', /\/admin\/groups\/(00g\w+)/g)
  const rule = { name: 'Sellers', attribute: 'department', operator: 'Equals', value: 'Sales' }
  await admin.send('/admin/groups/rules', { ...rule, groupIds: group })
  const tabs = ['general', 'sign-on', 'provisioning', 'provisioning?edit=1', 'provisioning/to-app']
  const more = [
    'provisioning/to-app?map=title',
    'provisioning/to-app?edit=1',
    'provisioning/to-okta',
    'import',
    'assignments',
  ]
  return [
    ...['', '/tasks', '/people', `/people/${person}`, '/groups', `/groups/${group}`],
    ...['/groups/rules', '/apps', '/apps/new', '/catalog', '/catalog/scim2headerauth', '/logs'],
    ...['/scenarios', '/recording', '/tokens', '/settings', `/apps/${saml}/general`],
    `/apps/${saml}/provisioning?edit=1`,
    ...[...tabs, ...more, 'push-groups', 'options'].map((tab) => `/apps/${app}/${tab}`),
  ]
}

async function dashboardScreens(owner: Visitor): Promise<string[]> {
  const [organization = ''] = await linksIn(owner, '/dashboard', /organizations\/([\w-]+)"/g)
  const [member = ''] = await linksIn(
    owner,
    `/dashboard/organizations/${organization}`,
    /dashboard\/members\/([\w-]+)"/g,
  )
  const [endpoint = ''] = await linksIn(owner, '/dashboard/webhooks', /webhooks\/(webhook[\w-]+)"/g)
  const [delivery = ''] = await linksIn(owner, '/dashboard/deliveries', /deliveries\/(msg_\w+)"/g)
  return [
    ...['', `/organizations/${organization}`, `/members/${member}`, '/webhooks'],
    ...[`/webhooks/${endpoint}`, '/deliveries', `/deliveries/${delivery}`, '/keys'],
  ]
}

/** The ids that a page links to, each once. */
async function linksIn(visitor: Visitor, page: string, link: RegExp): Promise<string[]> {
  const found = [...(await visitor.page(page)).matchAll(link)].map(([, id = '']) => id)
  if (found.length === 0) throw new Error(`${page} links to nothing`)
  return [...new Set(found)]
}
