import { Taken } from '../store.ts'

/** Tells a refusal by a unique index from other failures, in the words of either database. */
export async function unique<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    const { code, message = '' } = error as { code?: string; message?: string; constraint?: string }
    if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
      throw new Taken(message.replace(/^.*UNIQUE constraint failed: /, ''))
    }
    throw error
  }
}
