import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { FaultRehearsal } from '../../bench/faults/rehearsal.ts'
import { type Postgres, postgres } from '../server/postgres.ts'

const PEOPLE = 4
const TABLES = ['users', 'members', 'group_members']
const FIRST = '(select id from users order by created, id limit 1)'
const NAME_INDEX =
  'create unique index if not exists user_name on users (connection_id, user_name_key)'

/** Damage that a fault could do, done to the database behind everybody's back. */
interface Planted {
  readonly what: string
  readonly damage: readonly string[]
  /** All that is found then. */
  readonly found: readonly RegExp[]
}

const PLANTED: readonly Planted[] = [
  {
    what: 'a user who is gone',
    damage: [`delete from users where id = ${FIRST}`],
    found: [/ was never pushed$/, /^user \S+ has not the title ".+" but "undefined"$/],
  },
  {
    what: 'a change that is gone',
    damage: [
      `update users set resource_json = (resource_json::jsonb - 'title')::text where id = ${FIRST}`,
    ],
    found: [/^user \S+ has not the title ".+" but ""$/],
  },
  {
    what: 'a userName that is there twice',
    damage: [
      'drop index user_name',
      `update users set user_name_key = (select user_name_key from users where id = ${FIRST})
       where id = (select id from users order by created desc, id desc limit 1)`,
    ],
    found: [/^1 userNames twice$/, / was never pushed$/],
  },
  {
    what: 'a member who is gone',
    damage: [
      `delete from members where member_id = (select member_id from users where id = ${FIRST})`,
    ],
    found: [/^member \S+ is undefined, by the events active /],
  },
  {
    what: 'a member whom nobody has told of',
    damage: [
      `insert into members select (json_populate_record(m, '{"member_id": "stranger",
       "email_key": "stranger", "external_id": null}')).* from members m limit 1`,
    ],
    found: [/^member stranger is active .+, by the events undefined$/],
  },
  {
    what: 'a membership that is gone',
    damage: [`delete from group_members where value = ${FIRST}`],
    found: [/^Lot 1 has 3 members and not 4$/],
  },
]

let database: Postgres | undefined
let rehearsal: FaultRehearsal | undefined
before(async () => {
  database = await postgres()
  if (database === undefined) return
  rehearsal = await FaultRehearsal.start(database)
  await rehearsal.cluster.prepared()
  await rehearsal.begin(PEOPLE)
  const { wrong } = await rehearsal.complete()
  assert.deepEqual([...wrong, ...(await looked(rehearsal))], [])
  for (const table of TABLES)
    await rehearsal.cluster.rows(`create table kept_${table} as table ${table}`)
})
after(async () => {
  await rehearsal?.close()
  await database?.stop()
})

async function looked(one: FaultRehearsal): Promise<string[]> {
  return [...(await one.findings()), ...(await one.witness.group('Lot 1', PEOPLE))]
}

for (const { what, damage, found } of PLANTED) {
  test(`after a fault, ${what} would be found`, async (t) => {
    if (rehearsal === undefined) return t.skip('no PostgreSQL here')
    const { cluster } = rehearsal
    for (const statement of damage) await cluster.rows(statement)
    try {
      const told = await looked(rehearsal)
      assert.equal(told.length, found.length, told.join('\n'))
      for (const [i, one] of found.entries()) assert.match(told[i] ?? '', one)
    } finally {
      for (const table of TABLES) {
        await cluster.rows(`delete from ${table}`)
        await cluster.rows(`insert into ${table} select * from kept_${table}`)
      }
      await cluster.rows(NAME_INDEX)
    }
    assert.deepEqual(await looked(rehearsal), [])
  })
}

test('a write that was acknowledged just now and is not there is found', async (t) => {
  if (rehearsal === undefined) return t.skip('no PostgreSQL here')
  const { witness } = rehearsal
  const [row] = await rehearsal.cluster.rows<{ id: string }>(`select ${FIRST} as id`)
  const writes = [
    { id: row?.id ?? '', title: '' },
    { id: 'lost', title: '' },
  ]
  assert.deepEqual(await witness.lost(writes), ['user lost was acknowledged and is lost'])
})

test('a webhook that never came is found', async (t) => {
  if (rehearsal === undefined) return t.skip('no PostgreSQL here')
  const { stream } = rehearsal
  const { inbox } = rehearsal.cluster
  while (!stream.events.every((id) => inbox.received.includes(id))) await wait(20)
  inbox.received.splice(
    0,
    inbox.received.length,
    ...inbox.received.filter((id) => id !== stream.events[0]),
  )
  assert.deepEqual(await rehearsal.undelivered(300), ['1 webhooks never came'])
  stream.events.shift()
  assert.deepEqual(await rehearsal.undelivered(), [])
})

test('an event that is missing in the stream is found', async (t) => {
  if (rehearsal === undefined) return t.skip('no PostgreSQL here')
  await rehearsal.begin(1)
  await rehearsal.complete()
  const gone = await rehearsal.cluster.rows(
    `delete from events where payload like '%"action":"CREATE"%'
     and payload like '%"object_type":"member"%' and payload like '%lot4.example.com%' returning seq`,
  )
  assert.equal(gone.length, 1)
  const told = await looked(rehearsal)
  assert.equal(told.length, 1, told.join('\n'))
  assert.match(
    told[0] ?? '',
    /^member \S+ is active .+lot4\.example\.com, by the events undefined$/,
  )
})
