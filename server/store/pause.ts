import { setImmediate as nextTurn } from 'node:timers/promises'
import { Turn } from './turn.ts'

const TURN = new Turn()

/** For work in many steps: something to wait for when others should have their turn by now. */
export function pause(): Promise<void> | undefined {
  return TURN.isOver() ? nextTurn() : undefined
}
