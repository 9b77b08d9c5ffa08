import { type Kysely, sql } from 'kysely'
import type { Tables, UserRow } from '../tables.ts'
import { chunks } from './chunks.ts'
import { count } from './counts.ts'
import { USERS } from './query/columns.ts'
import { Finder } from './query/select.ts'
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
  readonly #locks: boolean

  /** `locks` where several writers share the database, and a row that is read to be changed is locked. */
  constructor(db: Kysely<Tables>, locks: boolean) {
    super(db, USERS, 'User')
    this.#db = db
    this.#locks = locks
  }

  async insert(row: UserRow, emailKeys: readonly string[]): Promise<void> {
    await unique(this.#db.insertInto('users').values(row).execute())
    await this.#addEmails(row.id, emailKeys)
    await count(this.#db, row.connection_id, 'User', 1)
  }

  find(connectionId: string, id: string): Promise<UserRow | undefined> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .where('connection_id', '=', connectionId)
      .executeTakeFirst()
  }

  /** The same, to be changed in this transaction. */
  lock(connectionId: string, id: string): Promise<UserRow | undefined> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .where('connection_id', '=', connectionId)
      .$if(this.#locks, (query) => query.forUpdate())
      .executeTakeFirst()
  }

  async byIds(connectionId: string, ids: readonly string[]): Promise<readonly UserRow[]> {
    const rows: UserRow[] = []
    for (const chunk of chunks(ids)) {
      rows.push(
        ...(await this.#db
          .selectFrom('users')
          .selectAll()
          .where('connection_id', '=', connectionId)
          .where('id', 'in', chunk)
          .execute()),
      )
    }
    return rows
  }

  /** Those of some ids that there are. */
  async existing(connectionId: string, ids: readonly string[]): Promise<readonly string[]> {
    const found: string[] = []
    for (const chunk of chunks(ids)) {
      const rows = await this.#db
        .selectFrom('users')
        .select('id')
        .where('connection_id', '=', connectionId)
        .where('id', 'in', chunk)
        .execute()
      found.push(...rows.map(({ id }) => id))
    }
    return found
  }

  /** The members of the product behind some users, in the users' order. */
  async memberIds(connectionId: string, ids: readonly string[]): Promise<readonly string[]> {
    const found: string[] = []
    for (const chunk of chunks(ids)) {
      const rows = await this.#db
        .selectFrom('users')
        .select(['id', 'member_id'])
        .where('connection_id', '=', connectionId)
        .where('id', 'in', chunk)
        .execute()
      const byId = new Map(rows.map((row) => [row.id, row.member_id]))
      found.push(...chunk.flatMap((id) => byId.get(id) ?? []))
    }
    return found
  }

  ofMember(memberId: string): Promise<UserRow | undefined> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where('member_id', '=', memberId)
      .executeTakeFirst()
  }

  byUserName(connectionId: string, key: string): Promise<readonly UserRow[]> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('user_name_key', '=', key)
      .execute()
  }

  async update({ id, ...row }: UserRow, emailKeys: readonly string[]): Promise<void> {
    await unique(this.#db.updateTable('users').set(row).where('id', '=', id).execute())
    const before = await this.#db
      .selectFrom('user_emails')
      .select('email_key')
      .where('user_id', '=', id)
      .execute()
    if (
      sameKeys(
        before.map((one) => one.email_key),
        emailKeys,
      )
    )
      return
    await this.#db.deleteFrom('user_emails').where('user_id', '=', id).execute()
    await this.#addEmails(id, emailKeys)
  }

  async delete({ id, connection_id }: UserRow): Promise<void> {
    await this.#db.deleteFrom('user_emails').where('user_id', '=', id).execute()
    await this.#db.deleteFrom('users').where('id', '=', id).execute()
    await count(this.#db, connection_id, 'User', -1)
  }

  /** Every group that these users are in, directly or through groups in groups, circles included. */
  async memberships(ids: readonly string[]): Promise<readonly MembershipRow[]> {
    const rows: MembershipRow[] = []
    for (const chunk of chunks(ids)) {
      const found = await sql<MembershipRow>`
        with recursive up (user_id, group_id, direct) as (
          select value, group_id, 1 from group_members where value in (${sql.join(chunk)})
          union
          select up.user_id, m.group_id, 0 from up join group_members m on m.value = up.group_id)
        select up.user_id, up.group_id, g.display_name, max(up.direct) as direct
        from up join groups g on g.id = up.group_id
        group by up.user_id, up.group_id, g.display_name, g.created
        order by g.created, up.group_id`.execute(this.#db)
      rows.push(...found.rows)
    }
    return rows
  }

  async #addEmails(userId: string, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return
    await this.#db
      .insertInto('user_emails')
      .values(keys.map((email_key) => ({ user_id: userId, email_key })))
      .execute()
  }
}

function sameKeys(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((key) => right.includes(key))
}
