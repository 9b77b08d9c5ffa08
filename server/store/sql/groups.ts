import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { GroupRow, Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { count } from './counts.ts'
import { GROUPS } from './query/columns.ts'
import { Finder } from './query/select.ts'
import { ListStatement } from './statement.ts'

/** A member of a group with what is shown of it. */
export interface LabelledMember {
  readonly group_id: string
  readonly value: string
  readonly user_json: string | null
  readonly group_name: string | null
}

/** Members read by one statement, with their labels and without: others get their turn in between. */
const AT_ONCE = 300
const MANY_AT_ONCE = 4_000
/** Members written by one statement: each costs more than one that is read. */
const WRITTEN_AT_ONCE = 100

/** A member that is there already, or twice in the list, is passed over. */
const ADD = new ListStatement(
  (db, { groupId }: { groupId: string }, values) =>
    db
      .insertInto('group_members')
      .values(values.map((value) => ({ group_id: groupId, value })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('value'),
  WRITTEN_AT_ONCE,
)

export class Groups extends Finder<GroupRow> {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>, locks: boolean) {
    super(db, locks, GROUPS, 'Group')
    this.#db = db
  }

  async insert(row: GroupRow): Promise<void> {
    await this.#db.insertInto('groups').values(row).execute()
    await count(this.#db, row.connection_id, 'Group', 1)
  }

  async update({ id, ...row }: GroupRow): Promise<void> {
    await this.#db.updateTable('groups').set(row).where('id', '=', id).execute()
  }

  async delete({ id, connection_id }: GroupRow): Promise<void> {
    await this.#db.deleteFrom('group_members').where('group_id', '=', id).execute()
    await this.#db.deleteFrom('groups').where('id', '=', id).execute()
    await count(this.#db, connection_id, 'Group', -1)
  }

  async membersOf(groupId: string): Promise<readonly string[]> {
    const members: string[] = []
    for (let last = ''; ; last = members.at(-1) ?? '') {
      const rows = await this.#db
        .selectFrom('group_members')
        .select('value')
        .where('group_id', '=', groupId)
        .where('value', '>', last)
        .orderBy('value')
        .limit(MANY_AT_ONCE)
        .execute()
      for (const { value } of rows) members.push(value)
      if (rows.length < MANY_AT_ONCE) return members
    }
  }

  /** The members of several groups, each with the text or the name that its label is made of. */
  async *labelled(groupIds: readonly string[]): AsyncGenerator<readonly LabelledMember[]> {
    for (const chunk of chunks(groupIds)) {
      for (let left = chunk; left.length > 0; ) {
        const rows = await this.#labelled(sql`m.group_id in (${sql.join(left)})`)
        yield rows
        const last = rows.at(-1)
        if (last === undefined || rows.length < AT_ONCE) break
        yield* this.#rest(last)
        const told = new Set(rows.map(({ group_id }) => group_id))
        left = left.filter((id) => !told.has(id))
      }
    }
  }

  /** The members of one group behind the last that was read. */
  async *#rest(last: LabelledMember): AsyncGenerator<readonly LabelledMember[]> {
    for (let { group_id, value } = last; ; ) {
      const rows = await this.#labelled(sql`m.group_id = ${group_id} and m.value > ${value}`)
      yield rows
      if (rows.length < AT_ONCE) return
      value = rows.at(-1)?.value ?? value
    }
  }

  async #labelled(which: RawBuilder<unknown>): Promise<readonly LabelledMember[]> {
    const { rows } = await sql<LabelledMember>`
      select m.group_id, m.value, u.resource_json as user_json, g.display_name as group_name
      from group_members m
      left join users u on u.id = m.value
      left join groups g on g.id = m.value
      where ${which}
      order by m.group_id, m.value limit ${sql.lit(AT_ONCE)}`.execute(this.#db)
    return rows
  }

  /** Adds members; tells which of them were not there before. */
  async add(groupId: string, values: readonly string[]): Promise<readonly string[]> {
    const added = await ADD.all(this.#db, { groupId }, values)
    return added.map(({ value }) => value)
  }

  /** Removes members; tells which of them were there. */
  async remove(groupId: string, values: readonly string[]): Promise<readonly string[]> {
    const removed: string[] = []
    for (const chunk of chunks(values, WRITTEN_AT_ONCE)) {
      const rows = await this.#db
        .deleteFrom('group_members')
        .where('group_id', '=', groupId)
        .where('value', 'in', chunk)
        .returning('value')
        .execute()
      removed.push(...rows.map(({ value }) => value))
    }
    return removed
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
