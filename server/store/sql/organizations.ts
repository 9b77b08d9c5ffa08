import type { Kysely } from 'kysely'
import type { OrganizationRow, Tables } from '../tables.ts'
import { Statement } from './statement.ts'
import { unique } from './unique.ts'

export class Organizations {
  readonly #db: Kysely<Tables>
  readonly #locks: boolean

  constructor(db: Kysely<Tables>, locks: boolean) {
    this.#db = db
    this.#locks = locks
  }

  async insert(row: OrganizationRow): Promise<void> {
    await unique(this.#db.insertInto('organizations').values(row).execute())
  }

  /** By id, slug or external id, in this order, as Stytch's paths allow, among those of one project. */
  find(projectId: string, reference: string): Promise<OrganizationRow | undefined> {
    return FIND.first(this.#db, { projectId, reference })
  }

  byId(organizationId: string): Promise<OrganizationRow | undefined> {
    return BY_ID.first(this.#db, { organizationId })
  }

  /** To be changed: nobody else changes it until the transaction ends. */
  lock(organizationId: string): Promise<OrganizationRow | undefined> {
    return this.#locks ? LOCK.first(this.#db, { organizationId }) : this.byId(organizationId)
  }

  /** Those of one project, or of all. */
  all(projectId?: string): Promise<readonly OrganizationRow[]> {
    const every = this.#db.selectFrom('organizations').selectAll().orderBy('organization_id')
    return (projectId === undefined ? every : every.where('project_id', '=', projectId)).execute()
  }

  async update({ organization_id, ...row }: OrganizationRow): Promise<void> {
    await unique(
      this.#db
        .updateTable('organizations')
        .set(row)
        .where('organization_id', '=', organization_id)
        .execute(),
    )
  }

  /** With its members and connections; what hangs on a connection is emptied before. */
  async delete(organizationId: string): Promise<void> {
    const of = 'organization_id' as const
    const tables = [
      'connections',
      'member_sessions',
      'member_passwords',
      'retired_emails',
      'members',
    ] as const
    for (const table of [...tables, 'organizations'] as const) {
      await this.#db.deleteFrom(table).where(of, '=', organizationId).execute()
    }
  }
}

const FIND = new Statement(
  (db, { projectId, reference }: { projectId: string; reference: string }) =>
    db
      .selectFrom('organizations')
      .selectAll()
      .where('project_id', '=', projectId)
      .where((is) =>
        is.or([
          is('organization_id', '=', reference),
          is('slug', '=', reference),
          is('external_id', '=', reference),
        ]),
      )
      .orderBy((is) =>
        is
          .case()
          .when('organization_id', '=', reference)
          .then(0)
          .when('slug', '=', reference)
          .then(1)
          .else(2)
          .end(),
      ),
  'organizations',
)

const BY_ID = new Statement(
  (db, { organizationId }: { organizationId: string }) =>
    db.selectFrom('organizations').selectAll().where('organization_id', '=', organizationId),
  'organizations',
)

const LOCK = new Statement((db, { organizationId }: { organizationId: string }) =>
  db
    .selectFrom('organizations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .forNoKeyUpdate(),
)
