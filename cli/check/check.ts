import { relative } from 'node:path'
import type { Envelope } from '@cucumber/messages'
import { loadCatalogue } from '../../reports/catalogue.ts'
import { judge } from '../../reports/verdicts/judge.ts'
import { type Report, writeReports } from '../../reports/write.ts'
import { cleanUp, type Leftover } from '../../steps/support/clean-up.ts'
import { EXIT } from '../exit-code.ts'
import { stopSignal } from '../serve.ts'
import { consent } from './consent.ts'
import { type OpenRun, openRun } from './open-run.ts'
import type { CheckOptions } from './options.ts'
import { runHook, startServerCommand } from './own-server.ts'
import { planOf } from './plan.ts'
import { Progress } from './progress.ts'
import { FEATURES, runFeatures } from './run-features.ts'
import { summary } from './summary.ts'
import { versions } from './versions.ts'

/** `scimulate check`: the whole run, from the first probe to the report; resolves with the exit code. */
export async function check(options: CheckOptions): Promise<number> {
  if (options.dryRun) return dryRun(options)
  await consent(options, () => planOf(options))
  const own = options.start && (await startServerCommand(options.start.command, options.start.wait))
  try {
    if (options.resetHook !== undefined) await runHook('--reset-hook', options.resetHook)
    const exitCode = await checked(options)
    if (options.resetHook !== undefined) await runHook('--reset-hook', options.resetHook)
    return exitCode
  } finally {
    await own?.stop()
  }
}

async function checked(options: CheckOptions): Promise<number> {
  const started = new Date()
  const run = await openRun(options)
  try {
    console.log(`Checking ${run.name} (run ${run.parameters.runId}, seed ${options.seed})`)
    const stopped = interrupt(run)
    const envelopes = await features(run, options)
    const leftovers = await removeCreated(run)
    const written = await report(run, options, { envelopes, leftovers, started })
    console.log(summary(written.report, relative('', written.index)))
    return stopped.wasInterrupted() ? EXIT.interrupted : written.report.exitCode
  } finally {
    await run.close()
  }
}

async function dryRun(options: CheckOptions): Promise<number> {
  const { scenarios, requests, creates } = await planOf(options)
  const { host } = new URL(options.remote?.baseUrl ?? 'http://reference-server')
  console.log(
    `${scenarios} scenarios would send about ${requests} requests to ${host}, and create about ${creates} users and groups. Nothing was sent there.`,
  )
  return EXIT.fit
}

/** The first Ctrl-C ends the run early but in order; a second one ends the process at once. */
function interrupt(run: OpenRun): { wasInterrupted(): boolean } {
  let interrupted = false
  void stopSignal().then(() => {
    interrupted = true
    console.error(
      '\nInterrupted: removing what the run made, then writing the report (again to quit)',
    )
    run.recorder.stop()
  })
  return { wasInterrupted: () => interrupted }
}

async function features(run: OpenRun, options: CheckOptions): Promise<Envelope[]> {
  const progress = new Progress(process.stderr)
  try {
    return await runFeatures(run.parameters, options, (envelope) => progress.see(envelope))
  } finally {
    progress.end()
  }
}

/** Our own server ends with the run, and all that was made on it. */
async function removeCreated({ parameters, recorder, ledger }: OpenRun): Promise<Leftover[]> {
  const { target } = parameters
  recorder.begin(undefined)
  if (target.kind === 'reference') return []
  return cleanUp(recorder.dispatcher, ledger, target.token)
}

interface Outcome {
  readonly envelopes: readonly Envelope[]
  readonly leftovers: readonly Leftover[]
  readonly started: Date
}

async function report(
  run: OpenRun,
  options: CheckOptions,
  { envelopes, leftovers, started }: Outcome,
): Promise<{ index: string; report: Report }> {
  const { parameters, recorder } = run
  const judgement = judge({
    envelopes,
    catalogue: await loadCatalogue(`${FEATURES}/requirements`),
    strict: options.strict,
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
      secrets: recorder.redactor.secrets,
    },
    options.out,
  )
}

/** How to repeat the run; the token comes from the environment. */
function commandOf({ remote, tags, name, seed, strict }: CheckOptions): string {
  const words = ['scimulate check']
  if (remote !== undefined) words.push(remote.baseUrl)
  if (tags !== '') words.push(`--tags "${tags}"`)
  if (name !== undefined) words.push(`--name "${name}"`)
  words.push(`--seed ${seed}`)
  if (strict) words.push('--strict')
  return words.join(' ')
}
