import type { Kysely } from 'kysely'
import { Connections } from './sql/connections.ts'
import { Groups } from './sql/groups.ts'
import { Members } from './sql/members.ts'
import { Organizations } from './sql/organizations.ts'
import { Users } from './sql/users.ts'
import { Webhooks } from './sql/webhooks.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** The store in SQL that both dialects understand. */
export class SqlStore implements Store {
  readonly organizations: Organizations
  readonly connections: Connections
  readonly members: Members
  readonly users: Users
  readonly groups: Groups
  readonly webhooks: Webhooks
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
    this.organizations = new Organizations(db)
    this.connections = new Connections(db)
    this.members = new Members(db)
    this.users = new Users(db)
    this.groups = new Groups(db)
    this.webhooks = new Webhooks(db)
  }

  transaction<T>(work: (store: Store) => Promise<T>): Promise<T> {
    if (this.#db.isTransaction) return work(this)
    return this.#db.transaction().execute((transaction) => work(new SqlStore(transaction)))
  }

  async close(): Promise<void> {
    await this.#db.destroy()
  }
}
