import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { timesOf } from '../../../reports/timing.ts'
import { EXIT } from '../../exit-code.ts'
import type { OktaTask } from '../admin.ts'
import type { RawPush } from '../push.ts'
import { removed, told } from '../push-told.ts'
import type { Result } from './job-queue.ts'
import type { Jobs } from './jobs.ts'
import { type Plan, STEPS } from './plan.ts'

/** How it went, beside what the database tells of the jobs. */
export interface Outcome {
  /** Of the pushing, and only what was done this time. */
  readonly seconds: number
  readonly peoplePerSecond: number
  /** Requests of earlier times, which those seconds know nothing of. */
  readonly requestsBefore: number
  readonly stopped: boolean
  /** Whether what was pushed was to be removed again. */
  readonly removed: boolean
}

/** Writes push.json, tells of it, and says with which code the command ends. */
export async function report(
  jobs: Jobs,
  plan: Plan,
  outcome: Outcome,
  { workers, out, remove = false }: RawPush,
): Promise<number> {
  const { users, groups, runId } = plan
  const pushed = await resultsOf(jobs)
  const gone = await jobs.use(async (queue) => [
    ...(await queue.results('remove-groups')),
    ...(await queue.results('remove-people')),
  ])
  const { seconds, peoplePerSecond } = outcome
  const all = sumOf(pushed)
  const sums = { ...all, requests: all.requests - outcome.requestsBefore }
  const left = gone.flatMap(({ done }) => done?.left ?? [])
  const tasks = [...sums.tasks, ...failuresOf([...pushed, ...gone])]
  const content = { ...{ users, groups, seconds, peoplePerSecond }, ...sums, tasks, left }
  const written = { run: runId, workers, jobs: pushed.length, ...content }
  await mkdir(out, { recursive: true })
  const file = join(out, 'push.json')
  await writeFile(file, `${JSON.stringify(written, null, 2)}\n`)
  if (!remove) console.log(told({ ...content, wanted: users + groups }))
  if (sums.retries > 0)
    console.log(
      `${sums.retries} times a job was done again because its worker ended or could not end it.`,
    )
  if (outcome.stopped) console.log(interrupted(runId))
  else if (outcome.removed) console.log(removed(left))
  else console.log(`Kept. Remove it: the same command with --run ${runId} --remove`)
  console.log(`Report: ${file}`)
  if (outcome.stopped) return EXIT.interrupted
  if (left.length > 0) return EXIT.leftovers
  if (tasks.length > 0) return EXIT.failures
  if (outcome.removed) await jobs.use((queue) => queue.forget(STEPS))
  return !remove && sums.created < users + groups ? EXIT.failures : EXIT.fit
}

/** What came of the jobs that push. */
export function resultsOf(jobs: Jobs): Promise<Result[]> {
  return jobs.use(async (queue) => [
    ...(await queue.results('people')),
    ...(await queue.results('groups')),
  ])
}

/** What the jobs that were done came to. */
export function sumOf(results: readonly Result[]) {
  const times = new Map<string, number[]>()
  const workers = new Set<number>()
  const tasks: OktaTask[] = []
  let [created, requests, retries, residentMb] = [0, 0, 0, 0]
  for (const { done, retries: again } of results) {
    retries += again
    if (done === null) continue
    created += done.there
    workers.add(done.worker)
    requests += done.requests
    residentMb = Math.max(residentMb, done.residentMb)
    tasks.push(...done.tasks)
    for (const [endpoint, some] of Object.entries(done.times)) {
      const all = times.get(endpoint) ?? []
      for (const ms of some) all.push(ms)
      times.set(endpoint, all)
    }
  }
  const workersUsed = workers.size
  const found = { times: timesOf(times), tasks }
  return { created, requests, retries, workersUsed, residentMb: [residentMb], ...found }
}

/** A job that was tried in vain too often is something for an admin as well. */
function failuresOf(results: readonly Result[]): OktaTask[] {
  return results.flatMap(({ error }) =>
    error === null ? [] : [{ title: 'A job of the push failed', message: error }],
  )
}

function interrupted(runId: string): string {
  return [
    'Interrupted. All that was done is kept:',
    `  go on:      the same command with --run ${runId}`,
    `  remove it:  the same command with --run ${runId} --remove`,
  ].join('\n')
}
