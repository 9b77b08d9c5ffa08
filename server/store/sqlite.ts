import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import { migrate } from './migrate.ts'
import { SqlStore } from './sql-store.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** The embedded store: in memory, or in a file that survives a restart. */
export async function openSqlite(file?: string): Promise<Store> {
  const database = new Database(file ?? ':memory:')
  if (file !== undefined) database.pragma('journal_mode = wal')
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  await migrate(db)
  return new SqlStore(db, false)
}
