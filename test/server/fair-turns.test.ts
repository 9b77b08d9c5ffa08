import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, mock, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { BULK, GROUP, PATCH_OP, USER } from '../../bench/urns.ts'
import { type RunningServer, startServer } from '../../server/app.ts'
import { parsed } from '../../server/http/scim-media-type.ts'
import { resolved } from '../../server/scim/bulk/references.ts'
import { EmbeddedDatabase } from '../../server/store/embedded-database.ts'
import { pause } from '../../server/store/pause.ts'
import { openPostgres } from '../../server/store/postgres.ts'
import { openSqlite } from '../../server/store/sqlite.ts'
import { connect, type Scim } from './scim-client.ts'
import { onEachStore, testOn } from './stores.ts'

const MEMBERS = 2_000

let server: RunningServer
let scim: Scim
let ids: string[] = []
before(async () => {
  server = await startServer()
  scim = await connect(server)
  for (let made = 0; made < MEMBERS; made += 1_000) {
    const Operations = Array.from({ length: 1_000 }, (_, n) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `${n}`,
      data: { schemas: [USER], userName: `${made + n}@example.com` },
    }))
    const answer = await scim.request('POST', '/Bulk', { schemas: [BULK], Operations })
    const { Operations: done } = (await answer.json()) as { Operations: { location: string }[] }
    ids = [...ids, ...done.map(({ location }) => location.split('/').at(-1) ?? '')]
  }
})
after(() => server.close())

/** Any work takes long: whoever pauses a second time in a turn gives it away. */
beforeEach(() => {
  let now = 0
  mock.method(performance, 'now', () => {
    now += 1_000
    return now
  })
})
afterEach(() => mock.restoreAll())

/** How many values the statements of a request take: in all, and in that turn of the event loop that has most. */
async function valuesOf(request: () => Promise<number>): Promise<{ all: number; most: number }> {
  let [all, turn, most] = [0, 0, 0]
  const counted = <R>(statement: (sql: string, values: readonly unknown[]) => R) =>
    function (this: EmbeddedDatabase, sql: string, values: readonly unknown[]): R {
      if (turn === 0) {
        setImmediate(() => {
          turn = 0
        })
      }
      turn += values.length
      all += values.length
      most = Math.max(most, turn)
      return statement.call(this, sql, values)
    }
  const { all: read, run } = EmbeddedDatabase.prototype
  mock.method(EmbeddedDatabase.prototype, 'all', counted(read))
  mock.method(EmbeddedDatabase.prototype, 'run', counted(run))
  const status = await request()
  assert.ok(status < 300, `${status}`)
  return { all, most }
}

/** The first turn that comes may have been asked for earlier in this one. */
async function otherTurn(): Promise<void> {
  await nextTurn()
  await nextTurn()
}

const members = () => ids.map((value) => ({ value }))
const group = (displayName: string) => ({ schemas: [GROUP], displayName, members: members() })
const statusOf = async (method: string, path: string, body: unknown) => {
  const answer = await scim.request(method, path, body)
  await answer.arrayBuffer()
  return answer.status
}
const empty = async (displayName: string) => {
  const made = await scim.request('POST', '/Groups', { ...group(displayName), members: [] })
  return `/Groups/${((await made.json()) as { id: string }).id}`
}

const HEAVY: Readonly<Record<string, (name: string) => Promise<() => Promise<number>>>> = {
  'a group that is made with many members': async (name) => () =>
    statusOf('POST', '/Groups', group(name)),
  'a bulk that makes such a group': async (name) => () => {
    const operation = { method: 'POST', path: '/Groups', bulkId: 'g', data: group(name) }
    return statusOf('POST', '/Bulk', { schemas: [BULK], Operations: [operation] })
  },
  'a group that is given many members': async (name) => {
    const path = await empty(name)
    return () => statusOf('PUT', path, group(name))
  },
  'a group that many are added to': async (name) => {
    const path = await empty(name)
    const add = { op: 'add', path: 'members', value: members() }
    return () => statusOf('PATCH', path, { schemas: [PATCH_OP], Operations: [add] })
  },
}

for (const [name, prepared] of Object.entries(HEAVY)) {
  test(`${name} gives others their turn: none has a tenth of the work`, async () => {
    const request = await prepared(name)
    const { all, most } = await valuesOf(request)
    // Two for a row of the group, several for an event: less would mean that nothing was done.
    assert.ok(all > MEMBERS * 5, `${all} values in all`)
    assert.ok(most < all / 10, `${most} of ${all} values in one turn`)
  })
}

for (const query of ['', '?attributes=members', '?attributes=members.value']) {
  test(`a group of many is shown${query && ' with '}${query} piece by piece`, async () => {
    const made = await scim.request('POST', '/Groups', group(`shown${query}`))
    const { id } = (await made.json()) as { id: string }
    let longest = 0
    const { parse, stringify } = JSON
    mock.method(JSON, 'parse', (text: string) => {
      longest = Math.max(longest, text.length)
      return parse(text) as unknown
    })
    mock.method(JSON, 'stringify', (value: unknown) => {
      const text = stringify(value)
      longest = Math.max(longest, text?.length ?? 0)
      return text
    })
    const answer = await scim.request('GET', `/Groups/${id}${query}`)
    const { length } = await answer.text()
    assert.ok(length > MEMBERS * 36, `${length} characters`)
    assert.ok(longest > 100 && longest < length / 4, `${longest} of ${length} at once`)
  })
}

test('references of a bulk are resolved in turns', async () => {
  const list = Array.from({ length: 5_000 }, () => ({ value: 'bulkId:a' }))
  const data = { members: list, Operations: [{ op: 'add', path: 'members', value: list }] }
  let turns = 0
  const known = await resolved(data, new Map([['a', 'id of a']]), () => {
    turns += 1
    return undefined
  })
  assert.deepEqual((known.members as unknown[]).at(-1), { value: 'id of a' })
  assert.ok(turns >= 20, `${turns} turns`)
})

test('what it took to parse a body counts: the next who would pause gives the turn away', async () => {
  await otherTurn()
  assert.equal(pause(), undefined)
  await otherTurn()
  parsed(Buffer.from('{}'))
  assert.notEqual(pause(), undefined)
})

onEachStore('between the turns of a transaction', (open) => {
  testOn(open, 'no statement of others slips in, to be undone with it', async (kept) => {
    const { databaseUrl, dataFile } = kept
    const store = databaseUrl ? await openPostgres(databaseUrl) : await openSqlite(dataFile)
    const numbered = Array.from({ length: 2_000 }, (_, n) => `m${n}`)
    let other: Promise<readonly string[]> = Promise.resolve([])
    const work = store.transaction(async (inside) => {
      assert.equal((await inside.groups.add('g', numbered.slice(0, 1_000))).length, 1_000)
      other = store.groups.add('g', ['other'])
      await inside.groups.add('g', numbered.slice(1_000))
      throw new Error('on purpose')
    })
    await assert.rejects(work, /on purpose/)
    assert.deepEqual(await other, ['other'])
    assert.deepEqual(await store.groups.membersOf('g'), ['other'])
    await store.close()
  })
})
