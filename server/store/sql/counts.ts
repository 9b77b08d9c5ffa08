import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import { Statement } from './statement.ts'

/** Counts are spread over this many rows, so that writers on several nodes seldom wait for each other. */
const SLOTS = 16

/** Moves the count of a connection's resources of one kind, in the transaction of the change itself. */
export async function count(
  db: Kysely<Tables>,
  connectionId: string,
  kind: string,
  by: 1 | -1,
): Promise<void> {
  const slot = Math.floor(Math.random() * SLOTS)
  await MOVE.run(db, { connection_id: connectionId, kind, slot, n: by })
}

const MOVE = new Statement(
  (db, row: { connection_id: string; kind: string; slot: number; n: number }) =>
    db
      .insertInto('counts')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['connection_id', 'kind', 'slot'])
          .doUpdateSet((the) => ({ n: the('counts.n', '+', the.ref('excluded.n')) })),
      ),
)
