import type { ChildProcess } from 'node:child_process'
import type { Envelope } from '@cucumber/messages'
import { loadCatalogue } from '../../reports/catalogue.ts'
import type { Cause } from '../../reports/causes.ts'
import type { Explored } from '../../reports/explored.ts'
import { judge } from '../../reports/verdicts/judge.ts'
import { type Report, writeReports } from '../../reports/write.ts'
import { cleanUp, type Leftover } from '../../steps/support/clean-up.ts'
import type { Exchange } from '../../steps/support/recorder/exchange.ts'
import { judgeThroughout } from '../../steps/support/throughout/judge.ts'
import { FEATURES } from '../features-folder.ts'
import { programs } from '../programs.ts'
import { type OpenRun, openRun, type RunLimits } from './open-run.ts'
import type { CheckOptions } from './options.ts'
import { OtherParts, type Rest } from './other-parts.ts'
import { runFeatures } from './run-features.ts'
import { versions } from './versions.ts'

/** A run that goes on. */
export interface Begun {
  readonly name: string
  readonly runId: string
  /** Requests so far. */
  requests(): number
  /** Ends it early, but in order: what it made is removed, and what it saw is told. */
  stop(): void
}

/** What whoever started the run wants to see of it while it goes on. */
export interface Watching {
  begins?(run: Begun): void
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

/**
 * One whole run: probe, features, clean-up, verdicts, files. Prints nothing.
 *
 * @param parts processes that wait for their part already, see `partProcesses`
 */
export async function runCheck(
  options: CheckOptions,
  watching: Watching = {},
  limits: RunLimits = {},
  parts?: readonly ChildProcess[],
): Promise<RunOutcome> {
  const started = new Date()
  const sees = (envelope: Envelope) => watching.sees?.(envelope)
  const others = new OtherParts(options, sees, parts)
  try {
    const run = await openRun(options, limits)
    try {
      watching.begins?.(begun(run, others))
      const envelopes = await runFeatures(
        run.parameters,
        { ...options, shard: others.shard },
        sees,
        async () => throughoutOf(run, await others.rest()),
      )
      const left = await removeCreated(run)
      const after = await rehearsed(run, options)
      const leftovers = [...left, ...(after?.leftovers ?? [])]
      const explored = after?.explored
      const rest = await others.rest()
      const outcome = { envelopes, rest, leftovers, started, explored }
      const written = await writeAll(run, options, outcome)
      return { ...written, exitCode: written.report.exitCode }
    } finally {
      await run.close()
    }
  } finally {
    await others.close()
  }
}

function begun({ name, parameters, recorder }: OpenRun, others: OtherParts): Begun {
  return {
    name,
    runId: parameters.runId,
    requests: () => recorder.exchanges.length + others.requests,
    stop() {
      recorder.stop()
      others.stop()
    },
  }
}

/** What holds throughout is judged on all that the parts of a run saw together. */
function throughoutOf(run: OpenRun, rest: Rest) {
  return judgeThroughout(exchangesOf(run, rest), [...run.recorder.targets, ...rest.targets])
}

/** Numbered as they began, when they come from several processes. */
function exchangesOf({ recorder }: OpenRun, rest: Rest): readonly Exchange[] {
  if (rest.exchanges.length === 0) return recorder.exchanges
  return [...recorder.exchanges, ...rest.exchanges]
    .sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)))
    .map((exchange, i) => ({ ...exchange, id: i + 1 }))
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
  /** What other processes saw. */
  readonly rest: Rest
  readonly leftovers: readonly Leftover[]
  readonly started: Date
  readonly explored: Explored | undefined
}

async function writeAll(
  run: OpenRun,
  options: CheckOptions,
  { envelopes: own, rest, leftovers, started, explored }: Outcome,
): Promise<Omit<RunOutcome, 'exitCode'>> {
  const { parameters, recorder } = run
  const envelopes = [...own, ...rest.envelopes]
  const exchanges = exchangesOf(run, rest)
  const judgement = judge({
    envelopes,
    catalogue: await loadCatalogue(`${FEATURES}/requirements`),
    strict: options.strict,
    waivers: options.waivers,
    exchanges,
  })
  return writeReports(
    {
      judgement,
      envelopes,
      exchanges,
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
      secrets: [...recorder.redactor.secrets, ...rest.secrets],
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
