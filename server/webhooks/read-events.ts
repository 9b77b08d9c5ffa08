import type { Scope } from '../context.ts'
import { badRequest } from '../http/product-error.ts'
import { isBehind, type Place } from '../store/sql/events.ts'

/**
 * A stretch of the stream of events behind a cursor; without one, from the oldest that is kept.
 * Throws when events behind the cursor are no longer kept: a gap is told, never passed over.
 */
export async function readEvents(
  { store, projectId }: Scope,
  cursor: string | undefined,
  limit: number,
): Promise<object> {
  const forgotten = await store.projects.forgotten(projectId)
  const place = cursor === undefined || cursor === '' ? forgotten : placeIn(cursor)
  const rows = await store.events.after(projectId, place, limit)
  // Asked after the events: what is forgotten in between must not pass for read.
  if (isBehind(await store.projects.forgotten(projectId), place)) {
    throw badRequest(
      'event_cursor_expired',
      'Events behind this cursor are no longer kept: read the members afresh, then begin without a cursor.',
    )
  }
  const { tx, seq } = rows.at(-1) ?? place
  return {
    events: rows.map(({ event_type, payload }) => ({
      event_type,
      payload: JSON.parse(payload) as unknown,
    })),
    next_cursor: `${tx}.${seq}`,
  }
}

function placeIn(cursor: string): Place {
  const [, tx, seq] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? []
  if (tx === undefined || seq === undefined) {
    throw badRequest('invalid_argument', 'cursor must be one that an earlier answer gave.')
  }
  return { tx: Number(tx), seq: Number(seq) }
}
