import { Refused } from '../../../web/refused.ts'
import type { Desk } from '../console.ts'

const FAULTS = [
  ['lose-response', 'The server gets the request, Okta never gets the answer'],
  ['delay', 'The request waits before it is sent'],
  ['repeat', 'A write is sent twice'],
  ['stale-inactive', 'A profile push says active: false'],
] as const

/** Security > API tokens, and Settings: the clock, faults on request, the org as a seed file. */
export function settingsScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/tokens', async () => ({
    view: 'tokens',
    title: 'API tokens',
    data: { tokens: await okta.get('/api/v1/api-tokens') },
  }))

  site.action('/tokens', async ({ form }) => {
    const name = form.text('name')
    const { token } = await okta.post<{ token: string }>('/api/v1/scimulate/api-tokens', { name })
    const secrets = [{ name: 'Token value', value: token }]
    const text = `The token ${name} was made. It is shown this once.`
    return { to: '/tokens', notice: { kind: 'good', text, secrets } }
  })

  site.action('/tokens/:id/revoke', async ({ params }) => {
    await okta.delete(`/api/v1/api-tokens/${params.id}`)
    return { to: '/tokens', said: 'The token was revoked.' }
  })

  site.page('/settings', async () => ({
    view: 'settings',
    title: 'Settings',
    data: {
      kinds: FAULTS.map(([kind, says]) => ({ kind, says })),
      faults: await okta.get('/api/v1/scimulate/faults'),
      clock: await okta.has('POST', '/_scimulate/clock'),
      seed: await okta.get('/api/v1/scimulate/seed'),
    },
  }))
  settingsActions(desk)
}

function settingsActions({ site, okta, journal }: Desk): void {
  site.action('/settings/faults', async ({ form }) => {
    await okta.post('/api/v1/scimulate/faults', {
      kind: form.text('kind'),
      times: Number(form.text('times')) || 1,
      delayMs: Number(form.text('delayMs')) || 100,
      ...(form.text('method') === '' ? {} : { method: form.text('method') }),
    })
    return { to: '/settings', said: 'The fault will befall the next requests that it fits.' }
  })

  site.action('/settings/faults/clear', async () => {
    await okta.delete('/api/v1/scimulate/faults')
    return { to: '/settings', said: 'No fault is left.' }
  })

  site.action('/settings/clock', async ({ form }) => {
    const advance = form.text('advance')
    if (advance === '') throw new Refused('How far? An ISO 8601 duration such as PT5M.')
    await journal.act(
      `Move the clock by ${advance}`,
      { kind: 'other', what: 'moves the clock' },
      () => okta.post('/_scimulate/clock', { advance }),
    )
    return { to: '/settings', said: `The clock is ${advance} further.` }
  })
}
