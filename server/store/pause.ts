import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long steps may follow each other before others get their turn, in milliseconds. */
const LONGEST = 10

/** When the present turn of the event loop began, as far as anybody asked in it. */
let began: number | undefined

/** Before work that has no steps: the next pause counts it. */
export function beginTurn(): void {
  if (began !== undefined) return
  began = performance.now()
  setImmediate(() => {
    began = undefined
  })
}

/** For work in many steps: something to wait for when others should have their turn by now. */
export function pause(): Promise<void> | undefined {
  if (began !== undefined) return performance.now() - began > LONGEST ? nextTurn() : undefined
  beginTurn()
  return undefined
}
