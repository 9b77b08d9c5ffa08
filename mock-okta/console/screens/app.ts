import type { Desk } from '../console.ts'
import { FORMATS, formatIn, labelOf } from '../user-name-formats.ts'
import { frameOf, tab } from './app-frame.ts'

/** The General and Sign On tabs of an app. */
export function appScreens(desk: Desk): void {
  const { site, okta, journal } = desk
  site.page('/apps/:id/general', async (visit) =>
    tab(await frameOf(desk, visit), 'app-general', 'General', {}),
  )

  site.page('/apps/:id/sign-on', async (visit) => {
    const frame = await frameOf(desk, visit)
    const { userNameTemplate } = frame.app.credentials
    const data = {
      formats: FORMATS,
      format: labelOf(userNameTemplate),
      custom: userNameTemplate.template,
      exclude: userNameTemplate.pushStatus === 'DONT_PUSH',
    }
    return tab(frame, 'app-sign-on', 'Sign On', data)
  })

  site.action('/apps/:id/general', async (visit) => {
    const { app, saml } = await frameOf(desk, visit)
    const { form } = visit
    const scimProvisioningEnabled = saml && form.has('scim')
    const body = {
      ...app,
      label: form.text('label'),
      settings: { ...app.settings, scimProvisioningEnabled },
    }
    await journal.act(`Change ${app.label}: App Settings`, undefined, () =>
      okta.put(`/api/v1/apps/${app.id}`, body),
    )
    const said = scimProvisioningEnabled
      ? 'The app settings were saved: there is a Provisioning tab now.'
      : 'The app settings were saved.'
    return { to: `/apps/${app.id}/general`, said }
  })

  site.action('/apps/:id/sign-on', async (visit) => {
    const { app } = await frameOf(desk, visit)
    const credentials = {
      ...app.credentials,
      userNameTemplate: { ...formatIn(visit.form), pushStatus: visit.form.text('pushStatus') },
    }
    const click = {
      kind: 'other',
      appId: app.id,
      what: 'changes the application username format',
    } as const
    await journal.act(`Change ${app.label}: Sign On`, click, () =>
      okta.put(`/api/v1/apps/${app.id}`, { ...app, credentials }),
    )
    return { to: `/apps/${app.id}/sign-on`, said: 'The username format was saved.' }
  })

  site.action('/apps/:id/lifecycle', async (visit) => {
    const { app } = await frameOf(desk, visit)
    const step = app.status === 'ACTIVE' ? 'deactivate' : 'activate'
    await okta.post(`/api/v1/apps/${app.id}/lifecycle/${step}`)
    return { to: `/apps/${app.id}/general`, said: `The application was ${step}d.` }
  })

  site.action('/apps/:id/delete', async (visit) => {
    const { app } = await frameOf(desk, visit)
    await okta.delete(`/api/v1/apps/${app.id}`)
    return { to: '/apps', said: `The application ${app.label} was deleted.` }
  })
}
