import { randomBytes, randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { consent } from '../../check/consent.ts'
import type { CheckOptions, RemoteOptions } from '../../check/options.ts'
import { requireDatabaseUrl } from '../../database-url.ts'
import { CommandError, EXIT, usage } from '../../exit-code.ts'
import { stopSignal } from '../../serve.ts'
import { Progress } from '../progress.ts'
import type { RawPush } from '../push.ts'
import { Crew } from './crew.ts'
import { Jobs } from './jobs.ts'
import { openLot } from './lot.ts'
import { type Outcome, report, resultsOf, sumOf } from './outcome.ts'
import { lotFor, type Plan, type Step } from './plan.ts'
import type { WorkerSettings } from './settings.ts'

const LOOK_MS = 500

const TOLD: Readonly<Record<Step, string>> = {
  people: 'users',
  groups: 'groups',
  'remove-groups': 'groups removed',
  'remove-people': 'users removed',
}

export interface SpreadOptions {
  readonly databaseUrl: string
  readonly options: CheckOptions
  readonly remote: RemoteOptions
  readonly raw: RawPush
}

interface Spread extends RawPush {
  readonly workers: number
}

/** `scimulate okta push --database-url`: the same roll-out by several processes, which goes on where it was. */
export async function spread({
  databaseUrl,
  options,
  remote,
  raw: asked,
}: SpreadOptions): Promise<number> {
  const raw: Spread = { ...asked, workers: asked.workers ?? availableParallelism() }
  requireDatabaseUrl(databaseUrl)
  if (raw.remove && raw.run === undefined) throw usage('--remove needs --run: which run is it?')
  if (raw.run !== undefined && !/^[0-9a-f]{8}$/.test(raw.run)) {
    throw usage('--run must be the id that a run has printed')
  }
  const runId = raw.run ?? randomBytes(4).toString('hex')
  const jobs = new Jobs(databaseUrl, runId)
  try {
    const plan = await planOf(jobs, runId, remote, raw)
    const settings: WorkerSettings = {
      ...{ databaseUrl, runId, concurrency: raw.concurrency },
      auth: remote.auth,
      route: remote.route,
      rps: raw.rps === undefined ? undefined : raw.rps / raw.workers,
    }
    const creates = plan.users + plan.groups
    await consent(options, async () => ({ scenarios: 0, requests: 2 * creates, creates }))
    // Whether the target answers and knows us is said before anything begins.
    await (await openLot(plan, settings)).close()
    const outcome = await carriedOut(jobs, plan, settings, raw)
    return await report(jobs, plan, outcome, raw)
  } finally {
    await jobs.close()
  }
}

async function planOf(
  jobs: Jobs,
  runId: string,
  { baseUrl }: RemoteOptions,
  { run, users, groups, app, workers }: Spread,
): Promise<Plan> {
  const { begun, claimed } = await jobs.first(async (queue) => ({
    begun: await queue.plan(),
    claimed: await queue.claim(),
  }))
  if (!claimed) throw usage(`--run: the run ${run} is under way already`)
  if (begun === undefined && run !== undefined) {
    throw usage(`--run: the database knows no run ${run}; one that was removed is forgotten`)
  }
  if (begun !== undefined && begun.baseUrl !== baseUrl) {
    throw usage(`--run: the run ${run} pushes to ${begun.baseUrl}, not to ${baseUrl}`)
  }
  const seed = randomInt(1_000_000)
  return begun ?? { ...{ runId, users, groups, seed, app, baseUrl }, lot: lotFor(users, workers) }
}

async function carriedOut(
  jobs: Jobs,
  plan: Plan,
  settings: WorkerSettings,
  raw: Spread,
): Promise<Outcome> {
  console.log(announced(plan, raw))
  const { requests: requestsBefore } = sumOf(await resultsOf(jobs))
  const crew = new Crew(raw.workers, settings)
  let stopped = false
  void stopSignal().then(() => {
    stopped = true
  })
  const hands: Hands = { crew, progress: new Progress(), stopped: () => stopped }
  const { pushing, removing } = stepsOf(raw)
  let [seconds, peoplePerSecond] = [0, 0]
  const started = Date.now()
  const secondsSince = (at: number) => (Date.now() - at) / 1000
  try {
    for (const step of pushing) {
      const began = Date.now()
      const done = await carriedOutStep(jobs, plan, step, hands)
      if (step === 'people') peoplePerSecond = done / secondsSince(began)
    }
    seconds = secondsSince(started)
    for (const step of removing) await carriedOutStep(jobs, plan, step, hands)
  } finally {
    await crew.stop()
  }
  return { seconds, peoplePerSecond, requestsBefore, stopped, removed: removing.length > 0 }
}

function announced({ runId, baseUrl, users, groups }: Plan, { run, remove, workers }: Spread) {
  const again = remove ? 'Removing' : 'Going on with'
  const what = `${users} users and ${groups} groups at ${new URL(baseUrl).host}`
  return `${run === undefined ? 'Pushing' : again} ${what}, ${workers} workers (run ${runId})`
}

function stepsOf({
  remove = false,
  keep = false,
}: Spread): Record<'pushing' | 'removing', readonly Step[]> {
  return {
    pushing: remove ? [] : ['people', 'groups'],
    removing: keep && !remove ? [] : ['remove-groups', 'remove-people'],
  }
}

interface Hands {
  readonly crew: Crew
  readonly progress: Progress
  readonly stopped: () => boolean
}

/** Until every job of the step has ended; how many people or groups were dealt with meanwhile. */
async function carriedOutStep(
  jobs: Jobs,
  plan: Plan,
  step: Step,
  { crew, progress, stopped }: Hands,
): Promise<number> {
  if (stopped()) return 0
  await jobs.use((queue) => queue.fill(plan, step))
  const { things: before } = await jobs.use((queue) => queue.count(step))
  const all = step.endsWith('people') ? plan.users : plan.groups
  crew.turnTo(step)
  let last = before
  for (;;) {
    const { open, things } = await jobs.use(async (queue) => {
      await queue.takeBack(step)
      return queue.count(step)
    })
    if (things > last) crew.progressed()
    last = things
    if (open === 0 || stopped()) break
    if (crew.hopeless)
      throw new CommandError(EXIT.ownError, 'the workers end by themselves again and again')
    progress.at(TOLD[step], things, all)
    await wait(LOOK_MS)
  }
  progress.done(TOLD[step], last, all)
  return last - before
}
