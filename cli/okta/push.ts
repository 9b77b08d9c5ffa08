import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanUp } from '../../steps/support/clean-up.ts'
import { authOf, type RawAuth } from '../check/auth-options.ts'
import { consent } from '../check/consent.ts'
import { type OpenRun, openRun } from '../check/open-run.ts'
import { type CheckOptions, checkOptions } from '../check/options.ts'
import type { RawRoute } from '../check/route-options.ts'
import { EXIT, usage } from '../exit-code.ts'
import { programs } from '../programs.ts'
import { stopSignal } from '../serve.ts'
import { type AppKind, OktaAdmin } from './admin.ts'
import { Progress } from './progress.ts'
import { removed, told } from './push-told.ts'
import { Tally } from './tally.ts'

export interface RawPush extends RawAuth, RawRoute {
  readonly users: number
  readonly groups: number
  readonly target?: string
  readonly app: AppKind
  readonly out: string
  readonly rps?: number
  readonly concurrency: number
  readonly keep?: boolean
  readonly yes?: boolean
  /** Where the queue of several processes is. */
  readonly databaseUrl?: string
  readonly workers?: number
  /** The run to go on with, or to remove. */
  readonly run?: string
  readonly remove?: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** How often the mock is asked whether it has done all, and how long nothing may move. */
const LOOK_MS = 200
const PATIENCE_MS = 60_000
const PEOPLE_AT_ONCE = 500
/** Of what was sent only the latest is kept, so that memory does not grow with the number of people. */
const EXCHANGES_KEPT = 500

/** `scimulate okta push`: rehearses a roll-out; what it made is removed again unless it is to be kept. */
export async function push(raw: RawPush, environment: Environment): Promise<number> {
  const target = raw.target ?? environment.SCIM_BASE_URL
  if (target === undefined) throw usage('give the server: --target https://example.com/scim/v2')
  if (authOf(raw, environment) === undefined)
    throw usage('no credential: set SCIM_TOKEN, or give --token')
  // Those of a push share its jobs, those of a check the suite.
  const { workers: _workers, ...rest } = raw
  const options = checkOptions(
    target,
    { ...rest, strict: false, concurrency: Math.max(raw.concurrency, 16), assume: [], force: [] },
    environment,
  )
  if (raw.databaseUrl !== undefined) {
    const { databaseUrl } = raw
    const { spread } = programs.spread()
    if (options.remote === undefined) throw new Error('a push has a target')
    return spread({ databaseUrl, options, remote: options.remote, raw })
  }
  const odd = (['workers', 'run', 'remove'] as const).find((name) => raw[name] !== undefined)
  if (odd !== undefined) throw usage(`--${odd} needs --database-url, where the run is`)
  const creates = raw.users + raw.groups
  await consent(options, async () => ({ scenarios: 0, requests: 2 * creates, creates }))
  const tally = new Tally()
  const run = await openRun(options, {
    kept: EXCHANGES_KEPT,
    onExchange: tally.note,
    okta: {
      rateLimit: { limit: Number.MAX_SAFE_INTEGER },
      concurrency: raw.concurrency,
      exchangesKept: EXCHANGES_KEPT,
      logEventsKept: EXCHANGES_KEPT,
    },
  })
  try {
    void stopSignal().then(() => {
      console.error('\nInterrupted: removing what was pushed')
      run.recorder.stop()
    })
    return await rehearse(run, options, raw, tally)
  } finally {
    await run.close()
  }
}

async function rehearse(
  run: OpenRun,
  options: CheckOptions,
  raw: RawPush,
  tally: Tally,
): Promise<number> {
  const { users, groups } = raw
  const { okta, target, runId } = run.parameters
  const token = target.kind === 'remote' ? target.token : ''
  console.log(`Pushing ${users} users and ${groups} groups to ${run.name} (run ${runId})`)
  const roll: RollOut = { admin: new OktaAdmin(okta), run, tally, progress: new Progress() }
  const appId = await roll.admin.provisioningApp(raw.app, 'Roll-out', {
    baseUrl: run.baseUrl,
    token,
  })
  const names = Array.from({ length: groups }, (_, at) => `Roll-out ${at + 1} ${runId}`)
  const directory = await fillDirectory(roll, users, names)
  tally.begin()
  const memory = [megabytes()]
  const started = Date.now()
  await roll.admin.assignGroup(appId, directory.everyone)
  await moved(roll, 'users', users, () => {
    if (memory.length === 1 && tally.people >= users / 2) memory.push(megabytes())
    return tally.people
  })
  const peoplePerSecond = tally.people / ((Date.now() - started) / 1000)
  for (const [at, id] of directory.groups.entries()) {
    if (!run.recorder.stopped) await roll.admin.pushGroup(appId, id, names[at] ?? '')
  }
  await moved(roll, 'groups', groups, () => tally.groups)
  memory.push(megabytes())
  const seconds = (Date.now() - started) / 1000
  tally.end()
  const tasks = await roll.admin.tasks()
  const left = raw.keep ? [] : await cleanUp(run.recorder.dispatcher, run.ledger, token)
  const { requests } = tally
  const times = tally.times()
  const created = tally.people + tally.groups
  await mkdir(options.out, { recursive: true })
  const file = join(options.out, 'push.json')
  const rates = { seconds, peoplePerSecond, residentMb: memory }
  const content = { users, groups, created, ...rates, requests, times, tasks, left }
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
  console.log(told({ created, wanted: users + groups, requests, ...rates, times, tasks }))
  console.log(raw.keep ? `Kept. Remove it: scimulate clean ${runId}` : removed(left))
  console.log(`Report: ${file}`)
  if (run.recorder.stopped) return EXIT.interrupted
  if (left.length > 0) return EXIT.leftovers
  return tasks.length > 0 || created < users + groups ? EXIT.failures : EXIT.fit
}

interface RollOut {
  readonly admin: OktaAdmin
  readonly run: OpenRun
  readonly tally: Tally
  readonly progress: Progress
}

/** Everybody is in the group that gets the app, and in one of those that are pushed. */
async function fillDirectory(
  { admin, run, progress }: RollOut,
  users: number,
  names: readonly string[],
): Promise<{ everyone: string; groups: string[] }> {
  const everyone = await admin.createGroup(`Everyone ${run.parameters.runId}`, [])
  const groups: string[] = []
  for (const name of names) groups.push(await admin.createGroup(name, []))
  const lots = Math.max(groups.length, Math.ceil(users / PEOPLE_AT_ONCE))
  let made = 0
  for (let lot = 0; lot < lots && !run.recorder.stopped; lot += 1) {
    const count = Math.floor(((lot + 1) * users) / lots) - made
    const own = groups[lot % Math.max(groups.length, 1)]
    if (count > 0) {
      const joined = own === undefined ? [everyone] : [everyone, own]
      await admin.createPeople(count, `${run.parameters.runId}.example.com`, joined)
    }
    made += count
    progress.at('people in Okta', made, users)
  }
  progress.done('people in Okta', made, users)
  return { everyone, groups }
}

/** Waits until the mock has sent all, or nothing has moved for long. */
async function moved(
  { admin, run: { recorder }, tally, progress }: RollOut,
  what: string,
  of: number,
  done: () => number,
): Promise<void> {
  let before = -1
  let since = Date.now()
  while (!recorder.stopped && !(await admin.settled(LOOK_MS))) {
    if (tally.requests !== before) since = Date.now()
    if (Date.now() - since > PATIENCE_MS) break
    before = tally.requests
    progress.at(what, done(), of)
  }
  progress.done(what, done(), of)
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 1_048_576)
}
