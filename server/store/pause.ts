import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long steps may follow each other before others get their turn, in milliseconds. */
const LONGEST = 10

/** When the present turn of the event loop began, as far as anybody asked in it. */
let began: number | undefined

/** For work in many steps: something to wait for when others should have their turn by now. */
export function pause(): Promise<void> | undefined {
  const now = performance.now()
  if (began === undefined) {
    began = now
    setImmediate(() => {
      began = undefined
    })
    return undefined
  }
  return now - began > LONGEST ? nextTurn() : undefined
}
