import type { Kysely } from 'kysely'
import type { ConnectionRow, Tables } from '../tables.ts'
import { Statement } from './statement.ts'
import { unique } from './unique.ts'

export class Connections {
  readonly #db: Kysely<Tables>
  readonly #locks: boolean

  constructor(db: Kysely<Tables>, locks: boolean) {
    this.#db = db
    this.#locks = locks
  }

  async insert(row: ConnectionRow): Promise<void> {
    await unique(this.#db.insertInto('connections').values(row).execute())
  }

  find(connectionId: string): Promise<ConnectionRow | undefined> {
    return FIND.first(this.#db, { connectionId })
  }

  /** To be changed: nobody else changes it until the transaction ends. */
  lock(connectionId: string): Promise<ConnectionRow | undefined> {
    return this.#locks ? LOCK.first(this.#db, { connectionId }) : this.find(connectionId)
  }

  activeOf(organizationId: string): Promise<ConnectionRow | undefined> {
    return this.#db
      .selectFrom('connections')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('status', '=', 'active')
      .executeTakeFirst()
  }

  async update({ connection_id, ...row }: ConnectionRow): Promise<void> {
    await this.#db
      .updateTable('connections')
      .set(row)
      .where('connection_id', '=', connection_id)
      .execute()
  }

  /** Removes all users, groups and other resources of a connection. */
  async empty(connectionId: string): Promise<void> {
    await this.#db
      .deleteFrom('group_members')
      .where('group_id', 'in', (from) =>
        from.selectFrom('groups').select('id').where('connection_id', '=', connectionId),
      )
      .execute()
    await this.#db
      .deleteFrom('user_emails')
      .where('user_id', 'in', (from) =>
        from.selectFrom('users').select('id').where('connection_id', '=', connectionId),
      )
      .execute()
    for (const table of ['groups', 'users', 'resources', 'unique_values', 'counts'] as const) {
      await this.#db.deleteFrom(table).where('connection_id', '=', connectionId).execute()
    }
  }
}

const FIND = new Statement(
  (db, { connectionId }: { connectionId: string }) =>
    db
      .selectFrom('connections')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('status', '=', 'active'),
  'connections',
)

const LOCK = new Statement((db, { connectionId }: { connectionId: string }) =>
  db
    .selectFrom('connections')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('status', '=', 'active')
    .forNoKeyUpdate(),
)
