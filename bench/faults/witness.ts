import type { Cluster } from './cluster.ts'
import type { Acknowledged } from './okta.ts'

interface UserRow {
  readonly id: string
  readonly name: string
  readonly title: string | null
}

/** Knows what was acknowledged, and looks in the database itself whether it is there. */
export class Witness {
  readonly #cluster: Pick<Cluster, 'rows'>
  readonly #titles = new Map<string, string>()
  readonly #logins = new Set<string>()

  constructor(cluster: Pick<Cluster, 'rows'>) {
    this.#cluster = cluster
  }

  /** These are to be pushed: in the end everybody must be there. */
  expects(logins: readonly string[]): void {
    for (const login of logins) this.#logins.add(login.toLowerCase())
  }

  remember(writes: readonly Acknowledged[]): void {
    for (const { id, title } of writes) this.#titles.set(id, title)
  }

  /** Users whose create or change was acknowledged just now, and who are not there. */
  async lost(writes: readonly Acknowledged[]): Promise<string[]> {
    const ids = [...new Set(writes.map(({ id }) => id))]
    const rows = await this.#cluster.rows<{ id: string }>(
      'select id from users where id = any($1)',
      [ids],
    )
    const there = new Set(rows.map(({ id }) => id))
    return ids.filter((id) => !there.has(id)).map((id) => `user ${id} was acknowledged and is lost`)
  }

  /** All that must hold of users once a push is complete. */
  async users(): Promise<string[]> {
    const users = await this.#cluster.rows<UserRow>(
      `select id, user_name_key as name, resource_json::json ->> 'title' as title from users`,
    )
    const names = new Set(users.map(({ name }) => name))
    const titles = new Map(users.map(({ id, title }) => [id, title ?? '']))
    return [
      ...(names.size === users.length ? [] : [`${users.length - names.size} userNames twice`]),
      ...[...this.#logins]
        .filter((login) => !names.has(login))
        .map((login) => `${login} was never pushed`),
      ...[...this.#titles]
        .filter(([id, title]) => titles.get(id) !== title)
        .map(([id, title]) => `user ${id} has not the title "${title}" but "${titles.get(id)}"`),
    ]
  }

  async group(name: string, people: number): Promise<string[]> {
    const [group] = await this.#cluster.rows<{ n: number }>(
      `select count(*)::int as n from group_members m join groups g on g.id = m.group_id
       where g.display_name = $1`,
      [name],
    )
    return group?.n === people ? [] : [`${name} has ${group?.n} members and not ${people}`]
  }
}
