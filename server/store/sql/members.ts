import type { Kysely } from 'kysely'
import type { MemberRow, Tables } from '../tables.ts'
import { Statement } from './statement.ts'
import { unique } from './unique.ts'

export class Members {
  readonly #db: Kysely<Tables>
  readonly #locks: boolean

  constructor(db: Kysely<Tables>, locks: boolean) {
    this.#db = db
    this.#locks = locks
  }

  async insert(row: MemberRow): Promise<void> {
    await unique(INSERT.run(this.#db, { ...row }))
  }

  find(memberId: string): Promise<MemberRow | undefined> {
    return FIND.first(this.#db, { memberId })
  }

  byEmail(organizationId: string, emailKey: string): Promise<MemberRow | undefined> {
    return BY_EMAIL.first(this.#db, { organizationId, emailKey })
  }

  /** To be changed: nobody else changes it until the transaction ends. */
  lock(memberId: string): Promise<MemberRow | undefined> {
    return this.#locks ? LOCK.first(this.#db, { memberId }) : this.find(memberId)
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

  /** Replaces a row; what it was before spares its indexes the work, where it is known. */
  async update(row: MemberRow, before?: MemberRow): Promise<void> {
    const { member_id, status, data_json } = row
    if (row.email_key === before?.email_key && row.external_id === before.external_id) {
      await CHANGE.run(this.#db, { member_id, status, data_json })
    } else await unique(UPDATE.run(this.#db, { ...row }))
  }
}

type Row = { [K in keyof MemberRow]: MemberRow[K] }

const INSERT = new Statement((db, row: Row) => db.insertInto('members').values(row))

const UPDATE = new Statement((db, { member_id, ...row }: Row) =>
  db.updateTable('members').set(row).where('member_id', '=', member_id),
)

const CHANGE = new Statement(
  (db, { member_id, ...row }: { member_id: string; status: string; data_json: string }) =>
    db.updateTable('members').set(row).where('member_id', '=', member_id),
)

const FIND = new Statement((db, { memberId }: { memberId: string }) =>
  db.selectFrom('members').selectAll().where('member_id', '=', memberId),
)

const LOCK = new Statement((db, { memberId }: { memberId: string }) =>
  db.selectFrom('members').selectAll().where('member_id', '=', memberId).forNoKeyUpdate(),
)

const BY_EMAIL = new Statement((db, where: { organizationId: string; emailKey: string }) =>
  db
    .selectFrom('members')
    .selectAll()
    .where('organization_id', '=', where.organizationId)
    .where('email_key', '=', where.emailKey),
)
