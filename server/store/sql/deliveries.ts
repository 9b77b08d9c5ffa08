import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { Statement } from './statement.ts'
import type { DeliveryRow } from './webhook-tables.ts'

/** Which deliveries a log is asked for. */
export interface DeliveriesWanted {
  readonly endpointId: string | undefined
  readonly eventType: string | undefined
  readonly status: string | undefined
  /** Only those behind this one in the order of the log. */
  readonly behind: Pick<DeliveryRow, 'seq' | 'delivery_id'> | undefined
  readonly limit: number
}

/** What is to be delivered to endpoints, and what came of it. */
export interface Waiting {
  readonly endpointId: string
  readonly due: number
}

export class Deliveries {
  readonly #db: Kysely<Tables>
  readonly #queued: () => void

  /** `queued` is called when there is more to deliver. */
  constructor(db: Kysely<Tables>, queued: () => void) {
    this.#db = db
    this.#queued = queued
  }

  async insert(...rows: readonly DeliveryRow[]): Promise<void> {
    if (rows.length === 0) return
    for (const chunk of chunks(rows)) {
      await this.#db.insertInto('deliveries').values(chunk).execute()
    }
    this.#queued()
  }

  async find(id: string): Promise<DeliveryRow | undefined> {
    const row = await this.#db
      .selectFrom('deliveries')
      .selectAll()
      .where('delivery_id', '=', id)
      .executeTakeFirst()
    return row && numbered(row)
  }

  async ofEvent(endpointId: string, eventId: string): Promise<DeliveryRow | undefined> {
    const row = await this.#db
      .selectFrom('deliveries')
      .selectAll()
      .where('webhook_endpoint_id', '=', endpointId)
      .where('event_id', '=', eventId)
      .executeTakeFirst()
    return row && numbered(row)
  }

  /** The log of a project's deliveries, newest first. */
  async page(projectId: string, wanted: DeliveriesWanted): Promise<readonly DeliveryRow[]> {
    let query = this.#db
      .selectFrom('deliveries')
      .innerJoin('webhook_endpoints', (join) =>
        join
          .onRef('webhook_endpoints.webhook_endpoint_id', '=', 'deliveries.webhook_endpoint_id')
          .on('webhook_endpoints.project_id', '=', projectId),
      )
      .selectAll('deliveries')
      .orderBy('deliveries.seq', 'desc')
      .orderBy('deliveries.delivery_id')
      .limit(wanted.limit)
    const { endpointId, eventType, status, behind } = wanted
    if (endpointId !== undefined) {
      query = query.where('deliveries.webhook_endpoint_id', '=', endpointId)
    }
    if (eventType !== undefined) query = query.where('deliveries.event_type', '=', eventType)
    if (status !== undefined) {
      query = query.where('deliveries.status', '=', status as DeliveryRow['status'])
    }
    if (behind !== undefined) {
      query = query.where((is) =>
        is.or([
          is('deliveries.seq', '<', behind.seq),
          is.and([
            is('deliveries.seq', '=', behind.seq),
            is('deliveries.delivery_id', '>', behind.delivery_id),
          ]),
        ]),
      )
    }
    return (await query.execute()).map(numbered)
  }

  /** The first that waits with fewer attempts than that, due or not: what holds back those behind it. */
  async firstBelow(endpointId: string, attempts: number): Promise<DeliveryRow | undefined> {
    const row = await this.#pending(endpointId)
      .where('attempt_count', '<', attempts)
      .orderBy('seq')
      .executeTakeFirst()
    return row && numbered(row)
  }

  async firstDue(endpointId: string, now: number): Promise<DeliveryRow | undefined> {
    const row = await this.#pending(endpointId)
      .where('due', '<=', now)
      .orderBy('seq')
      .executeTakeFirst()
    return row && numbered(row)
  }

  /** The endpoints in use that something waits for, each with when its next attempt is due. */
  async waiting(): Promise<readonly Waiting[]> {
    const rows = await WAITING.all(this.#db, {})
    return rows.map((row) => ({ endpointId: row.webhook_endpoint_id, due: Number(row.due) }))
  }

  /** When the next attempt of all is due. */
  async soonest(endpointId: string): Promise<number | undefined> {
    return (await this.#pending(endpointId).orderBy('due').executeTakeFirst())?.due
  }

  async update({ delivery_id, ...row }: DeliveryRow): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set(row)
      .where('delivery_id', '=', delivery_id)
      .execute()
  }

  #pending(endpointId: string) {
    return this.#db
      .selectFrom('deliveries')
      .selectAll()
      .where('webhook_endpoint_id', '=', endpointId)
      .where('status', '=', 'pending')
      .limit(1)
  }

  /** Removes what is over of an endpoint, up to an event's number. */
  async forget(endpointId: string, seq: number): Promise<void> {
    await this.#db
      .deleteFrom('deliveries')
      .where('webhook_endpoint_id', '=', endpointId)
      .where('seq', '<=', seq)
      .where('status', '!=', 'pending')
      .execute()
  }
}

const WAITING = new Statement((db, _none: Record<string, never>) =>
  db
    .selectFrom('deliveries')
    .innerJoin(
      'webhook_endpoints',
      'webhook_endpoints.webhook_endpoint_id',
      'deliveries.webhook_endpoint_id',
    )
    .select(['deliveries.webhook_endpoint_id', (the) => the.fn.min('deliveries.due').as('due')])
    .where('deliveries.status', '=', 'pending')
    .where('webhook_endpoints.status', '=', 'active')
    .groupBy('deliveries.webhook_endpoint_id'),
)

/** PostgreSQL's driver gives 64-bit numbers as text. */
function numbered(row: DeliveryRow): DeliveryRow {
  return { ...row, seq: Number(row.seq) }
}
