import type { Form } from '../../../web/form.ts'
import { Refused } from '../../../web/refused.ts'
import type { Desk } from '../console.ts'
import { type App, isSaml } from '../shapes.ts'
import { FORMATS, formatIn } from '../user-name-formats.ts'

interface Entry {
  readonly name: string
  readonly displayName: string
}

/** Applications, Browse App Catalog and Create App Integration. */
export function appListScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/apps', async () => {
    const apps = await okta.get<App[]>('/api/v1/apps?limit=200')
    const data = { apps: apps.map((app) => ({ ...app, saml: isSaml(app) })) }
    return { view: 'apps', title: 'Applications', data }
  })

  site.page('/catalog', async ({ query }) => {
    const q = query.get('q')?.trim() ?? ''
    const entries = await okta.get<Entry[]>(`/api/v1/scimulate/catalog?q=${encodeURIComponent(q)}`)
    return { view: 'catalog', title: 'Browse App Catalog', data: { q, entries } }
  })

  site.page('/catalog/:name', async ({ params }) => {
    const entry = await entryOf(desk, params.name ?? '')
    return {
      view: 'catalog-app',
      title: `Add ${entry.displayName}`,
      data: { entry, formats: FORMATS },
    }
  })

  site.page('/apps/new', async () => ({
    view: 'new-saml-app',
    title: 'Create SAML Integration',
    data: { formats: FORMATS },
  }))
  makingActions(desk)
}

function makingActions(desk: Desk): void {
  const { site, okta, journal } = desk
  const make = async (form: Form, body: object, name: string): Promise<App> => {
    const label = form.text('label')
    const userNameTemplate = formatIn(form)
    const click = { kind: 'app made', appId: '', app: name } as {
      kind: 'app made'
      appId: string
      app: string
    }
    return journal.act(`Add the application ${label}`, click, async () => {
      const app = await okta.post<App>('/api/v1/apps', {
        ...body,
        label,
        credentials: { userNameTemplate },
      })
      click.appId = app.id
      return app
    })
  }

  site.action('/catalog/:name', async ({ params, form }) => {
    const { name, displayName } = await entryOf(desk, params.name ?? '')
    const app = await make(form, { name, signOnMode: 'AUTO_LOGIN' }, name)
    return { to: `/apps/${app.id}/provisioning`, said: `${displayName} was added.` }
  })

  site.action('/apps', async ({ form }) => {
    const signOn = { ssoAcsUrl: form.text('acsUrl'), audience: form.text('audience') }
    const body = { signOnMode: 'SAML_2_0', settings: { signOn } }
    const app = await make(form, body, 'saml')
    return { to: `/apps/${app.id}/general`, said: `The application ${app.label} was added.` }
  })
}

async function entryOf({ okta }: Desk, name: string): Promise<Entry> {
  const entries = await okta.get<Entry[]>('/api/v1/scimulate/catalog?q=')
  const found = entries.find((entry) => entry.name === name)
  if (found === undefined) throw new Refused('The catalog has no such application.', 404)
  return found
}
