import type { Kysely } from 'kysely'
import type { ProjectRow, Tables } from '../tables.ts'
import type { Place } from './events.ts'
import { Statement } from './statement.ts'

export class Projects {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  find(projectId: string): Promise<ProjectRow | undefined> {
    return FIND.first(this.#db, { projectId })
  }

  /** The one that was made first: the server's own, which a restart goes on with. */
  first(): Promise<ProjectRow | undefined> {
    return this.#db
      .selectFrom('projects')
      .selectAll()
      .orderBy('created')
      .orderBy('project_id')
      .limit(1)
      .executeTakeFirst()
  }

  /** Makes the project, or gives the one that is there another secret. */
  async put(projectId: string, secret_hash: string, created: string): Promise<void> {
    const row = {
      ...{ project_id: projectId, secret_hash, created },
      ...{ forgotten_tx: 0, forgotten_seq: 0 },
    }
    await this.#db
      .insertInto('projects')
      .values(row)
      .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ secret_hash }))
      .execute()
  }

  all(): Promise<readonly ProjectRow[]> {
    return this.#db.selectFrom('projects').selectAll().orderBy('project_id').execute()
  }

  /** The place of the newest event of a project that is no longer kept. */
  async forgotten(projectId: string): Promise<Place> {
    const row = await this.find(projectId)
    return { tx: Number(row?.forgotten_tx ?? 0), seq: Number(row?.forgotten_seq ?? 0) }
  }

  async setForgotten(projectId: string, { tx, seq }: Place): Promise<void> {
    await this.#db
      .updateTable('projects')
      .set({ forgotten_tx: tx, forgotten_seq: seq })
      .where('project_id', '=', projectId)
      .execute()
  }
}

const FIND = new Statement(
  (db, { projectId }: { projectId: string }) =>
    db.selectFrom('projects').selectAll().where('project_id', '=', projectId),
  'projects',
)
