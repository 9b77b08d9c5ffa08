import type { Kysely } from 'kysely'
import type { EventRow } from '../store.ts'
import type { DeliveryRow, EndpointRow, Tables } from '../tables.ts'

/** Endpoints, the events to tell them, and the deliveries under way. */
export class Webhooks {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async insertEndpoint(row: EndpointRow): Promise<void> {
    await this.#db.insertInto('webhook_endpoints').values(row).execute()
  }

  endpoint(id: string): Promise<EndpointRow | undefined> {
    return this.#db
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('webhook_endpoint_id', '=', id)
      .executeTakeFirst()
  }

  endpoints(): Promise<readonly EndpointRow[]> {
    return this.#db
      .selectFrom('webhook_endpoints')
      .selectAll()
      .orderBy('webhook_endpoint_id')
      .execute()
  }

  async setEndpointStatus(id: string, status: EndpointRow['status']): Promise<void> {
    await this.#db
      .updateTable('webhook_endpoints')
      .set({ status })
      .where('webhook_endpoint_id', '=', id)
      .execute()
  }

  async deleteEndpoint(id: string): Promise<void> {
    await this.#db.deleteFrom('deliveries').where('webhook_endpoint_id', '=', id).execute()
    await this.#db.deleteFrom('webhook_endpoints').where('webhook_endpoint_id', '=', id).execute()
  }

  /** Returns the event's place in the one order of all events. */
  async insertEvent(event: Omit<EventRow, 'seq'>): Promise<number> {
    const { seq } = await this.#db
      .insertInto('events')
      .values(event)
      .returning('seq')
      .executeTakeFirstOrThrow()
    return seq
  }

  eventsAfter(seq: number, limit: number): Promise<readonly EventRow[]> {
    return this.#db
      .selectFrom('events')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit)
      .execute()
  }

  async insertDelivery(row: DeliveryRow): Promise<void> {
    await this.#db.insertInto('deliveries').values(row).execute()
  }

  delivery(id: string): Promise<DeliveryRow | undefined> {
    return this.#db
      .selectFrom('deliveries')
      .selectAll()
      .where('delivery_id', '=', id)
      .executeTakeFirst()
  }

  deliveries(endpointId: string | undefined, limit: number): Promise<readonly DeliveryRow[]> {
    const all = this.#db.selectFrom('deliveries').selectAll()
    return (endpointId === undefined ? all : all.where('webhook_endpoint_id', '=', endpointId))
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute()
  }

  pendingDeliveries(endpointId: string, limit: number): Promise<readonly DeliveryRow[]> {
    return this.#db
      .selectFrom('deliveries')
      .selectAll()
      .where('webhook_endpoint_id', '=', endpointId)
      .where('status', '=', 'pending')
      .orderBy('seq')
      .limit(limit)
      .execute()
  }

  async updateDelivery({ delivery_id, ...row }: DeliveryRow): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set(row)
      .where('delivery_id', '=', delivery_id)
      .execute()
  }
}
