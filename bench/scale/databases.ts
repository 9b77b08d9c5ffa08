import Database from 'libsql'
import { Client } from 'pg'
import type { UserRows } from './rows.ts'

type Rows = readonly Readonly<Record<string, unknown>>[]

/** A database looked at behind the server's back, in the words that it understands itself. */
export interface Behind {
  rows(sql: string): Promise<Rows>
  /** Puts rows into a table, very many at once. */
  put(table: string, rows: Rows): Promise<void>
  /** After much was put: what a database does by itself some minutes later. */
  settle(): Promise<void>
  /** Bytes on disk, with all indexes. */
  bytes(): Promise<number>
  close(): Promise<void>
}

export async function behindPostgres(url: string): Promise<Behind> {
  const client = new Client(url)
  await client.connect()
  const rows = async (sql: string): Promise<Rows> => (await client.query(sql)).rows
  return {
    rows,
    put: async (table, all) => {
      const names = Object.keys(all[0] ?? {}).join(', ')
      const from = `json_populate_recordset(null::${table}, $1)`
      await client.query(`insert into ${table} (${names}) select ${names} from ${from}`, [
        JSON.stringify(all),
      ])
    },
    settle: async () => {
      await client.query('vacuum analyze')
      await client.query('checkpoint')
    },
    bytes: async () => {
      const [row] = await rows('select pg_database_size(current_database())::float8 as bytes')
      return Number(row?.bytes)
    },
    close: () => client.end(),
  }
}

export function behindSqlite(file: string): Behind {
  const database = new Database(file)
  database.pragma('busy_timeout = 60000')
  const rows = async (sql: string) => database.prepare(sql).all() as Rows
  return {
    rows,
    put: async (table, all) => {
      const names = Object.keys(all[0] ?? {})
      const places = names.map(() => '?').join(', ')
      const insert = database.prepare(
        `insert into ${table} (${names.join(', ')}) values (${places})`,
      )
      database.exec('begin immediate')
      for (const row of all) insert.run(names.map((name) => row[name]))
      database.exec('commit')
    },
    settle: async () => {
      database.pragma('wal_checkpoint(truncate)')
    },
    bytes: async () => {
      const [size] = await rows(
        'select page_count * page_size as bytes from pragma_page_count, pragma_page_size',
      )
      return Number(size?.bytes)
    },
    close: async () => {
      database.close()
    },
  }
}

/** What the server wrote for one user. */
export async function rowsOf(behind: Behind, userId: string): Promise<UserRows> {
  const [user] = await behind.rows(`select * from users where id = '${userId}'`)
  const member = String(user?.member_id)
  const without = (name: string, all: Rows) =>
    all.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name)))
  return {
    members: await behind.rows(`select * from members where member_id = '${member}'`),
    users: user === undefined ? [] : [user],
    user_emails: await behind.rows(`select * from user_emails where user_id = '${userId}'`),
    events: without(
      'seq',
      await behind.rows(`select * from events where payload like '%"id":"${member}"%'`),
    ),
  }
}
