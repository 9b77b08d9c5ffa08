import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type EndpointTime, timesByEndpoint } from '../../reports/timing.ts'
import { cleanUp } from '../../steps/support/clean-up.ts'
import { authOf, type RawAuth } from '../check/auth-options.ts'
import { consent } from '../check/consent.ts'
import { type OpenRun, openRun } from '../check/open-run.ts'
import { type CheckOptions, checkOptions } from '../check/options.ts'
import type { RawRoute } from '../check/route-options.ts'
import { EXIT, usage } from '../exit-code.ts'
import { stopSignal } from '../serve.ts'
import { type AppKind, OktaAdmin, type OktaTask } from './admin.ts'

export interface RawPush extends RawAuth, RawRoute {
  readonly users: number
  readonly groups: number
  readonly target?: string
  readonly app: AppKind
  readonly out: string
  readonly rps?: number
  readonly keep?: boolean
  readonly yes?: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** How often the mock is asked whether it has done all, and how long nothing may move. */
const LOOK_MS = 500
const PATIENCE_MS = 60_000

/** `scimulate okta push`: rehearses a roll-out; what it made is removed again unless it is to be kept. */
export async function push(raw: RawPush, environment: Environment): Promise<number> {
  const target = raw.target ?? environment.SCIM_BASE_URL
  if (target === undefined) throw usage('give the server: --target https://example.com/scim/v2')
  if (authOf(raw, environment) === undefined)
    throw usage('no credential: set SCIM_TOKEN, or give --token')
  const options = checkOptions(
    target,
    { ...raw, strict: false, concurrency: 16, assume: [], force: [] },
    environment,
  )
  const creates = raw.users + raw.groups
  await consent(options, async () => ({ scenarios: 0, requests: 2 * creates, creates }))
  const run = await openRun(options)
  try {
    void stopSignal().then(() => {
      console.error('\nInterrupted: removing what was pushed')
      run.recorder.stop()
    })
    return await rehearse(run, options, raw)
  } finally {
    await run.close()
  }
}

async function rehearse(run: OpenRun, options: CheckOptions, raw: RawPush): Promise<number> {
  const { okta, target } = run.parameters
  const admin = new OktaAdmin(okta)
  const token = target.kind === 'remote' ? target.token : ''
  const probed = run.recorder.exchanges.length
  const started = Date.now()
  const { users, groups } = raw
  console.log(
    `Pushing ${users} users and ${groups} groups to ${run.name} (run ${run.parameters.runId})`,
  )
  const appId = await admin.provisioningApp(raw.app, 'Roll-out', { baseUrl: run.baseUrl, token })
  const people = await pushPeople(admin, appId, run, users)
  await moved(admin, run, 'users')
  await pushGroups(admin, appId, run, people, groups)
  await moved(admin, run, 'groups')
  const seconds = (Date.now() - started) / 1000
  const sent = run.recorder.exchanges.slice(probed).filter(({ lane }) => lane === 'scim')
  const tasks = await admin.tasks()
  const left = raw.keep ? [] : await cleanUp(run.recorder.dispatcher, run.ledger, token)
  const times = timesByEndpoint(sent)
  const created = sent.filter(
    ({ request, response }) => request.method === 'POST' && response?.status === 201,
  ).length
  await mkdir(options.out, { recursive: true })
  const file = join(options.out, 'push.json')
  const content = { users, groups, created, seconds, requests: sent.length, times, tasks, left }
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
  console.log(
    told({ created, wanted: users + groups, requests: sent.length, seconds, times, tasks }),
  )
  console.log(raw.keep ? `Kept. Remove it: scimulate clean ${run.parameters.runId}` : removed(left))
  console.log(`Report: ${file}`)
  if (run.recorder.stopped) return EXIT.interrupted
  if (left.length > 0) return EXIT.leftovers
  return tasks.length > 0 || created < users + groups ? EXIT.failures : EXIT.fit
}

async function pushPeople(
  admin: OktaAdmin,
  appId: string,
  { parameters: { runId }, recorder }: OpenRun,
  count: number,
): Promise<string[]> {
  const people: string[] = []
  for (let n = 1; n <= count && !recorder.stopped; n += 1) {
    const email = `rollout-${n}.${runId}@example.com`
    const id = await admin.createPerson('Person', `Number ${n}`, email)
    await admin.assign(appId, id)
    people.push(id)
  }
  return people
}

/** Everybody is in one group. */
async function pushGroups(
  admin: OktaAdmin,
  appId: string,
  { parameters: { runId }, recorder }: OpenRun,
  people: readonly string[],
  count: number,
): Promise<void> {
  for (let n = 0; n < count && !recorder.stopped; n += 1) {
    const name = `Roll-out ${n + 1} ${runId}`
    const members = people.filter((_, index) => index % count === n)
    await admin.pushGroup(appId, await admin.createGroup(name, members), name)
  }
}

/** Waits until the mock has sent all; a line tells how far it is. */
async function moved(admin: OktaAdmin, { recorder }: OpenRun, what: string): Promise<void> {
  let before = -1
  let since = Date.now()
  while (!recorder.stopped && !(await admin.settled(LOOK_MS))) {
    const count = recorder.exchanges.length
    if (count !== before) since = Date.now()
    if (Date.now() - since > PATIENCE_MS) break
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${what}: ${count} requests sent`)
    before = count
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
  else console.error(`${what}: ${recorder.exchanges.length} requests sent`)
}

interface Told {
  readonly created: number
  readonly wanted: number
  readonly requests: number
  readonly seconds: number
  readonly times: readonly EndpointTime[]
  readonly tasks: readonly OktaTask[]
}

function told({ created, wanted, requests, seconds, times, tasks }: Told): string {
  const rate = (requests / seconds).toFixed(0)
  return [
    `${created} of ${wanted} were created, with ${requests} requests in ${seconds.toFixed(1)} s (${rate} a second).`,
    ...times.map(
      ({ endpoint, count, p50, p95 }) =>
        `  ${endpoint.padEnd(28)} ${String(count).padStart(6)}   p50 ${Math.round(p50)} ms   p95 ${Math.round(p95)} ms`,
    ),
    tasks.length === 0 ? 'No task is left for an admin.' : `${tasks.length} tasks for an admin:`,
    ...tasks.slice(0, 5).map(({ title, message }) => `  ${title}: ${message}`),
  ].join('\n')
}

function removed(
  left: readonly { readonly type: string; readonly id: string; readonly reason: string }[],
) {
  if (left.length === 0) return 'All of it is removed again.'
  const lines = left.slice(0, 5).map(({ type, id, reason }) => `  ${type}/${id}: ${reason}`)
  return [`${left.length} could not be removed:`, ...lines].join('\n')
}
