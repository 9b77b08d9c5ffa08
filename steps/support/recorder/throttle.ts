import limit from 'p-limit'
import type { Dispatcher } from 'undici'
import { WALL_CLOCK, type Waiting } from './waiting.ts'
import { whenDone } from './when-done.ts'

export interface Pace {
  /** Requests under way at once. */
  readonly concurrency: number
  /** Requests begun per second; undefined for no limit. */
  readonly rps: number | undefined
}

/** Holds requests back so that the target never gets more at once, or per second, than it was promised. */
export function throttle(
  pace: Pace,
  clock: Waiting = WALL_CLOCK,
): Dispatcher.DispatcherComposeInterceptor {
  const slots = limit(pace.concurrency)
  const gap = pace.rps === undefined ? 0 : 1000 / pace.rps
  let next = 0

  async function turn(): Promise<void> {
    const now = clock.now()
    const at = Math.max(now, next)
    next = at + gap
    if (at > now) await clock.wait(at - now)
  }

  return (dispatch) => (options, handler) => {
    void slots(async () => {
      await turn()
      await new Promise<void>((resolve) => {
        dispatch(
          options,
          whenDone(handler, () => resolve()),
        )
      })
    })
    return true
  }
}
