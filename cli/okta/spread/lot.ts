import { setTimeout as wait } from 'node:timers/promises'
import { Credential } from '../../../steps/support/recorder/credential.ts'
import type { Exchange } from '../../../steps/support/recorder/exchange.ts'
import { Ledger } from '../../../steps/support/recorder/ledger.ts'
import { Recorder } from '../../../steps/support/recorder/recorder.ts'
import { startOkta } from '../../../steps/targets/mock-okta.ts'
import { OktaAdmin, type OktaTask } from '../admin.ts'
import { Tally } from '../tally.ts'
import { domainOf, type Plan } from './plan.ts'
import type { WorkerSettings } from './settings.ts'

const EXCHANGES_KEPT = 500
const LOOK_MS = 200
const PATIENCE_MS = 60_000
/** How often an admin tries the tasks of a job again, each time after twice as long. */
const RETRIES = 3
const FIRST_WAIT_MS = 1_000

/** An Okta org for one job, which is forgotten after it: memory does not grow with the number of people. */
export interface Lot {
  readonly plan: Plan
  readonly admin: OktaAdmin
  readonly appId: string
  readonly recorder: Recorder
  readonly ledger: Ledger
  readonly tally: Tally
  /** Speaks for the target's token. */
  readonly token: string
  close(): Promise<void>
}

type LotSettings = Pick<WorkerSettings, 'auth' | 'route' | 'concurrency' | 'rps'>

/** Opens the org with the app connected; rejects when the connector test fails. */
export async function openLot(plan: Plan, settings: LotSettings): Promise<Lot> {
  const { auth, route, concurrency, rps } = settings
  const { runId, baseUrl, seed } = plan
  const ledger = new Ledger()
  const tally = new Tally()
  const credential = new Credential(auth, `scimulate-first-${runId}`)
  const origins: Record<string, 'okta-admin'> = {}
  const recorder = new Recorder({
    ...{ ledger, origins, route, kept: EXCHANGES_KEPT },
    unused: `scimulate-unused-${runId}`,
    pace: { concurrency: Math.max(concurrency, 16), rps },
    credentials: [credential],
    onExchange: (exchange) => {
      tally.note(exchange)
      adopt(exchange, plan, ledger)
    },
  })
  for (const secret of credential.secrets()) recorder.redactor.learn(secret)
  recorder.addTarget(baseUrl)
  const okta = await startOkta(recorder.dispatcher, seed, {
    rateLimit: { limit: Number.MAX_SAFE_INTEGER },
    concurrency,
    exchangesKept: EXCHANGES_KEPT,
    logEventsKept: EXCHANGES_KEPT,
  })
  const close = async () => {
    await okta.close()
    await recorder.close()
  }
  origins[okta.url] = 'okta-admin'
  const admin = new OktaAdmin(okta)
  const { standIn: token } = credential
  try {
    const appId = await admin.provisioningApp(plan.app, 'Roll-out', { baseUrl, token })
    return { ...{ plan, admin, appId, recorder, ledger, tally, token }, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Waits until Okta has sent all, retries its tasks, and tells of those that are left. */
export async function settle(lot: Lot): Promise<readonly OktaTask[]> {
  const { admin, recorder } = lot
  for (let tried = 0; ; tried += 1) {
    await sent(lot)
    const open = (await admin.tasks()).filter(({ status }) => status === 'OPEN')
    if (open.length === 0 || tried === RETRIES || recorder.stopped) return open
    await wait(FIRST_WAIT_MS * 2 ** tried)
    for (const { id } of open) await admin.retry(id)
  }
}

async function sent({ admin, recorder, tally }: Lot): Promise<void> {
  let before = -1
  let since = Date.now()
  while (!recorder.stopped && !(await admin.settled(LOOK_MS))) {
    if (tally.requests !== before) since = Date.now()
    if (Date.now() - since > PATIENCE_MS) {
      throw new Error('Okta waits for something that never comes')
    }
    before = tally.requests
  }
}

/**
 * What an earlier try has made is found by Okta's look-up, and is ours as much as if this one had made it:
 * no name but those of this run carries its id.
 */
function adopt({ source, request, response }: Exchange, plan: Plan, ledger: Ledger): void {
  if (source !== 'mock-okta' || request.method !== 'GET' || response?.status !== 200) return
  const type = /\/(Users|Groups)\?.*filter=/.exec(request.url)?.[1]
  if (type === undefined) return
  for (const { id, userName = '', displayName = '' } of resourcesIn(response.body)) {
    const name = type === 'Users' ? userName : displayName
    const end = type === 'Users' ? `@${domainOf(plan)}` : ` ${plan.runId}`
    if (id !== undefined && name.endsWith(end)) ledger.resume({ baseUrl: plan.baseUrl, type, id })
  }
}

interface Found {
  readonly id?: string
  readonly userName?: string
  readonly displayName?: string
}

function resourcesIn(text: string): Found[] {
  try {
    const { Resources } = JSON.parse(text) as { Resources?: unknown }
    return Array.isArray(Resources) ? (Resources as Found[]) : []
  } catch {
    return []
  }
}
