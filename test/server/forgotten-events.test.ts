import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { openSqlite } from '../../server/store/sqlite.ts'
import type { Store } from '../../server/store/store.ts'
import { Deliverer } from '../../server/webhooks/deliver.ts'
import { Sender } from '../../server/webhooks/send.ts'

const PROJECT = 'project-test-1'
const KEPT = 2

async function happens(store: Store, now: Date): Promise<void> {
  await store.events.insert({
    event_id: randomUUID(),
    event_type: 'scim.member.create',
    project_id: PROJECT,
    organization_id: 'organization-test-1',
    at: now.toISOString(),
    payload: '{}',
  })
}

/** How many events there are once all that was woken has had its turn. */
async function counted(store: Store): Promise<number> {
  for (let i = 0; i < 50; i += 1) await turn()
  return (await store.events.after(PROJECT, { tx: 0, seq: 0 }, 100)).length
}

test('old events are forgotten by the count of writes, whether any had to be delivered or not', async () => {
  const store = await openSqlite()
  const now = new Date()
  const sender = new Sender({ allowPrivate: true, timeoutMs: 1_000 })
  const deliverer = new Deliverer({ store, sender, now: () => now, order: 'relaxed', kept: KEPT })
  try {
    await store.projects.put(PROJECT, 'hash', now.toISOString())
    deliverer.wake()
    assert.equal(await counted(store), 0)
    for (let i = 0; i < KEPT + 3; i += 1) await happens(store, now)
    deliverer.wake()
    assert.equal(await counted(store), KEPT + 3, 'a look for work alone forgets nothing')
    for (let i = 0; i < 1_000; i += 1) deliverer.wrote()
    assert.equal(await counted(store), KEPT)
  } finally {
    await deliverer.close()
    await store.close()
  }
})
