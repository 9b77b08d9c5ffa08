import type { Kysely } from 'kysely'
import type { Page } from '../store.ts'
import type { Tables, UserRow } from '../tables.ts'
import { page } from './page.ts'
import { unique } from './unique.ts'

export class Users {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async insert(row: UserRow): Promise<void> {
    await unique(this.#db.insertInto('users').values(row).execute())
  }

  find(connectionId: string, id: string): Promise<UserRow | undefined> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .where('connection_id', '=', connectionId)
      .executeTakeFirst()
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

  byExternalId(connectionId: string, externalId: string): Promise<readonly UserRow[]> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('external_id', '=', externalId)
      .orderBy('created')
      .orderBy('id')
      .execute()
  }

  page(connectionId: string, offset: number, limit: number): Promise<Page<UserRow>> {
    return page(this.#db, 'users', connectionId, offset, limit)
  }

  async update({ id, ...row }: UserRow): Promise<void> {
    await unique(this.#db.updateTable('users').set(row).where('id', '=', id).execute())
  }

  async delete(id: string): Promise<void> {
    await this.#db.deleteFrom('users').where('id', '=', id).execute()
  }
}
