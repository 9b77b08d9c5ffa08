import type { Kysely } from 'kysely'
import type { Page } from '../store.ts'
import type { GroupRow, Tables, UserRow } from '../tables.ts'

interface Rows {
  readonly users: UserRow
  readonly groups: GroupRow
}

/** A stretch of a connection's resources in the order in which they were made. */
export async function page<K extends keyof Rows>(
  db: Kysely<Tables>,
  table: K,
  connectionId: string,
  offset: number,
  limit: number,
): Promise<Page<Rows[K]>> {
  const from = db.selectFrom(table as 'users').where('connection_id', '=', connectionId)
  const { total } = await from
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await from
    .selectAll()
    .orderBy('created')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: rows as unknown as readonly Rows[K][], total: Number(total) }
}
