import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { openPostgres } from '../../server/store/postgres.ts'
import type { Store } from '../../server/store/store.ts'
import { type Postgres, postgres } from './postgres.ts'
import { closeAll, Receiver, Rehearsal, until, user } from './product-rehearsal.ts'

let database: Postgres | undefined
before(async () => {
  database = await postgres()
})
after(async () => {
  await closeAll()
  await database?.stop()
})

const START = { tx: 0, seq: 0 }

function event(name: string) {
  return {
    event_id: name,
    event_type: 'scim.member.create',
    project_id: 'project',
    organization_id: 'organization',
    payload: '{}',
    at: '2026-01-31T12:00:00.000Z',
  }
}

/** Where there is no PostgreSQL the test is skipped, and the helper has said so. */
async function newDatabase(t: TestContext): Promise<string | undefined> {
  if (database === undefined) t.skip('no PostgreSQL here')
  return database?.database()
}

async function namesBehind(store: Store, place = START): Promise<string[]> {
  return (await store.events.after('project', place, 10)).map(({ event_id }) => event_id)
}

test('an event whose transaction ends late cannot slip in before a cursor', async (t) => {
  const url = await newDatabase(t)
  if (url === undefined) return
  const store = await openPostgres(url)
  let finish = () => {}
  const mayEnd = new Promise<void>((resolve) => {
    finish = resolve
  })
  let inserted = () => {}
  const isInserted = new Promise<void>((resolve) => {
    inserted = resolve
  })
  const late = store.transaction(async (inside) => {
    await inside.events.insert(event('late'))
    inserted()
    await mayEnd
  })
  await isInserted
  await store.transaction((inside) => inside.events.insert(event('early')))
  const meanwhile = await namesBehind(store)
  finish()
  await late
  // A reader that had been shown the early one would have gone past the late one for ever.
  assert.deepEqual(meanwhile, [])
  assert.deepEqual(await namesBehind(store), ['late', 'early'])
  await store.close()
})

test('two servers on one PostgreSQL: a polling reader misses nothing, each webhook is sent once', async (t) => {
  const databaseUrl = await newDatabase(t)
  if (databaseUrl === undefined) return
  const project = { projectId: 'project-test-shared', secret: 'shared-secret' }
  const one = await Rehearsal.open({ databaseUrl, ...project })
  const two = await Rehearsal.open({ databaseUrl, ...project })
  const receiver = await Receiver.open()
  const tenants = await Promise.all(
    ['north', 'east', 'south', 'west'].map((slug, i) => (i % 2 ? two : one).connected(slug)),
  )
  const endpoint = await one.endpoint(receiver.url)
  const page = async (cursor: string, limit: number) =>
    (await one.api('GET', `/v1/scimulate/events?cursor=${cursor}&limit=${limit}`)).body
  let { next_cursor: cursor } = await page('', 1_000)
  let writing = true
  const reader = (async () => {
    const seen: string[] = []
    for (let last = false; ; last = !writing) {
      const { events, next_cursor } = await page(cursor, 7)
      seen.push(...events.map(({ payload }: { payload: { id: string } }) => payload.id))
      cursor = next_cursor
      if (events.length === 0 && last) return seen
    }
  })()
  await Promise.all(
    tenants.map(async ({ scim }, tenant) => {
      for (let i = 0; i < 40; i += 1) {
        const { status } = await scim('POST', '/Users', user(`p${i}@t${tenant}.example.com`))
        assert.equal(status, 201)
      }
    }),
  )
  writing = false
  const seen = await reader
  assert.equal(seen.length, 160)
  assert.equal(new Set(seen).size, 160)
  const received = await receiver.verified(160, endpoint.secret)
  await until(
    () => one.log(endpoint.id),
    (log) => log.every(({ status }) => status === 'succeeded'),
  )
  assert.equal(received.length, 160)
  assert.equal(new Set(received.map(({ headers }) => headers['svix-id'])).size, 160)
})
