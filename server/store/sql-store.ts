import type { Kysely } from 'kysely'
import type { Packing } from './packing.ts'
import { Connections } from './sql/connections.ts'
import { Deliveries } from './sql/deliveries.ts'
import { Events } from './sql/events.ts'
import { Groups } from './sql/groups.ts'
import { Members } from './sql/members.ts'
import { Organizations } from './sql/organizations.ts'
import { Passwords } from './sql/passwords.ts'
import { Projects } from './sql/projects.ts'
import { Resources, UniqueValues } from './sql/resources.ts'
import { RetiredEmails } from './sql/retired-emails.ts'
import { Sessions } from './sql/sessions.ts'
import { Settings } from './sql/settings.ts'
import { Users } from './sql/users.ts'
import { Webhooks } from './sql/webhooks.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

const MOST_ATTEMPTS = 5

/** Two transactions in each other's way: the database undid this one, so that it can be done again. */
function isCollision(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === '40P01' || code === '40001'
}

export interface SqlStoreOptions {
  /** Where several writers share the database: rows read to be changed are locked then. */
  readonly locks: boolean
  /** How the texts of events are kept in little room; as they are when absent. */
  readonly packing?: Packing | undefined
}

/** The store in SQL that both dialects understand. */
export class SqlStore implements Store {
  readonly projects: Projects
  readonly organizations: Organizations
  readonly connections: Connections
  readonly members: Members
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly retiredEmails: RetiredEmails
  readonly users: Users
  readonly groups: Groups
  readonly webhooks: Webhooks
  readonly uniqueValues: UniqueValues
  readonly settings: Settings
  readonly events: Events
  readonly deliveries: Deliveries
  readonly #db: Kysely<Tables>
  readonly #options: SqlStoreOptions
  /** Whether the transaction that this is the store of has queued deliveries. */
  #hasQueued = false
  #listener = () => {}

  constructor(db: Kysely<Tables>, options: SqlStoreOptions) {
    const { locks, packing } = options
    this.#db = db
    this.#options = options
    this.projects = new Projects(db)
    this.organizations = new Organizations(db, locks)
    this.connections = new Connections(db, locks)
    this.members = new Members(db, locks)
    this.sessions = new Sessions(db)
    this.passwords = new Passwords(db)
    this.retiredEmails = new RetiredEmails(db)
    this.users = new Users(db, locks)
    this.groups = new Groups(db, locks)
    this.webhooks = new Webhooks(db)
    this.events = new Events(db, packing)
    this.deliveries = new Deliveries(db, () => this.#queued())
    this.uniqueValues = new UniqueValues(db)
    this.settings = new Settings(db)
  }

  resources(kind: string): Resources {
    return new Resources(this.#db, this.#options.locks, kind)
  }

  async transaction<T>(work: (store: Store) => Promise<T>): Promise<T> {
    if (this.#db.isTransaction) return work(this)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(work)
      } catch (error) {
        if (attempt === MOST_ATTEMPTS || !isCollision(error)) throw error
      }
    }
  }

  async #once<T>(work: (store: Store) => Promise<T>): Promise<T> {
    let queued = false
    const result = await this.#db.transaction().execute(async (transaction) => {
      const inside = new SqlStore(transaction, this.#options)
      const done = await work(inside)
      queued = inside.#hasQueued
      return done
    })
    if (queued) this.#listener()
    return result
  }

  onQueued(listener: () => void): void {
    this.#listener = listener
  }

  #queued(): void {
    if (this.#db.isTransaction) this.#hasQueued = true
    else this.#listener()
  }

  async close(): Promise<void> {
    await this.#db.destroy()
  }
}
