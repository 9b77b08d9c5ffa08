import type { ChildProcess } from 'node:child_process'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { annotations } from '../../reports/machine/annotations.ts'
import { baseline, formatWaivers } from '../../reports/waiver-file.ts'
import type { Report } from '../../reports/write.ts'
import { EXIT } from '../exit-code.ts'
import { stopSignal } from '../serve.ts'
import { consent } from './consent.ts'
import { list } from './list.ts'
import { optimizeLate } from './optimize-late.ts'
import type { CheckOptions } from './options.ts'
import { runHook, startServerCommand } from './own-server.ts'
import { planOf } from './plan.ts'
import { Progress } from './progress.ts'
import { type Begun, runCheck, type Watching } from './run-check.ts'
import { summary } from './summary.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * `scimulate check`: asks where it must, runs, and tells; resolves with the exit code.
 *
 * @param parts processes that wait for their part of the run
 */
export async function check(
  options: CheckOptions,
  environment: Environment,
  parts: readonly ChildProcess[],
): Promise<number> {
  if (options.list) return list(options)
  if (options.dryRun) return dryRun(options)
  await consent(options, () => planOf(options))
  const own = options.start && (await startServerCommand(options.start.command, options.start.wait))
  try {
    if (options.resetHook !== undefined) await runHook('--reset-hook', options.resetHook)
    const exitCode = await watched(options, environment, parts)
    if (options.resetHook !== undefined) await runHook('--reset-hook', options.resetHook)
    return exitCode
  } finally {
    await own?.stop()
  }
}

async function watched(
  options: CheckOptions,
  environment: Environment,
  parts: readonly ChildProcess[],
): Promise<number> {
  optimizeLate()
  const progress = new Progress(process.stderr)
  let interrupted = () => false
  try {
    const watching: Watching = {
      begins: (run) => {
        // Who reads that it has begun may stop it at once.
        interrupted = interrupt(run)
        console.log(`Checking ${run.name} (run ${run.runId}, seed ${options.seed})`)
        progress.counts(() => run.requests())
      },
      sees: (envelope) => progress.see(envelope),
    }
    const { report, index, causes, exitCode } = await runCheck(options, watching, {}, parts)
    progress.end()
    console.log(summary(report, relative('', index), causes))
    await tellGitHub(report, index, environment)
    if (options.writeWaivers !== undefined) await writeWaivers(options.writeWaivers, report)
    return interrupted() ? EXIT.interrupted : exitCode
  } finally {
    progress.end()
  }
}

/** In a GitHub workflow: marks at the scenarios, and the summary on the job's page. */
async function tellGitHub(report: Report, index: string, environment: Environment): Promise<void> {
  if (environment.GITHUB_ACTIONS !== 'true') return
  process.stdout.write(annotations(report))
  const summaryFile = environment.GITHUB_STEP_SUMMARY
  if (summaryFile === undefined) return
  await appendFile(summaryFile, await readFile(join(dirname(index), 'summary.md'), 'utf8'))
}

/** A first baseline: what fails today is known, and has a quarter of a year to be mended. */
async function writeWaivers(file: string, report: Report): Promise<void> {
  const expires = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
  await writeFile(file, formatWaivers(baseline(report, expires)))
  console.log(`Waivers: ${file}, to be reviewed; they end on ${expires}`)
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
function interrupt(run: Begun): () => boolean {
  let interrupted = false
  void stopSignal().then(() => {
    interrupted = true
    console.error(
      '\nInterrupted: removing what the run made, then writing the report (again to quit)',
    )
    run.stop()
  })
  return () => interrupted
}
