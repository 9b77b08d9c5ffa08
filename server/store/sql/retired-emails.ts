import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import { Statement } from './statement.ts'

export interface RetiredEmailRow {
  readonly organization_id: string
  readonly email_key: string
  readonly member_id: string
}

/** E-mail addresses that members had before: nobody else of the organization may have one. */
export class RetiredEmails {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async add(row: RetiredEmailRow): Promise<void> {
    await this.#db
      .insertInto('retired_emails')
      .values(row)
      .onConflict((clash) => clash.columns(['organization_id', 'email_key']).doNothing())
      .execute()
  }

  /** The member who had the address. */
  async ownerOf(organizationId: string, emailKey: string): Promise<string | undefined> {
    return (await OWNER.first(this.#db, { organizationId, emailKey }))?.member_id
  }

  async remove(organizationId: string, emailKey: string): Promise<void> {
    await this.#db
      .deleteFrom('retired_emails')
      .where('organization_id', '=', organizationId)
      .where('email_key', '=', emailKey)
      .execute()
  }
}

const OWNER = new Statement((db, where: { organizationId: string; emailKey: string }) =>
  db
    .selectFrom('retired_emails')
    .select('member_id')
    .where('organization_id', '=', where.organizationId)
    .where('email_key', '=', where.emailKey),
)
