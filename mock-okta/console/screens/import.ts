import type { Desk } from '../console.ts'
import type { Person } from '../shapes.ts'
import { frameOf, tab } from './app-frame.ts'

interface Import {
  readonly last: { readonly status: string; readonly message: string; readonly at: string } | null
  readonly users: readonly {
    readonly externalId: string
    readonly match: string
    readonly personId?: string
    readonly ignored: boolean
  }[]
  readonly settings: Readonly<Record<string, unknown>>
}

const SWITCHES = [
  ['allowPartialMatch', 'Allow partial matches'],
  ['autoConfirmExactMatch', 'Auto-confirm exact matches'],
  ['autoConfirmPartialMatch', 'Auto-confirm partial matches'],
  ['autoConfirmNewUsers', 'Auto-confirm new users'],
  ['autoActivateNewUsers', 'Auto-activate new users'],
] as const

/** The Import tab, and Provisioning > To Okta. */
export function importScreens(desk: Desk): void {
  const { site, okta } = desk
  const read = (id: string) => okta.get<Import>(`/api/v1/scimulate/apps/${id}/import`)

  site.page('/apps/:id/import', async (visit) => {
    const frame = await frameOf(desk, visit)
    const people = await okta.get<Person[]>('/api/v1/users?limit=500')
    const { last, users } = await read(frame.app.id)
    return tab(frame, 'app-import', 'Import', { last, users, people })
  })

  site.page('/apps/:id/provisioning/to-okta', async (visit) => {
    const frame = await frameOf(desk, visit)
    const { settings } = await read(frame.app.id)
    const switches = SWITCHES.map(([name, label]) => ({ name, label, on: settings[name] === true }))
    return tab(frame, 'app-to-okta', 'Provisioning', { side: 'To Okta', settings, switches })
  })
  importActions(desk)
}

function importActions(desk: Desk): void {
  const { site, okta, journal } = desk
  site.action('/apps/:id/import', async (visit) => {
    const { saml, connection, app } = await frameOf(desk, visit)
    const { id } = app
    // The steps know of a SAML app that imports only one that imports groups, too.
    const click =
      saml && connection.importGroups !== true
        ? ({ kind: 'other', appId: id, what: 'imports users' } as const)
        : ({ kind: 'imported', appId: id } as const)
    await journal.act('Import Now', click, () => okta.post(`/api/v1/scimulate/apps/${id}/import`))
    const { last } = await okta.get<Import>(`/api/v1/scimulate/apps/${id}/import`)
    return { to: `/apps/${id}/import`, said: last?.message ?? 'The import is under way.' }
  })

  site.action('/apps/:id/import/confirm', async ({ params, form }) => {
    const id = params.id ?? ''
    const [outcome = '', userId] = form.text('outcome').split(':')
    const what = 'confirms an import'
    await journal.act('Confirm an import', { kind: 'other', appId: id, what }, () =>
      okta.post(`/api/v1/scimulate/apps/${id}/import/confirm`, {
        externalId: form.text('externalId'),
        outcome,
        ...(userId === undefined ? {} : { userId }),
      }),
    )
    return { to: `/apps/${id}/import`, said: SAID[outcome] ?? 'Done.' }
  })

  site.action('/apps/:id/provisioning/to-okta', async ({ params, form }) => {
    await okta.put(`/api/v1/scimulate/apps/${params.id}/import`, {
      exactMatch: form.text('exactMatch'),
      schedule: form.text('schedule'),
      safeguardPercent: Number(form.text('safeguardPercent')),
      ...Object.fromEntries(SWITCHES.map(([name]) => [name, form.has(name)])),
    })
    return { to: `/apps/${params.id}/provisioning/to-okta`, said: 'The settings were saved.' }
  })
}

const SAID: Readonly<Record<string, string>> = {
  EXISTING: 'The user is linked; nothing was sent.',
  NEW: 'A new Okta user was made of the imported one.',
  IGNORE: 'The user is set aside.',
}
