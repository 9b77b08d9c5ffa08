import type { Kysely } from 'kysely'
import type { MemberRow, Tables } from '../tables.ts'
import { unique } from './unique.ts'

export class Members {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async insert(row: MemberRow): Promise<void> {
    await unique(this.#db.insertInto('members').values(row).execute())
  }

  find(memberId: string): Promise<MemberRow | undefined> {
    return this.#db
      .selectFrom('members')
      .selectAll()
      .where('member_id', '=', memberId)
      .executeTakeFirst()
  }

  byEmail(organizationId: string, emailKey: string): Promise<MemberRow | undefined> {
    return this.#db
      .selectFrom('members')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('email_key', '=', emailKey)
      .executeTakeFirst()
  }

  byExternalId(organizationId: string, externalId: string): Promise<MemberRow | undefined> {
    return this.#db
      .selectFrom('members')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('external_id', '=', externalId)
      .executeTakeFirst()
  }

  allOf(organizationIds: readonly string[]): Promise<readonly MemberRow[]> {
    return this.#db
      .selectFrom('members')
      .selectAll()
      .where('organization_id', 'in', [...organizationIds])
      .orderBy('member_id')
      .execute()
  }

  async update({ member_id, ...row }: MemberRow): Promise<void> {
    await unique(
      this.#db.updateTable('members').set(row).where('member_id', '=', member_id).execute(),
    )
  }
}
