import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import { Statement } from './statement.ts'
import type { EndpointRow } from './webhook-tables.ts'

/** Endpoints of webhooks, and which server delivers to them. */
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

  /** Those of one project, or of all. */
  endpoints(projectId?: string): Promise<readonly EndpointRow[]> {
    return projectId === undefined ? ALL.all(this.#db, {}) : OF_PROJECT.all(this.#db, { projectId })
  }

  /** Those that an organization's events may go to: active, and of the organization or of no one. */
  endpointsFor(projectId: string, organizationId: string): Promise<readonly EndpointRow[]> {
    return FOR_EVENTS.all(this.#db, { projectId, organizationId })
  }

  async updateEndpoint(id: string, change: Partial<EndpointRow>): Promise<void> {
    await this.#db
      .updateTable('webhook_endpoints')
      .set(change)
      .where('webhook_endpoint_id', '=', id)
      .execute()
  }

  async deleteEndpoint(id: string): Promise<void> {
    for (const table of ['deliveries', 'webhook_leases', 'webhook_endpoints'] as const) {
      await this.#db.deleteFrom(table).where('webhook_endpoint_id', '=', id).execute()
    }
  }

  /** Takes the lease of an endpoint, or prolongs it; false when another server holds it. */
  async lease(id: string, holder: string, now: number, until: number): Promise<boolean> {
    const row = await this.#db
      .insertInto('webhook_leases')
      .values({ webhook_endpoint_id: id, holder, until })
      .onConflict((conflict) =>
        conflict
          .column('webhook_endpoint_id')
          .doUpdateSet({ holder, until })
          .where((is) =>
            is.or([
              is('webhook_leases.holder', '=', holder),
              is('webhook_leases.until', '<=', now),
            ]),
          ),
      )
      .returning('holder')
      .executeTakeFirst()
    return row !== undefined
  }

  async release(id: string, holder: string): Promise<void> {
    await this.#db
      .deleteFrom('webhook_leases')
      .where('webhook_endpoint_id', '=', id)
      .where('holder', '=', holder)
      .execute()
  }
}

const ALL = new Statement((db, _none: Record<string, never>) =>
  db.selectFrom('webhook_endpoints').selectAll().orderBy('created').orderBy('webhook_endpoint_id'),
)

const OF_PROJECT = new Statement((db, { projectId }: { projectId: string }) =>
  db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('created')
    .orderBy('webhook_endpoint_id'),
)

const FOR_EVENTS = new Statement(
  (db, where: { projectId: string; organizationId: string }) =>
    db
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('project_id', '=', where.projectId)
      .where('status', '=', 'active')
      .where((is) =>
        is.or([
          is('organization_id', 'is', null),
          is('organization_id', '=', where.organizationId),
        ]),
      )
      .orderBy('created')
      .orderBy('webhook_endpoint_id'),
  'webhook_endpoints',
)
