import { writeFile } from 'node:fs/promises'
import { openExploreRun } from '../cli/explore/explore-run.ts'
import { explorationOf } from '../cli/explore/options.ts'
import { Progress } from '../cli/explore/progress.ts'
import { search } from '../cli/explore/search.ts'
import { SHAPE } from '../explore/histories/generate.ts'
import { machine } from './machine.ts'

const RUNS = 10_000
const QUICK = 500
const SEED = 1

/** Ten thousand histories of an Okta org on our own server: what does it not bear? */
export async function exploreBench(json: string | undefined, quick: boolean): Promise<void> {
  const runs = quick ? QUICK : RUNS
  const { length } = SHAPE
  const raw = { runs, length, seed: SEED, most: 10, troubles: true, races: true, out: '' }
  const wanted = explorationOf(undefined, raw, {})
  const run = await openExploreRun(wanted)
  const progress = new Progress(process.stderr, runs)
  const started = performance.now()
  try {
    let found = 0
    const explored = await search(run, wanted, {
      ran: (count) => progress.at(count, found, run.log.requests),
      found: ({ rule, path, actions }) => {
        found += 1
        console.log(`finding ${path}: ${rule}\n  ${actions.join('\n  ')}`)
      },
    })
    progress.end()
    const seconds = (performance.now() - started) / 1_000
    const { runs: histories, findings } = explored
    const perSecond = histories / seconds
    const megabytes = Math.round(process.memoryUsage().rss / 1_048_576)
    console.log(machine())
    console.log(
      `${histories} histories, ${run.log.requests} requests, ${seconds.toFixed(0)} s: ${perSecond.toFixed(1)} a second; ${megabytes} MB resident; ${findings.length} findings`,
    )
    const row = { histories, requests: run.log.requests, seconds, perSecond, megabytes }
    const content = { machine: machine(), ...row, findings }
    if (json !== undefined) await writeFile(json, `${JSON.stringify(content, null, 2)}\n`)
  } finally {
    await run.close()
  }
}
