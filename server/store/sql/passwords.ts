import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import { Statement } from './statement.ts'

export interface PasswordRow {
  readonly member_id: string
  readonly organization_id: string
  readonly password_id: string
  /** Salted, and with the settings it was made with; never the password itself. */
  readonly hash: string
}

/** What members sign in with. */
export class Passwords {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Sets a member's password in the place of the one before. */
  async put(row: PasswordRow): Promise<void> {
    await PUT.run(this.#db, { ...row })
  }

  of(memberId: string): Promise<PasswordRow | undefined> {
    return OF.first(this.#db, { memberId })
  }

  find(organizationId: string, passwordId: string): Promise<PasswordRow | undefined> {
    return this.#db
      .selectFrom('member_passwords')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('password_id', '=', passwordId)
      .executeTakeFirst()
  }

  async remove(memberId: string): Promise<void> {
    await REMOVE.run(this.#db, { memberId })
  }
}

const PUT = new Statement((db, row: Pick<PasswordRow, keyof PasswordRow>) =>
  db
    .insertInto('member_passwords')
    .values(row)
    .onConflict((clash) => clash.column('member_id').doUpdateSet({ hash: row.hash })),
)

const OF = new Statement((db, { memberId }: { memberId: string }) =>
  db.selectFrom('member_passwords').selectAll().where('member_id', '=', memberId),
)

const REMOVE = new Statement((db, { memberId }: { memberId: string }) =>
  db.deleteFrom('member_passwords').where('member_id', '=', memberId),
)
