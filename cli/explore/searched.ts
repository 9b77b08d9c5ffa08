import type { Finding } from '../../explore/finding.ts'
import { cleanUp, type Leftover } from '../../steps/support/clean-up.ts'
import type { ExploreRun } from './explore-run.ts'
import type { Exploration } from './options.ts'
import { Progress } from './progress.ts'
import { search } from './search.ts'
import type { Outcome } from './written.ts'

/** A whole search with its progress, and what it made removed afterwards; `tell` hears of each finding. */
export async function searched(
  run: ExploreRun,
  wanted: Exploration,
  tell: (finding: Finding, number: number) => void = () => undefined,
): Promise<Outcome> {
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
      tell(finding, found)
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
