import type { Kysely } from 'kysely'
import type { Page } from '../store.ts'
import type { GroupRow, Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { page } from './page.ts'

export class Groups {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async insert(row: GroupRow): Promise<void> {
    await this.#db.insertInto('groups').values(row).execute()
  }

  find(connectionId: string, id: string): Promise<GroupRow | undefined> {
    return this.#db
      .selectFrom('groups')
      .selectAll()
      .where('id', '=', id)
      .where('connection_id', '=', connectionId)
      .executeTakeFirst()
  }

  byDisplayName(connectionId: string, key: string): Promise<readonly GroupRow[]> {
    return this.#db
      .selectFrom('groups')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('display_key', '=', key)
      .orderBy('created')
      .orderBy('id')
      .execute()
  }

  page(connectionId: string, offset: number, limit: number): Promise<Page<GroupRow>> {
    return page(this.#db, 'groups', connectionId, offset, limit)
  }

  async update({ id, ...row }: GroupRow): Promise<void> {
    await this.#db.updateTable('groups').set(row).where('id', '=', id).execute()
  }

  async delete(id: string): Promise<void> {
    await this.#db.deleteFrom('group_members').where('group_id', '=', id).execute()
    await this.#db.deleteFrom('groups').where('id', '=', id).execute()
  }

  async membersOf(groupId: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('group_members')
      .select('value')
      .where('group_id', '=', groupId)
      .orderBy('value')
      .execute()
    return rows.map(({ value }) => value)
  }

  async add(groupId: string, values: readonly string[]): Promise<void> {
    for (const chunk of chunks(values)) {
      await this.#db
        .insertInto('group_members')
        .values(chunk.map((value) => ({ group_id: groupId, value })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }

  async remove(groupId: string, values: readonly string[]): Promise<void> {
    for (const chunk of chunks(values)) {
      await this.#db
        .deleteFrom('group_members')
        .where('group_id', '=', groupId)
        .where('value', 'in', chunk)
        .execute()
    }
  }

  ofMember(value: string): Promise<readonly GroupRow[]> {
    return this.#db
      .selectFrom('groups')
      .innerJoin('group_members', 'group_members.group_id', 'groups.id')
      .selectAll('groups')
      .where('group_members.value', '=', value)
      .orderBy('groups.id')
      .execute()
  }

  async removeEverywhere(value: string): Promise<void> {
    await this.#db.deleteFrom('group_members').where('value', '=', value).execute()
  }
}
