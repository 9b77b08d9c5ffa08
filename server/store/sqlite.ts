import { Kysely } from 'kysely'
import { EmbeddedDatabase } from './embedded-database.ts'
import { EmbeddedDialect } from './embedded-driver.ts'
import { migrate } from './migrate.ts'
import { Packing } from './packing.ts'
import { SqlStore } from './sql-store.ts'
import type { StatementWatcher } from './statement-watcher.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** The embedded store: in memory, or in a file that survives a restart. */
export async function openSqlite(file?: string, watcher?: StatementWatcher): Promise<Store> {
  const db = new Kysely<Tables>({
    dialect: new EmbeddedDialect(new EmbeddedDatabase(file, watcher)),
  })
  await migrate(db, (statement) => statement)
  return new SqlStore(db, { locks: false, packing: file === undefined ? new Packing() : undefined })
}
