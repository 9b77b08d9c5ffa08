import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Credential } from '../../steps/support/recorder/credential.ts'
import { type Gateway, openGateway } from '../../steps/support/recorder/gateway.ts'
import { Ledger } from '../../steps/support/recorder/ledger.ts'
import { Recorder } from '../../steps/support/recorder/recorder.ts'
import type {
  Capability,
  ReferenceTarget,
  RemoteTarget,
  RunParameters,
} from '../../steps/support/run-parameters.ts'
import type { UserShape } from '../../steps/support/target-schema.ts'
import { capabilitiesFrom, userShape } from '../../steps/targets/capabilities.ts'
import { type StartedOkta, startOkta } from '../../steps/targets/mock-okta.ts'
import { type Access, type HowWeCome, probe, Unreachable } from '../../steps/targets/probe.ts'
import { type StartedReference, startReference } from '../../steps/targets/reference-server.ts'
import { CommandError, EXIT } from '../exit-code.ts'
import type { CheckOptions } from './options.ts'

/** Everything that is up while the features run. */
export interface OpenRun {
  readonly parameters: RunParameters
  readonly recorder: Recorder
  readonly ledger: Ledger
  /** What the report calls the target. */
  readonly name: string
  readonly baseUrl: string
  close(): Promise<void>
}

/** Starts the recorder, the mock Okta and, when no server was given, our own; then looks what it can do. */
export async function openRun(options: CheckOptions): Promise<OpenRun> {
  const runId = randomBytes(4).toString('hex')
  const unused = `scimulate-unused-${runId}`
  const reference = options.remote === undefined ? await startReference() : undefined
  // What dies with this process needs no ledger on disk.
  const ledger = new Ledger(reference ? undefined : join('.scimulate', 'runs', runId))
  const origins: Record<string, 'product' | 'okta-admin'> = {}
  if (reference) origins[reference.target.url] = 'product'
  const { concurrency, rps, readOnly } = options
  const credential = credentialFor(options, runId)
  const recorder = new Recorder({
    ledger,
    origins,
    unused,
    pace: { concurrency, rps },
    readOnly,
    ...(credential === undefined ? {} : { credential }),
    ...(options.remote === undefined ? {} : { route: options.remote.route }),
  })
  const okta = await startOkta(recorder.dispatcher, options.seed)
  origins[okta.url] = 'okta-admin'
  recorder.redactor.learn(okta.apiToken)
  const allowed = [new URL(options.remote?.baseUrl ?? reference?.target.url ?? '').origin, okta.url]
  const gateway = await openGateway(recorder, () => allowed)
  const close = () => closeAll(gateway, okta, reference, recorder)
  try {
    const { target, baseUrl, capabilities, users } = await found(
      options,
      unused,
      credential,
      reference,
      recorder,
    )
    return {
      parameters: {
        gateway: gateway.url,
        target,
        okta: { url: okta.url, apiToken: okta.apiToken },
        capabilities: assumed(capabilities, options.assume),
        users,
        overrides: options.overrides,
        readOnly,
        seed: options.seed,
        runId,
        unused,
      },
      recorder,
      ledger,
      name: reference ? 'reference server' : new URL(baseUrl).host,
      baseUrl,
      close,
    }
  } catch (error) {
    await close()
    if (error instanceof Unreachable) throw new CommandError(EXIT.unreachable, error.message)
    throw error
  }
}

/** What the user says of the target stands above what the target says of itself. */
function assumed(
  found: readonly Capability[],
  assume: ReadonlyMap<string, boolean>,
): readonly Capability[] {
  const kept = found.filter(({ flag }) => !assume.has(flag))
  return [...kept, ...[...assume].map(([flag, value]) => ({ flag, value, source: '--assume' }))]
}

/** Steps and the mock speak with a stand-in; only the recorder holds the real credential. */
function credentialFor({ remote }: CheckOptions, runId: string): Credential | undefined {
  return remote && new Credential(remote.auth, `scimulate-credential-${runId}`)
}

interface Found {
  readonly target: RemoteTarget | ReferenceTarget
  readonly baseUrl: string
  readonly capabilities: readonly Capability[]
  readonly users: UserShape
}

async function found(
  { remote, readOnly }: CheckOptions,
  unused: string,
  credential: Credential | undefined,
  reference: StartedReference | undefined,
  recorder: Recorder,
): Promise<Found> {
  if (remote !== undefined && credential !== undefined) {
    const { baseUrl } = remote
    for (const secret of credential.secrets()) recorder.redactor.learn(secret)
    recorder.addTarget(baseUrl)
    const access = { baseUrl, token: credential.standIn }
    const looked = await look(recorder, access, {
      bearer: remote.auth.kind === 'bearer' || remote.auth.kind === 'oauth',
      secondToken: remote.secondToken !== undefined,
      readOnly,
      unused,
    })
    return {
      ...looked,
      target: { kind: 'remote', ...access },
      baseUrl,
      capabilities: [
        ...looked.capabilities,
        ...observers(false, 'no observer is given for this target'),
      ],
    }
  }
  if (reference === undefined) throw new Error('a run has a remote target or our own')
  recorder.redactor.learn(reference.target.secret)
  const access = await reference.connect()
  recorder.redactor.learn(access.token)
  recorder.addTarget(access.baseUrl)
  const looked = await look(recorder, access, {
    bearer: true,
    secondToken: false,
    readOnly,
    unused,
  })
  return {
    ...looked,
    target: reference.target,
    baseUrl: reference.target.url,
    capabilities: [
      ...looked.capabilities,
      ...observers(true, "the reference server's product API"),
    ],
  }
}

async function look(
  { dispatcher }: Recorder,
  access: Access,
  how: HowWeCome,
): Promise<Pick<Found, 'capabilities' | 'users'>> {
  const findings = await probe(dispatcher, access, how)
  return { capabilities: capabilitiesFrom(findings), users: userShape(findings) }
}

function observers(value: boolean, source: string): Capability[] {
  return ['members', 'webhooks'].map((flag) => ({ flag, value, source }))
}

async function closeAll(
  gateway: Gateway,
  okta: StartedOkta,
  reference: StartedReference | undefined,
  recorder: Recorder,
): Promise<void> {
  await okta.close()
  await gateway.close()
  await recorder.close()
  await reference?.close()
}
