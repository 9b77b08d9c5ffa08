import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { scimModel } from '../../server/scim/schema/model.ts'
import { openPostgres } from '../../server/store/postgres.ts'
import { openSqlite } from '../../server/store/sqlite.ts'
import { type Store, Taken } from '../../server/store/store.ts'
import type { GroupRow, UserRow } from '../../server/store/tables.ts'
import { type Kept, onEachStore, testOn } from './stores.ts'

const { user: userType } = scimModel()
const HOME = { connectionId: 'c1' }

function user(name: string, more: Partial<UserRow> = {}): UserRow {
  const id = randomUUID()
  return {
    id,
    connection_id: 'c1',
    member_id: `member-${id}`,
    registration_id: `registration-${id}`,
    user_name_key: name,
    display_key: null,
    external_id: null,
    active: 1,
    resource_json: JSON.stringify({ schemas: [], id, userName: name }),
    version: 1,
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    ...more,
  }
}

function group(name: string): GroupRow {
  const at = '2026-01-01T00:00:00.000Z'
  return {
    id: randomUUID(),
    connection_id: 'c1',
    display_name: name,
    display_key: name,
    external_id: null,
    resource_json: '{}',
    version: 1,
    created: at,
    modified: at,
  }
}

type WithStore = (name: string, work: (store: Store) => Promise<void>) => void

function withStoreOf(kept: () => Promise<Kept>): WithStore {
  return (name, work) => {
    testOn(kept, name, async (where) => {
      const store = where.databaseUrl
        ? await openPostgres(where.databaseUrl)
        : await openSqlite(where.dataFile)
      try {
        await work(store)
      } finally {
        await store.close()
      }
    })
  }
}

onEachStore('users in a store', (kept) => {
  const withStore = withStoreOf(kept)

  withStore('gives back what it was given', async (store) => {
    const ada = user('ada', { external_id: 'Ä😀', display_key: 'ada' })
    await store.users.insert(ada, ['ada@x.example'])
    assert.deepEqual({ ...(await store.users.find('c1', ada.id)) }, ada)
    assert.equal(await store.users.find('c2', ada.id), undefined)
    assert.equal((await store.users.byIds('c1', [ada.id, 'none'])).length, 1)
  })

  withStore('has one user of a name in a connection, and counts them', async (store) => {
    await store.users.insert(user('ada'), [])
    await assert.rejects(() => store.users.insert(user('ada'), []), Taken)
    await store.users.insert(user('ada', { connection_id: 'c2' }), [])
    assert.equal(await store.users.count(HOME, userType, undefined), 1)
  })

  withStore('lets one of two that want a name at the same instant have it', async (store) => {
    const results = await Promise.allSettled(
      ['a', 'b'].map(() =>
        store.transaction(async (inside) => {
          await inside.users.byUserName('c1', 'ada')
          await inside.users.insert(user('ada'), [])
        }),
      ),
    )
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    assert.equal(await store.users.count(HOME, userType, undefined), 1)
  })

  withStore('undoes all of a transaction that fails', async (store) => {
    await assert.rejects(
      () =>
        store.transaction(async (inside) => {
          await inside.users.insert(user('ada'), ['ada@x.example'])
          throw new Error('on purpose')
        }),
      /on purpose/,
    )
    assert.equal(await store.users.count(HOME, userType, undefined), 0)
    assert.equal(await store.users.byUserName('c1', 'ada'), undefined)
  })

  withStore('serialises changes of one row', async (store) => {
    const ada = user('ada')
    await store.users.insert(ada, [])
    await Promise.all(
      Array.from({ length: 8 }, () =>
        store.transaction(async (inside) => {
          const row = await inside.users.lock('c1', ada.id)
          assert.ok(row)
          await inside.users.update({ ...row, version: row.version + 1 }, row)
        }),
      ),
    )
    assert.equal((await store.users.find('c1', ada.id))?.version, 9)
  })
})

onEachStore('groups and the rest in a store', (kept) => {
  const withStore = withStoreOf(kept)

  withStore('tells which members are new, and loses none that come at once', async (store) => {
    const all = group('all')
    await store.groups.insert(all)
    assert.deepEqual(await store.groups.add(all.id, ['a', 'b']), ['a', 'b'])
    assert.deepEqual(await store.groups.add(all.id, ['b', 'c']), ['c'])
    assert.deepEqual(await store.groups.remove(all.id, ['a', 'x']), ['a'])
    const more = Array.from({ length: 20 }, (_, i) => `m${i}`)
    await Promise.all(more.map((value) => store.groups.add(all.id, [value])))
    assert.equal((await store.groups.membersOf(all.id)).length, 22)
  })

  withStore('finds the groups of groups, and is not trapped by a circle', async (store) => {
    const ada = user('ada')
    const [inner, outer] = [group('inner'), group('outer')]
    await store.users.insert(ada, [])
    await store.groups.insert(inner)
    await store.groups.insert(outer)
    await store.groups.add(inner.id, [ada.id, outer.id])
    await store.groups.add(outer.id, [inner.id])
    const found = await store.users.memberships([ada.id])
    assert.deepEqual(found.map((row) => [row.display_name, Number(row.direct)]).sort(), [
      ['inner', 1],
      ['outer', 0],
    ])
  })

  withStore('keeps unique values apart by connection and attribute', async (store) => {
    const badge = new Map([['badge', '7']])
    await store.uniqueValues.keep('c1', 'User', 'u1', badge)
    await store.uniqueValues.keep('c1', 'User', 'u1', badge)
    await assert.rejects(() => store.uniqueValues.keep('c1', 'User', 'u2', badge), Taken)
    await store.uniqueValues.keep('c2', 'User', 'u3', badge)
    await store.uniqueValues.forget('u1')
    await store.uniqueValues.keep('c1', 'User', 'u2', badge)
  })

  withStore('decides a setting once', async (store) => {
    assert.equal(await store.settings.once('key', 'first'), 'first')
    assert.equal(await store.settings.once('key', 'second'), 'first')
  })
})
