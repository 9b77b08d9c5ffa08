import { Refused } from '../../../web/refused.ts'
import type { Desk } from '../console.ts'
import { PLAYS } from '../scenarios/plays.ts'
import { Stage } from '../scenarios/stage.ts'
import type { App } from '../shapes.ts'

/** Rehearsal > Scenarios: one click each, on real HTTP. */
export function scenarioScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/scenarios', async () => {
    const apps = await okta.get<(App & { features: readonly string[] })[]>('/api/v1/apps?limit=200')
    return {
      view: 'scenarios',
      title: 'Scenarios',
      data: { plays: PLAYS, apps: apps.filter(({ features }) => features.length > 0) },
    }
  })

  site.action('/scenarios', async ({ form }) => {
    const play = PLAYS.find(({ id }) => id === form.text('play'))
    if (play === undefined) throw new Refused('There is no such scenario.')
    const app = await okta.get<App>(`/api/v1/apps/${encodeURIComponent(form.text('appId'))}`)
    await readyForAll(desk, app.id)
    await play.run(new Stage(desk, app))
    return { to: '/scenarios', said: `${play.title} was played on ${app.label}.` }
  })
}

/** A scenario needs all three rows of To App. */
async function readyForAll({ okta, journal }: Desk, appId: string): Promise<void> {
  const path = `/api/v1/apps/${appId}/features/USER_PROVISIONING`
  const feature = JSON.stringify(await okta.get(path))
  if (!/"(lifecycleCreate|profile|lifecycleDeactivate)":\{"status":"DISABLED"/.test(feature)) return
  const on = { status: 'ENABLED' }
  const click = { kind: 'switched', appId, on: ['Create', 'Update', 'Deactivate'] } as const
  await journal.act('Switch on all of To App', click, () =>
    okta.put(path, {
      create: { lifecycleCreate: on },
      update: { profile: on, lifecycleDeactivate: on },
    }),
  )
}
