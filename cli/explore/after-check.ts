import { SHAPE } from '../../explore/histories/generate.ts'
import type { Explored } from '../../reports/explored.ts'
import type { Leftover } from '../../steps/support/clean-up.ts'
import type { CheckOptions } from '../check/options.ts'
import { stopSignal } from '../serve.ts'
import { openExploreRun } from './explore-run.ts'
import type { Exploration } from './options.ts'
import { searched } from './searched.ts'

/** What histories found, and what of theirs is left on the target. */
interface AfterCheck {
  readonly explored: Explored
  readonly leftovers: readonly Leftover[]
}

const MOST_FINDINGS = 10

/** `scimulate check --explore`: random histories on the target of a check, once its suite is over. */
export async function exploreAfter(options: CheckOptions): Promise<AfterCheck> {
  const wanted = explorationAfter(options)
  const run = await openExploreRun(wanted)
  try {
    void stopSignal().then(() => run.recorder.stop())
    const { left, requests, runs, findings, command } = await searched(run, wanted)
    return {
      explored: { seed: wanted.seed, runs, requests, command, findings },
      leftovers: left,
    }
  } finally {
    await run.close()
  }
}

/** Histories hear no webhooks of somebody else's server: the port stays with the suite. */
function explorationAfter(options: CheckOptions): Exploration {
  return {
    check: { ...options, webhooks: undefined, stytch: undefined, observers: undefined },
    runs: options.explore,
    minutes: undefined,
    requests: undefined,
    most: MOST_FINDINGS,
    seed: options.seed,
    path: undefined,
    shape: SHAPE,
    flags: '',
  }
}
