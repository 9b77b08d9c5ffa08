/**
 * Thrown by a Given whose own requirement the target does not meet: what follows cannot be judged,
 * and the fault is already counted where it belongs.
 */
export class Blocked extends Error {
  override readonly name = 'Blocked'

  constructor(requirement: string, reason: string) {
    super(`${requirement}: ${reason}`)
  }
}

/** Runs a Given's act; when the target fails at it, the scenario is BLOCKED by that requirement. */
export async function precondition<T>(requirement: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Error && error.name === 'AssertionError') {
      throw new Blocked(requirement, error.message)
    }
    throw error
  }
}
