import { type Kysely, sql } from 'kysely'
import type { Tables, UserRow } from '../tables.ts'
import { chunks } from './chunks.ts'
import { count } from './counts.ts'
import { USERS } from './query/columns.ts'
import { Finder } from './query/select.ts'
import { ListStatement, Statement } from './statement.ts'
import { unique } from './unique.ts'

/** A group that somebody is in, by the user who is in it. */
export interface MembershipRow {
  readonly user_id: string
  readonly group_id: string
  readonly display_name: string
  /** 1 when the user itself is a member, 0 when it is in through another group. */
  readonly direct: number
}

export class Users extends Finder<UserRow> {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>, locks: boolean) {
    super(db, locks, USERS, 'User')
    this.#db = db
  }

  async insert(row: UserRow, emailKeys: readonly string[]): Promise<void> {
    await unique(INSERT.run(this.#db, { ...row }))
    await this.#addEmails(row.id, emailKeys)
    await count(this.#db, row.connection_id, 'User', 1)
  }

  /** The members of the product behind some users, in the users' order. */
  async memberIds(connectionId: string, ids: readonly string[]): Promise<readonly string[]> {
    const found: string[] = []
    for (const chunk of chunks(ids)) {
      const rows = await this.#db
        .selectFrom('users')
        .select(['id', 'member_id'])
        // By the ids: SQLite would rather look at everybody of the connection.
        .where(sql`(connection_id || '')`, '=', connectionId)
        .where('id', 'in', chunk)
        .execute()
      const byId = new Map(rows.map((row) => [row.id, row.member_id]))
      found.push(...chunk.flatMap((id) => byId.get(id) ?? []))
    }
    return found
  }

  ofMember(memberId: string): Promise<UserRow | undefined> {
    return OF_MEMBER.first(this.#db, { memberId })
  }

  byUserName(connectionId: string, key: string): Promise<UserRow | undefined> {
    return BY_USER_NAME.first(this.#db, { connectionId, key })
  }

  /** Replaces a row that was `before`; its e-mail addresses stay as they are when none are given. */
  async update(row: UserRow, before: UserRow, emailKeys?: readonly string[]): Promise<void> {
    const { id, active, resource_json, version, modified } = row
    // A column that is set is taken out of its indexes and put back, be it the same.
    if (hasSameKeys(row, before)) {
      await CHANGE.run(this.#db, { id, active, resource_json, version, modified })
    } else await unique(UPDATE.run(this.#db, { ...row }))
    if (emailKeys === undefined) return
    await this.#db.deleteFrom('user_emails').where('user_id', '=', row.id).execute()
    await this.#addEmails(row.id, emailKeys)
  }

  async delete({ id, connection_id }: UserRow): Promise<void> {
    await this.#db.deleteFrom('user_emails').where('user_id', '=', id).execute()
    await this.#db.deleteFrom('users').where('id', '=', id).execute()
    await count(this.#db, connection_id, 'User', -1)
  }

  /** Every group that these users are in, directly or through groups in groups, circles included. */
  async memberships(ids: readonly string[]): Promise<readonly MembershipRow[]> {
    const [only, ...others] = ids
    // Most people are in no group, and to find that out costs a fraction.
    if (only !== undefined && others.length === 0) {
      if ((await IS_MEMBER.first(this.#db, { value: only })) === undefined) return []
    }
    return MEMBERSHIPS.all(this.#db, {}, ids)
  }

  async #addEmails(userId: string, keys: readonly string[]): Promise<void> {
    for (const email_key of keys) await ADD_EMAIL.run(this.#db, { user_id: userId, email_key })
  }
}

const INSERT = new Statement((db, row: { [K in keyof UserRow]: UserRow[K] }) =>
  db.insertInto('users').values(row),
)

const UPDATE = new Statement((db, { id, ...row }: { [K in keyof UserRow]: UserRow[K] }) =>
  db.updateTable('users').set(row).where('id', '=', id),
)

const CHANGE = new Statement(
  (
    db,
    {
      id,
      ...row
    }: Pick<UserRow, 'id' | 'active' | 'resource_json' | 'version' | 'modified'> &
      Record<string, unknown>,
  ) => db.updateTable('users').set(row).where('id', '=', id),
)

function hasSameKeys(row: UserRow, before: UserRow): boolean {
  return (
    row.user_name_key === before.user_name_key &&
    row.display_key === before.display_key &&
    row.external_id === before.external_id &&
    row.member_id === before.member_id
  )
}

const ADD_EMAIL = new Statement((db, row: { user_id: string; email_key: string }) =>
  db.insertInto('user_emails').values(row),
)

const OF_MEMBER = new Statement((db, { memberId }: { memberId: string }) =>
  db.selectFrom('users').selectAll().where('member_id', '=', memberId),
)

const BY_USER_NAME = new Statement((db, where: { connectionId: string; key: string }) =>
  db
    .selectFrom('users')
    .selectAll()
    .where('connection_id', '=', where.connectionId)
    .where('user_name_key', '=', where.key),
)

const IS_MEMBER = new Statement((db, { value }: { value: string }) =>
  db.selectFrom('group_members').select('value').where('value', '=', value).limit(1),
)

const MEMBERSHIPS = new ListStatement(
  (_db, _none: object & Record<string, never>, ids) => sql<MembershipRow>`
    with recursive up (user_id, group_id, direct) as (
      select value, group_id, 1 from group_members where value in (${sql.join(ids)})
      union
      select up.user_id, m.group_id, 0 from up join group_members m on m.value = up.group_id)
    select up.user_id, up.group_id, g.display_name, max(up.direct) as direct
    from up join groups g on g.id = up.group_id
    group by up.user_id, up.group_id, g.display_name, g.created
    order by g.created, up.group_id`,
)
