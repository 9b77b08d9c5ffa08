import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Credential } from '../../steps/support/recorder/credential.ts'
import { openGateway } from '../../steps/support/recorder/gateway.ts'
import { Ledger } from '../../steps/support/recorder/ledger.ts'
import { Recorder, type RecorderOptions } from '../../steps/support/recorder/recorder.ts'
import type {
  Capability,
  ReferenceTarget,
  RunParameters,
} from '../../steps/support/run-parameters.ts'
import { startOkta } from '../../steps/targets/mock-okta.ts'
import { referenceAt, startReference } from '../../steps/targets/reference-server.ts'
import { lookAt, type StandIns } from './look.ts'
import { type OpenObservers, openObservers } from './observers.ts'
import type { CheckOptions, RemoteOptions } from './options.ts'

/** Everything that is up while the features run. */
export interface OpenRun {
  readonly parameters: Omit<RunParameters, 'pass'>
  readonly recorder: Recorder
  readonly ledger: Ledger
  /** What the report calls the target. */
  readonly name: string
  readonly baseUrl: string
  close(): Promise<void>
}

/** What a run of many requests asks for besides. */
export interface RunLimits extends Pick<RecorderOptions, 'kept' | 'onExchange' | 'troubles'> {
  readonly okta?: Parameters<typeof startOkta>[2]
  /** Our own server where it is up already; a run without a target starts one otherwise. */
  readonly reference?: Omit<ReferenceTarget, 'kind'>
}

/** Starts what a run needs, one thing after the other; whatever fails, what was started is closed. */
export async function openRun(options: CheckOptions, limits: RunLimits = {}): Promise<OpenRun> {
  const opened: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closing of opened.splice(0).reverse()) await closing()
  }
  try {
    return await open(options, limits, opened, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  options: CheckOptions,
  limits: RunLimits,
  opened: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<OpenRun> {
  const { remote, readOnly, seed, overrides } = options
  const runId = randomBytes(4).toString('hex')
  const unused = `scimulate-unused-${runId}`
  const standIns = { first: `scimulate-first-${runId}`, second: `scimulate-second-${runId}` }
  const reference = remote === undefined ? await ourOwn(limits) : undefined
  if (reference) opened.push(() => reference.close())
  // What dies with this process needs no ledger on disk.
  const ledger = new Ledger(reference ? undefined : join('.scimulate', 'runs', runId))
  const origins: Record<string, 'product' | 'okta-admin'> = {}
  if (reference) origins[reference.target.url] = 'product'
  const recorder = recorderFor(
    options,
    { ledger, origins, unused, ...limits },
    credentialsFor(remote, standIns),
  )
  opened.push(() => recorder.close())
  const okta = await startOkta(recorder.dispatcher, seed, limits.okta)
  opened.push(() => okta.close())
  origins[okta.url] = 'okta-admin'
  recorder.redactor.learn(okta.apiToken)
  const targetUrl = remote?.baseUrl ?? reference?.target.url ?? ''
  const allowed = [new URL(targetUrl).origin, okta.url]
  const gateway = await openGateway(recorder, () => allowed)
  opened.push(() => gateway.close())
  const observers = reference
    ? NONE
    : await openObservers(options, (one) => recorder.noteWebhook(one))
  opened.push(() => observers.close())
  if (options.webhooks) recorder.redactor.learn(options.webhooks.secret)
  if (options.stytch) recorder.redactor.learn(options.stytch.secret)
  const found = await lookAt(options, recorder, reference, standIns, unused)
  const { target, users, baseUrl } = found
  const capabilities = assumed([...found.capabilities, ...observers.capabilities], options.assume)
  return {
    parameters: {
      gateway: gateway.url,
      target,
      okta: { url: okta.url, apiToken: okta.apiToken },
      capabilities,
      users,
      overrides,
      ...observers.parameters,
      readOnly,
      seed,
      runId,
      unused,
    },
    recorder,
    ledger,
    name: reference ? 'reference server' : new URL(baseUrl).host,
    baseUrl,
    close,
  }
}

function ourOwn({ reference }: RunLimits) {
  return reference === undefined ? startReference() : referenceAt(reference)
}

function recorderFor(
  { concurrency, rps, readOnly, remote }: CheckOptions,
  { ledger, origins, unused, kept, onExchange, troubles }: Omit<RecorderOptions, 'pace'>,
  credentials: readonly Credential[],
): Recorder {
  const recorder = new Recorder({
    ledger,
    origins,
    unused,
    pace: { concurrency, rps },
    readOnly,
    credentials,
    ...(kept === undefined ? {} : { kept }),
    ...(onExchange === undefined ? {} : { onExchange }),
    ...(troubles === undefined ? {} : { troubles }),
    ...(remote === undefined ? {} : { route: remote.route }),
  })
  for (const secret of credentials.flatMap((one) => one.secrets())) recorder.redactor.learn(secret)
  return recorder
}

/** Steps and the mock speak with stand-ins; only the recorder holds the real credentials. */
function credentialsFor(
  remote: RemoteOptions | undefined,
  { first, second }: StandIns,
): Credential[] {
  if (remote === undefined) return []
  return [
    new Credential(remote.auth, first),
    ...(remote.secondToken === undefined ? [] : [new Credential(remote.secondToken, second)]),
  ]
}

/** Our own server is looked into by its own API. */
const NONE: OpenObservers = { parameters: {}, capabilities: [], close: async () => undefined }

/** What the user says of the target stands above what the target says of itself. */
function assumed(
  found: readonly Capability[],
  assume: ReadonlyMap<string, boolean>,
): readonly Capability[] {
  const kept = found.filter(({ flag }) => !assume.has(flag))
  return [...kept, ...[...assume].map(([flag, value]) => ({ flag, value, source: '--assume' }))]
}
