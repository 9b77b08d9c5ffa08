import type { Kysely } from 'kysely'
import type { ResourceRow, Tables } from '../tables.ts'
import { count } from './counts.ts'
import { RESOURCES } from './query/columns.ts'
import { Finder } from './query/select.ts'
import { unique } from './unique.ts'

/** Resources of one kind that the configuration added. */
export class Resources extends Finder<ResourceRow> {
  readonly #db: Kysely<Tables>
  readonly #kind: string

  constructor(db: Kysely<Tables>, locks: boolean, kind: string) {
    super(db, locks, RESOURCES, kind)
    this.#db = db
    this.#kind = kind
  }

  async insert(row: ResourceRow): Promise<void> {
    await this.#db.insertInto('resources').values(row).execute()
    await count(this.#db, row.connection_id, this.#kind, 1)
  }

  async update({ id, ...row }: ResourceRow): Promise<void> {
    await this.#db.updateTable('resources').set(row).where('id', '=', id).execute()
  }

  async delete({ id, connection_id }: ResourceRow): Promise<void> {
    await this.#db.deleteFrom('resources').where('id', '=', id).execute()
    await count(this.#db, connection_id, this.#kind, -1)
  }
}

/** Which resource has a value that only one may have; the primary key decides when two want it at once. */
export class UniqueValues {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Makes these values, by attribute, the ones that a resource has. */
  async keep(
    connectionId: string,
    kind: string,
    id: string,
    values: ReadonlyMap<string, string>,
  ): Promise<void> {
    await this.forget(id)
    for (const [attribute, value_key] of values) {
      const row = { connection_id: connectionId, kind, attribute, value_key, resource_id: id }
      await unique(this.#db.insertInto('unique_values').values(row).execute(), attribute)
    }
  }

  async forget(id: string): Promise<void> {
    await this.#db.deleteFrom('unique_values').where('resource_id', '=', id).execute()
  }
}
