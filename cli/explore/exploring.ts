import { relative } from 'node:path'
import { isGrave } from '../../reports/explored.ts'
import { consent } from '../check/consent.ts'
import { EXIT } from '../exit-code.ts'
import { stopSignal } from '../serve.ts'
import { openExploreRun } from './explore-run.ts'
import { explorationOf, type RawExplore } from './options.ts'
import { searched } from './searched.ts'
import { sentBy } from './sent-by.ts'
import { findingText, sumText } from './told.ts'
import { type Outcome, writeExplored } from './written.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** `scimulate explore`: resolves with the exit code. */
export async function exploring(
  url: string | undefined,
  raw: RawExplore,
  environment: Environment,
): Promise<number> {
  const wanted = explorationOf(url, raw, environment)
  await consent(wanted.check, async () => ({ scenarios: 0, ...sentBy(wanted) }))
  const run = await openExploreRun(wanted)
  try {
    void stopSignal().then(() => {
      console.error('\nInterrupted: removing what the run made, then writing the report')
      run.recorder.stop()
    })
    const outcome = await searched(run, wanted, (finding, number) =>
      console.log(findingText(finding, number, wanted, raw.curl === true)),
    )
    const page = await writeExplored(outcome, raw)
    console.log(sumText(outcome, relative('', page)))
    return exitCodeOf(outcome)
  } finally {
    await run.close()
  }
}

function exitCodeOf({ interrupted, left, findings }: Outcome): number {
  if (interrupted) return EXIT.interrupted
  if (findings.some(isGrave)) return EXIT.failures
  return left.length > 0 ? EXIT.leftovers : EXIT.fit
}
