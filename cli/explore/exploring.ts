import { relative } from 'node:path'
import { cleanUp, type Leftover } from '../../steps/support/clean-up.ts'
import { consent } from '../check/consent.ts'
import { EXIT } from '../exit-code.ts'
import { stopSignal } from '../serve.ts'
import { type ExploreRun, openExploreRun } from './explore-run.ts'
import { type Exploration, explorationOf, type RawExplore } from './options.ts'
import { Progress } from './progress.ts'
import { search } from './search.ts'
import { findingText, sumText } from './told.ts'
import { type Outcome, writeExplored } from './written.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Requests and creates of one history, to say beforehand what a search sends: as on our own server. */
const REQUESTS_EACH = 60
const CREATES_EACH = 4

/** `scimulate explore`: resolves with the exit code. */
export async function exploring(
  url: string | undefined,
  raw: RawExplore,
  environment: Environment,
): Promise<number> {
  const wanted = explorationOf(url, raw, environment)
  const requests = Math.min(wanted.runs * REQUESTS_EACH, wanted.requests ?? Number.MAX_SAFE_INTEGER)
  const creates = wanted.runs * CREATES_EACH
  await consent(wanted.check, async () => ({ scenarios: 0, requests, creates }))
  const run = await openExploreRun(wanted)
  try {
    void stopSignal().then(() => {
      console.error('\nInterrupted: removing what the run made, then writing the report')
      run.recorder.stop()
    })
    const outcome = await searched(run, wanted, raw.curl === true)
    const page = await writeExplored(outcome, raw)
    console.log(sumText(outcome, relative('', page)))
    return exitCodeOf(outcome)
  } finally {
    await run.close()
  }
}

async function searched(run: ExploreRun, wanted: Exploration, curl: boolean): Promise<Outcome> {
  const { parameters, recorder, log } = run
  const progress = new Progress(process.stderr, wanted.path === undefined ? wanted.runs : 1)
  console.log(`Exploring ${run.name} (run ${parameters.runId}, seed ${wanted.seed})`)
  const started = new Date()
  let found = 0
  const { runs, again, findings } = await search(run, wanted, {
    ran: (count) => progress.at(count, found, log.requests),
    found: (finding) => {
      found += 1
      progress.end()
      console.log(findingText(finding, found, wanted, curl))
    },
  }).finally(() => progress.end())
  const left = await removed(run)
  return {
    run: { id: parameters.runId, seed: wanted.seed, started, finished: new Date() },
    target: { name: run.name, baseUrl: run.baseUrl },
    command: commandOf(wanted),
    runs,
    requests: log.requests,
    again,
    findings,
    left,
    interrupted: recorder.stopped,
  }
}

/** How to search again; the token comes from the environment. */
function commandOf({ check, runs, seed, flags }: Exploration): string {
  const url = check.remote === undefined ? [] : [check.remote.baseUrl]
  return ['scimulate explore', ...url, `--runs ${runs}`, `--seed ${seed}`, flags].join(' ').trim()
}

async function removed({ parameters, recorder, ledger }: ExploreRun): Promise<Leftover[]> {
  const { target } = parameters
  if (target.kind === 'reference') return []
  return cleanUp(recorder.dispatcher, ledger, target.token)
}

function exitCodeOf({ interrupted, left, findings }: Outcome): number {
  if (interrupted) return EXIT.interrupted
  if (findings.some(({ level }) => /^(MUST|REQUIRED)/.test(level))) return EXIT.failures
  return left.length > 0 ? EXIT.leftovers : EXIT.fit
}
