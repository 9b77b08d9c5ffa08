import { Taken } from '../store.ts'

interface DatabaseError {
  readonly code?: string
  readonly message?: string
  readonly constraint?: string
}

/** Tells a refusal by a unique index from other failures, in the words of either database; `attribute` goes with it. */
export async function unique<T>(statement: Promise<T>, attribute?: string): Promise<T> {
  try {
    return await statement
  } catch (error) {
    const { code, message = '', constraint = '' } = error as DatabaseError
    if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
      throw new Taken(message.replace(/^.*UNIQUE constraint failed: /, ''), attribute)
    }
    if (code === '23505') throw new Taken(constraint, attribute)
    throw error
  }
}
