import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import { Statement } from './statement.ts'

export interface SessionRow {
  readonly member_session_id: string
  readonly member_id: string
  readonly organization_id: string
  readonly token_hash: string
  readonly started: string
  readonly expires: string
}

/** Who is signed in. */
export class Sessions {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async insert(row: SessionRow): Promise<void> {
    await this.#db.insertInto('member_sessions').values(row).execute()
  }

  find(id: string): Promise<SessionRow | undefined> {
    return this.#db
      .selectFrom('member_sessions')
      .selectAll()
      .where('member_session_id', '=', id)
      .executeTakeFirst()
  }

  byToken(tokenHash: string): Promise<SessionRow | undefined> {
    return this.#db
      .selectFrom('member_sessions')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst()
  }

  ofMember(memberId: string): Promise<readonly SessionRow[]> {
    return this.#db
      .selectFrom('member_sessions')
      .selectAll()
      .where('member_id', '=', memberId)
      .orderBy('started')
      .orderBy('member_session_id')
      .execute()
  }

  async revoke(id: string): Promise<void> {
    await this.#db.deleteFrom('member_sessions').where('member_session_id', '=', id).execute()
  }

  async revokeOf(memberId: string): Promise<void> {
    await REVOKE_OF.run(this.#db, { memberId })
  }
}

const REVOKE_OF = new Statement((db, { memberId }: { memberId: string }) =>
  db.deleteFrom('member_sessions').where('member_id', '=', memberId),
)
