import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** What the server itself must remember, such as the key that it signs cursors with. */
export class Settings {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** The value under a name; the first to ask decides it. */
  async once(name: string, value: string): Promise<string> {
    await this.#db
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const row = await this.#db
      .selectFrom('settings')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    return row.value
  }
}
