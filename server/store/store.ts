import type { Connections } from './sql/connections.ts'
import type { Deliveries } from './sql/deliveries.ts'
import type { Events } from './sql/events.ts'
import type { Groups } from './sql/groups.ts'
import type { Members } from './sql/members.ts'
import type { Organizations } from './sql/organizations.ts'
import type { Passwords } from './sql/passwords.ts'
import type { Projects } from './sql/projects.ts'
import type { Resources, UniqueValues } from './sql/resources.ts'
import type { RetiredEmails } from './sql/retired-emails.ts'
import type { Sessions } from './sql/sessions.ts'
import type { Settings } from './sql/settings.ts'
import type { Users } from './sql/users.ts'
import type { Webhooks } from './sql/webhooks.ts'

/** A row that a unique index refused, and which columns: how a clash is told from other failures. */
export class Taken extends Error {
  override readonly name = 'Taken'
  readonly what: string
  /** The attribute, where it is one that the schema calls unique and that has no column of its own. */
  readonly attribute: string | undefined

  constructor(what: string, attribute?: string) {
    super(`taken: ${what}`)
    this.what = what
    this.attribute = attribute
  }
}

type Section<T> = { readonly [K in keyof T]: T[K] }

/** What the server remembers, by the thing remembered. Every method is one statement or a few. */
export interface Store {
  readonly projects: Section<Projects>
  readonly organizations: Section<Organizations>
  readonly connections: Section<Connections>
  readonly members: Section<Members>
  readonly sessions: Section<Sessions>
  readonly passwords: Section<Passwords>
  readonly retiredEmails: Section<RetiredEmails>
  readonly users: Section<Users>
  readonly groups: Section<Groups>
  readonly webhooks: Section<Webhooks>
  readonly uniqueValues: Section<UniqueValues>
  readonly settings: Section<Settings>
  /** Resources of a kind that the configuration added. */
  resources(kind: string): Section<Resources>
  readonly events: Section<Events>
  readonly deliveries: Section<Deliveries>
  /** All or nothing. Inside, nothing may be awaited but the store given to `work`. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>
  /** Calls `listener` whenever deliveries were queued, once their transaction has ended. */
  onQueued(listener: () => void): void
  close(): Promise<void>
}
