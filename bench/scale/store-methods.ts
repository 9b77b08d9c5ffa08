import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { Pool } from 'pg'
import { openPostgres } from '../../server/store/postgres.ts'
import { openSqlite } from '../../server/store/sqlite.ts'
import type { Store } from '../../server/store/store.ts'
import type { UserRow } from '../../server/store/tables.ts'
import { postgres } from '../../test/server/postgres.ts'
import { middle } from '../rows.ts'

const CONNECTION = 'bench'
const ROUNDS = 9
const STRIDE = 7_919

/** What a store offers, and the same by hand through the same driver to the same database. */
interface Sides {
  readonly name: string
  readonly store: Store
  readonly plain: Plain
  close(): Promise<void>
}

interface Plain {
  find(id: string): Promise<unknown>
  byUserName(key: string): Promise<unknown>
  insert(row: UserRow): Promise<void>
}

/** µs of a method of the store and of plain SQL, and what share of plain SQL's rate the store reaches. */
export async function storeMethods(people: number): Promise<object[]> {
  const ratios: object[] = []
  for (const open of [onFile, onPostgres]) {
    const sides = await open()
    try {
      ratios.push(...(await compared(sides, people)))
    } finally {
      await sides.close()
    }
  }
  return ratios
}

async function compared({ name, store, plain }: Sides, people: number): Promise<object[]> {
  const ids: string[] = []
  for (let at = 0; at < people; at += 1_000) {
    await store.transaction(async (inside) => {
      for (let n = at; n < Math.min(at + 1_000, people); n += 1) {
        const row = rowOf(n)
        ids.push(row.id)
        await inside.users.insert(row, [row.user_name_key])
      }
    })
  }
  let next = people
  const at = (n: number) => (n * STRIDE) % people
  const cases = [
    {
      what: 'find by id',
      times: 1_000,
      store: (n: number) => store.users.find(CONNECTION, ids[at(n)] ?? ''),
      plain: (n: number) => plain.find(ids[at(n)] ?? ''),
    },
    {
      what: 'userName eq',
      times: 1_000,
      store: (n: number) => store.users.byUserName(CONNECTION, keyOf(at(n))),
      plain: (n: number) => plain.byUserName(keyOf(at(n))),
    },
    {
      what: 'insert',
      times: 200,
      store: () => {
        const row = rowOf(next++)
        return store.transaction((inside) => inside.users.insert(row, [row.user_name_key]))
      },
      plain: () => plain.insert(rowOf(next++)),
    },
  ]
  const told: object[] = []
  for (const { what, times, store: ours, plain: bare } of cases) {
    const rounds: { ours: number; bare: number }[] = []
    // The first round warms up.
    for (let i = 0; i <= ROUNDS; i += 1) {
      rounds.push({ bare: await timed(times, bare), ours: await timed(times, ours) })
    }
    const measured = rounds.slice(1)
    const ratio = middle(measured.map((one) => (100 * one.bare) / one.ours)) / 100
    const [bareUs, oursUs] = [
      middle(measured.map((one) => one.bare)),
      middle(measured.map((one) => one.ours)),
    ]
    console.log(
      `store, ${name}, ${people} users, ${what}: ${oursUs} µs, plain SQL ${bareUs} µs, ${ratio.toFixed(2)} of its rate`,
    )
    told.push({ case: `store: ${what}`, size: people, subject: name, oursUs, bareUs, ratio })
  }
  return told
}

/** Microseconds that a call takes, one after the other. */
async function timed(times: number, call: (n: number) => Promise<unknown>): Promise<number> {
  const started = performance.now()
  for (let n = 0; n < times; n += 1) await call(n)
  return ((performance.now() - started) * 1_000) / times
}

async function onFile(): Promise<Sides> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-store-'))
  const file = join(folder, 'state.sqlite')
  const store = await openSqlite(file)
  const database = new Database(file)
  database.pragma('busy_timeout = 60000')
  const find = database.prepare(SELECT.replace('$1', '?').replace('$2', '?').replace('KEY', 'id'))
  const byName = database.prepare(
    SELECT.replace('$1', '?').replace('$2', '?').replace('KEY', 'user_name_key'),
  )
  const [insert, email, count] = [INSERT, EMAIL, COUNT].map((text) =>
    database.prepare(text.replace(/\$\d+/g, '?')),
  )
  return {
    name: 'SQLite file',
    store,
    plain: {
      find: async (id) => find.get(CONNECTION, id),
      byUserName: async (key) => byName.all(CONNECTION, key),
      insert: async (row) => {
        database.exec('begin immediate')
        insert?.run(valuesOf(row))
        email?.run([row.id, row.user_name_key])
        count?.run(counted())
        database.exec('commit')
      },
    },
    close: async () => {
      database.close()
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function onPostgres(): Promise<Sides> {
  const server = await postgres({ durable: true })
  if (server === undefined) throw new Error('this bench needs a PostgreSQL')
  const url = await server.database()
  const store = await openPostgres(url)
  const pool = new Pool({ connectionString: url, max: 10 })
  return {
    name: 'PostgreSQL',
    store,
    plain: {
      find: (id) => pool.query(SELECT.replace('KEY', 'id'), [CONNECTION, id]),
      byUserName: (key) => pool.query(SELECT.replace('KEY', 'user_name_key'), [CONNECTION, key]),
      insert: async (row) => {
        const client = await pool.connect()
        await client.query('begin')
        await client.query(INSERT, valuesOf(row))
        await client.query(EMAIL, [row.id, row.user_name_key])
        await client.query(COUNT, counted())
        await client.query('commit')
        client.release()
      },
    },
    close: async () => {
      await pool.end()
      await store.close()
      await server.stop()
    },
  }
}

const COLUMNS = [
  'id',
  'connection_id',
  'member_id',
  'registration_id',
  'user_name_key',
  'display_key',
  'external_id',
  'active',
  'resource_json',
  'version',
  'created',
  'modified',
] as const

const SELECT = 'select * from users where connection_id = $1 and KEY = $2'
const INSERT = `insert into users (${COLUMNS.join(', ')}) values (${COLUMNS.map((_, i) => `$${i + 1}`).join(', ')})`
const EMAIL = 'insert into user_emails (user_id, email_key) values ($1, $2)'
/** The count of users is spread over so many rows, that writers do not wait for one another. */
const SLOTS = 16
const COUNT = `insert into counts (connection_id, kind, slot, n) values ($1, 'User', $2, 1)
  on conflict (connection_id, kind, slot) do update set n = counts.n + 1`

function counted(): unknown[] {
  return [CONNECTION, Math.floor(Math.random() * SLOTS)]
}

function valuesOf(row: UserRow): unknown[] {
  return COLUMNS.map((name) => row[name])
}

function keyOf(n: number): string {
  return `person${n}@example.com`
}

function rowOf(n: number): UserRow {
  const id = randomUUID()
  const at = new Date(1_767_225_600_000 + n).toISOString()
  return {
    id,
    connection_id: CONNECTION,
    member_id: `member-test-${id}`,
    registration_id: `scim-member-registration-test-${id}`,
    user_name_key: keyOf(n),
    display_key: `ada bench ${n}`,
    external_id: `00u${n}`,
    active: 1,
    resource_json: JSON.stringify({ id, userName: keyOf(n), displayName: `Ada Bench ${n}` }),
    version: 1,
    created: at,
    modified: at,
  }
}
