import type { Desk } from '../console.ts'
import { frameOf, tab } from './app-frame.ts'

interface Choice {
  readonly name: string
  readonly values: readonly string[]
  readonly says: string
}

/** The Options tab: what nobody outside of Okta knows of Okta for certain, to be chosen. */
export function appOptionScreens(desk: Desk): void {
  const { site, okta, journal } = desk
  site.page('/apps/:id/options', async (visit) => {
    const frame = await frameOf(desk, visit)
    const chosen = await okta.get<Record<string, unknown>>(pathOf(frame.app.id))
    const choices = await okta.get<Choice[]>('/api/v1/scimulate/app-options')
    return tab(frame, 'app-options', 'Options', {
      choices: choices.map((choice) => ({ ...choice, chosen: chosen[choice.name] })),
    })
  })

  site.action('/apps/:id/options', async ({ params, form }) => {
    const id = params.id ?? ''
    const before = await okta.get<Record<string, unknown>>(pathOf(id))
    const choices = await okta.get<Choice[]>('/api/v1/scimulate/app-options')
    const changed = choices
      .map(({ name }) => [name, form.text(name)] as const)
      .filter(([name, value]) => value !== '' && value !== before[name])
    const to = `/apps/${id}/options`
    if (changed.length === 0) return { to, said: 'Nothing changed.' }
    const what = `chooses ${changed.map((one) => one.join(' ')).join(', ')}`
    await journal.act('Change the options', { kind: 'other', appId: id, what }, () =>
      okta.put(pathOf(id), Object.fromEntries(changed)),
    )
    return { to, said: 'The options were saved.' }
  })
}

function pathOf(appId: string): string {
  return `/api/v1/scimulate/apps/${appId}/options`
}
