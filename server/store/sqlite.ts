import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import { FairDriver } from './fair-driver.ts'
import { migrate } from './migrate.ts'
import { SqlStore } from './sql-store.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Statements kept prepared; what is asked often is asked in few forms. */
const MOST_STATEMENTS = 500

/** The embedded store: in memory, or in a file that survives a restart. */
export async function openSqlite(file?: string): Promise<Store> {
  const database = new Database(file ?? ':memory:')
  if (file !== undefined) {
    database.pragma('journal_mode = wal')
    database.pragma('busy_timeout = 5000')
  }
  const db = new Kysely<Tables>({ dialect: new FairDialect({ database: prepared(database) }) })
  await migrate(db, (statement) => statement)
  return new SqlStore(db, false)
}

class FairDialect extends SqliteDialect {
  override createDriver(): FairDriver {
    return new FairDriver(super.createDriver())
  }
}

/** The database with its statements kept: preparing one costs more than running it. */
function prepared(database: Database.Database) {
  const statements = new Map<string, Database.Statement>()
  return {
    prepare(sql: string) {
      const known = statements.get(sql)
      if (known !== undefined) return known
      const statement = database.prepare(sql)
      if (statements.size >= MOST_STATEMENTS) statements.clear()
      statements.set(sql, statement)
      return statement
    },
    close: () => {
      database.close()
    },
  }
}
