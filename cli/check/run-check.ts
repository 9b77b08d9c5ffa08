import type { Envelope } from '@cucumber/messages'
import { loadCatalogue } from '../../reports/catalogue.ts'
import type { Cause } from '../../reports/causes.ts'
import type { Explored } from '../../reports/explored.ts'
import { judge } from '../../reports/verdicts/judge.ts'
import { type Report, writeReports } from '../../reports/write.ts'
import { cleanUp, type Leftover } from '../../steps/support/clean-up.ts'
import { judgeThroughout } from '../../steps/support/throughout/judge.ts'
import { FEATURES } from '../features-folder.ts'
import { programs } from '../programs.ts'
import { type OpenRun, openRun } from './open-run.ts'
import type { CheckOptions } from './options.ts'
import { runFeatures } from './run-features.ts'
import { versions } from './versions.ts'

/** What whoever started the run wants to see of it while it goes on. */
export interface Watching {
  begins?(run: OpenRun): void
  sees?(envelope: Envelope): void
}

export interface RunOutcome {
  readonly report: Report
  /** Path of the HTML report. */
  readonly index: string
  /** What to fix, what matters most first. */
  readonly causes: readonly Cause[]
  readonly exitCode: number
}

/** One whole run: probe, features, clean-up, verdicts, files. Prints nothing. */
export async function runCheck(
  options: CheckOptions,
  watching: Watching = {},
): Promise<RunOutcome> {
  const started = new Date()
  const run = await openRun(options)
  try {
    watching.begins?.(run)
    const { recorder } = run
    const envelopes = await runFeatures(
      run.parameters,
      options,
      (envelope) => watching.sees?.(envelope),
      () => judgeThroughout(recorder.exchanges, recorder.targets),
    )
    const left = await removeCreated(run)
    const after = await rehearsed(run, options)
    const leftovers = [...left, ...(after?.leftovers ?? [])]
    const written = await writeAll(run, options, {
      envelopes,
      leftovers,
      started,
      explored: after?.explored,
    })
    return { ...written, exitCode: written.report.exitCode }
  } finally {
    await run.close()
  }
}

async function removeCreated({ parameters, recorder, ledger }: OpenRun): Promise<Leftover[]> {
  const { target } = parameters
  recorder.begin(undefined)
  if (target.kind === 'reference') return []
  return cleanUp(recorder.dispatcher, ledger, target.token)
}

/** Random histories, where they are wanted and nobody pressed Ctrl-C. */
async function rehearsed({ recorder }: OpenRun, options: CheckOptions) {
  if (options.explore === 0 || recorder.stopped) return undefined
  return programs.exploreAfter().exploreAfter(options)
}

interface Outcome {
  readonly envelopes: readonly Envelope[]
  readonly leftovers: readonly Leftover[]
  readonly started: Date
  readonly explored: Explored | undefined
}

async function writeAll(
  run: OpenRun,
  options: CheckOptions,
  { envelopes, leftovers, started, explored }: Outcome,
): Promise<Omit<RunOutcome, 'exitCode'>> {
  const { parameters, recorder } = run
  const judgement = judge({
    envelopes,
    catalogue: await loadCatalogue(`${FEATURES}/requirements`),
    strict: options.strict,
    waivers: options.waivers,
    exchanges: recorder.exchanges,
  })
  return writeReports(
    {
      judgement,
      envelopes,
      exchanges: recorder.exchanges,
      run: {
        id: parameters.runId,
        seed: options.seed,
        started: started.toISOString(),
        finished: new Date().toISOString(),
        versions: versions(),
        command: commandOf(options),
      },
      target: { name: run.name, baseUrl: run.baseUrl, capabilities: parameters.capabilities },
      leftovers,
      ...(explored === undefined ? {} : { explored }),
      secrets: recorder.redactor.secrets,
    },
    options.out,
  )
}

/** How to repeat the run; the token comes from the environment. */
function commandOf({ remote, tags, name, seed, strict, explore }: CheckOptions): string {
  const words = ['scimulate check']
  if (remote !== undefined) words.push(remote.baseUrl)
  if (tags !== '') words.push(`--tags "${tags}"`)
  if (name !== undefined) words.push(`--name "${name}"`)
  words.push(`--seed ${seed}`)
  if (strict) words.push('--strict')
  if (explore > 0) words.push(`--explore ${explore}`)
  return words.join(' ')
}
