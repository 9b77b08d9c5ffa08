import type { Store } from '../store/store.ts'

const KEPT_MS = 7 * 24 * 3_600_000

/**
 * Forgets what nobody will ask for: events of more than a week, of each project all but the newest `most`,
 * and the deliveries of either that are over. What still waits to be delivered stays.
 */
export async function forgetOldEvents(store: Store, now: Date, most: number): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS).toISOString()
  for (const { project_id } of await store.projects.all()) {
    await store.transaction(async (inside) => {
      const place = await inside.events.oldest(project_id, before, most)
      if (place === undefined) return
      await inside.events.forget(project_id, place)
      await inside.projects.setForgotten(project_id, place)
      for (const { webhook_endpoint_id } of await inside.webhooks.endpoints(project_id)) {
        await inside.deliveries.forget(webhook_endpoint_id, place.seq)
      }
    })
  }
}
