import { setTimeout as wait } from 'node:timers/promises'
import type { Postgres } from '../../test/server/postgres.ts'
import { Cluster } from './cluster.ts'
import { type Acknowledged, Okta } from './okta.ts'
import { Stream } from './stream.ts'

const NODES = 2
const PATIENCE_MS = 30_000

export const FAULTS = ['node', 'database', 'restart', 'reset', 'receiver'] as const
export type Fault = (typeof FAULTS)[number]

/** What a fault has done, all of it looked for in the database and in the stream of events. */
export interface Outcome {
  readonly fault: Fault
  /** Writes that the server acknowledged while the fault came and went, and those that it did not. */
  readonly acknowledged: number
  readonly refused: number
  /** Retries that it took to complete the push. */
  readonly retries: number
  /** What is wrong: nothing. */
  readonly wrong: readonly string[]
}

type Person = Awaited<ReturnType<Okta['hire']>>[number]

/** Pushes of a mock Okta to servers on one PostgreSQL, a fault in the middle of each. */
export class FaultRehearsal {
  readonly #cluster: Cluster
  readonly #okta: Okta
  readonly #stream: Stream
  readonly #titles = new Map<string, string>()
  readonly #logins = new Set<string>()
  #before: readonly Person[] = []
  #rounds = 0

  private constructor(cluster: Cluster, okta: Okta, stream: Stream) {
    this.#cluster = cluster
    this.#okta = okta
    this.#stream = stream
  }

  static async start(postgres: Postgres): Promise<FaultRehearsal> {
    const cluster = await Cluster.start(postgres, NODES)
    await cluster.api('POST', '/v1/scimulate/webhook_endpoints', { url: cluster.inbox.url })
    const { organization } = (await cluster.api('POST', '/v1/b2b/organizations', {
      organization_name: 'Faults',
    })) as { organization: { organization_id: string } }
    const path = `/v1/b2b/scim/${organization.organization_id}/connection`
    const { connection } = (await cluster.api('POST', path, { identity_provider: 'okta' })) as {
      connection: { base_url: string; bearer_token: string }
    }
    const okta = await Okta.provisioning(connection.base_url, connection.bearer_token)
    await okta.acknowledged()
    return new FaultRehearsal(cluster, okta, new Stream(cluster))
  }

  /** One push of so many people, half of those before with another title, and a fault after a while. */
  async round(fault: Fault, people: number, afterMs: number): Promise<Outcome> {
    this.#rounds += 1
    const { inbox } = this.#cluster
    if (fault === 'receiver') inbox.goDown()
    const title = `Title ${this.#rounds}`
    await this.#okta.promote(
      this.#before.filter((_, i) => i % 2 === 0),
      title,
    )
    this.#before = await this.#okta.hire(`Lot ${this.#rounds}`, people)
    for (const { profile } of this.#before) this.#logins.add(profile.login)
    await wait(afterMs)
    await this.#strike(fault)
    await this.#okta.settled()
    await this.#cluster.ready()
    const first = await this.#okta.acknowledged()
    const lost = await this.#missing(first.writes)
    const retries = await this.#okta.complete()
    const second = await this.#okta.acknowledged()
    this.#remember([...first.writes, ...second.writes])
    if (fault === 'receiver') inbox.down = false
    const wrong = [...lost, ...(await this.#checks(people)), ...(await this.#delivered())]
    return {
      fault,
      acknowledged: [first, second].reduce((sum, one) => sum + one.writes.length + one.groups, 0),
      refused: first.refused + second.refused,
      retries,
      wrong,
    }
  }

  async close(): Promise<void> {
    await this.#okta.close()
    await this.#cluster.stop()
  }

  async #strike(fault: Fault): Promise<void> {
    if (fault === 'node') await this.#cluster.killNode(this.#rounds)
    else if (fault === 'database') await this.#cluster.killDatabase()
    else if (fault === 'restart') await this.#cluster.restartDatabase()
    else if (fault === 'reset') this.#cluster.resetConnections()
  }

  #remember(writes: readonly Acknowledged[]): void {
    for (const { id, title } of writes) this.#titles.set(id, title)
  }

  /** Users whose create or change was acknowledged just now, and who are not there. */
  async #missing(writes: readonly Acknowledged[]): Promise<string[]> {
    const ids = [...new Set(writes.map(({ id }) => id))]
    const rows = await this.#cluster.rows<{ id: string }>(
      'select id from users where id = any($1)',
      [ids],
    )
    const there = new Set(rows.map(({ id }) => id))
    return ids.filter((id) => !there.has(id)).map((id) => `user ${id} was acknowledged and is lost`)
  }

  /** All that must hold once the push is complete. */
  async #checks(people: number): Promise<string[]> {
    const users = await this.#cluster.rows<{ id: string; name: string; title: string | null }>(
      `select id, user_name_key as name, resource_json::json ->> 'title' as title from users`,
    )
    const byName = new Map(users.map((user) => [user.name, user]))
    const titles = new Map(users.map(({ id, title }) => [id, title ?? '']))
    const [group] = await this.#cluster.rows<{ n: number }>(
      `select count(*)::int as n from group_members m join groups g on g.id = m.group_id
       where g.display_name = $1`,
      [`Lot ${this.#rounds}`],
    )
    return [
      ...(byName.size === users.length ? [] : [`${users.length - byName.size} userNames twice`]),
      ...[...this.#logins]
        .filter((login) => !byName.has(login.toLowerCase()))
        .map((login) => `${login} was never pushed`),
      ...[...this.#titles]
        .filter(([id, title]) => titles.get(id) !== title)
        .map(([id, title]) => `user ${id} has not the title "${title}" but "${titles.get(id)}"`),
      ...(group?.n === people ? [] : [`the group has ${group?.n} members and not ${people}`]),
      ...(await this.#stream.differences()),
    ]
  }

  /** Waits until every event has come to the receiver; the clocks are moved on while some have not. */
  async #delivered(): Promise<string[]> {
    const { inbox } = this.#cluster
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const came = new Set(inbox.received)
      const missing = this.#stream.events.filter((id) => !came.has(id))
      if (missing.length === 0) {
        this.#stream.events.length = 0
        inbox.received.length = 0
        return []
      }
      if (Date.now() > end) return [`${missing.length} webhooks never came`]
      await wait(100)
      await this.#cluster.advance('PT10M')
    }
  }
}
