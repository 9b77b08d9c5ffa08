import type { Desk } from '../console.ts'

/** Reports > System Log. */
export function logScreens({ site, okta }: Desk): void {
  site.page('/logs', async ({ query }) => {
    const asked = {
      q: query.get('q')?.trim() ?? '',
      eventType: query.get('eventType')?.trim() ?? '',
      result: query.get('result') ?? '',
    }
    const filters = [
      asked.eventType === '' ? '' : `eventType sw ${JSON.stringify(asked.eventType)}`,
      asked.result === '' ? '' : `outcome.result eq ${JSON.stringify(asked.result)}`,
    ].filter((filter) => filter !== '')
    const parameters = new URLSearchParams({ limit: '200', sortOrder: 'DESCENDING' })
    if (asked.q !== '') parameters.set('q', asked.q)
    if (filters.length > 0) parameters.set('filter', filters.join(' and '))
    const events = await okta.get(`/api/v1/logs?${parameters}`)
    return { view: 'logs', title: 'System Log', data: { ...asked, events } }
  })
}
