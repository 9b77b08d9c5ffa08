import { changeGroup, createGroup, deleteGroup } from './groups.ts'
import { isWrite, type Operation } from './operation.ts'
import { readList, readOne } from './reads.ts'
import { requireManners } from './refusal.ts'
import type { State } from './state.ts'
import { changeUser, createUser } from './users.ts'

/**
 * The states that may hold once this was asked and so answered; throws a `Breach` when none may.
 *
 * @param lenient of a write that ran beside others: its answer may show what another has done since
 */
export function step(state: State, op: Operation, lenient = false): State[] {
  if (op.status === undefined) return [state]
  requireManners(op)
  // Credentials and rates are between the admin and the server: the state says nothing of them.
  if (op.status === 401 || op.status === 403 || op.status === 429) return [state]
  if (!isWrite(op)) return [op.id === undefined ? readList(state, op) : readOne(state, op)]
  return (op.type === 'Users' ? writeUser : writeGroup)(state, op, lenient)
}

function writeUser(state: State, op: Operation, lenient: boolean): State[] {
  if (op.method === 'DELETE') return [state]
  return op.method === 'POST' ? createUser(state, op) : changeUser(state, op, lenient)
}

function writeGroup(state: State, op: Operation, lenient: boolean): State[] {
  if (op.method === 'DELETE') return deleteGroup(state, op)
  return op.method === 'POST' ? createGroup(state, op, lenient) : changeGroup(state, op, lenient)
}
