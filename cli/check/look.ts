import type { Recorder } from '../../steps/support/recorder/recorder.ts'
import type {
  Capability,
  ReferenceTarget,
  RemoteTarget,
} from '../../steps/support/run-parameters.ts'
import type { UserShape } from '../../steps/support/target-schema.ts'
import { capabilitiesFrom, userShape } from '../../steps/targets/capabilities.ts'
import { type Access, type HowWeCome, probe, Unreachable } from '../../steps/targets/probe.ts'
import type { StartedReference } from '../../steps/targets/reference-server.ts'
import { CommandError, EXIT } from '../exit-code.ts'
import type { CheckOptions, RemoteOptions } from './options.ts'

/** What is known of the target before the first scenario. */
export interface Found {
  readonly target: RemoteTarget | ReferenceTarget
  readonly baseUrl: string
  readonly capabilities: readonly Capability[]
  readonly users: UserShape
}

/** The stand-ins for the credentials, which only the recorder has. */
export interface StandIns {
  readonly first: string
  readonly second: string
}

/** Asks the target what it is; ends the command with 3 when it cannot be asked. */
export async function lookAt(
  options: CheckOptions,
  recorder: Recorder,
  reference: StartedReference | undefined,
  standIns: StandIns,
  unused: string,
): Promise<Found> {
  const { remote, readOnly } = options
  const how = { readOnly, unused }
  try {
    if (remote !== undefined) return await lookAtRemote(remote, recorder, standIns, how)
    if (reference === undefined) throw new Error('a run has a remote target or our own')
    return await lookAtReference(reference, recorder, how)
  } catch (error) {
    if (error instanceof Unreachable) throw new CommandError(EXIT.unreachable, error.message)
    throw error
  }
}

type How = Pick<HowWeCome, 'readOnly' | 'unused'>

async function lookAtRemote(
  { baseUrl, auth, secondToken }: RemoteOptions,
  recorder: Recorder,
  { first, second }: StandIns,
  how: How,
): Promise<Found> {
  recorder.addTarget(baseUrl)
  const looked = await look(
    recorder,
    { baseUrl, token: first },
    {
      ...how,
      bearer: auth.kind === 'bearer' || auth.kind === 'oauth',
      secondToken: secondToken !== undefined,
    },
  )
  const target: RemoteTarget = {
    kind: 'remote',
    baseUrl,
    token: first,
    ...(secondToken === undefined ? {} : { secondToken: second }),
  }
  return { ...looked, target, baseUrl }
}

async function lookAtReference(
  reference: StartedReference,
  recorder: Recorder,
  how: How,
): Promise<Found> {
  const { target } = reference
  recorder.redactor.learn(target.secret)
  const access = await reference.connect()
  recorder.redactor.learn(access.token)
  recorder.addTarget(access.baseUrl)
  const looked = await look(recorder, access, {
    ...how,
    ...{ bearer: true, secondToken: true, tenants: true },
  })
  const source = "the reference server's product API"
  const seen = ['members', 'registration', 'webhooks', 'product'].map((flag) => ({
    flag,
    value: true,
    source,
  }))
  return { ...looked, target, baseUrl: target.url, capabilities: [...looked.capabilities, ...seen] }
}

async function look(
  { dispatcher }: Recorder,
  access: Access,
  how: HowWeCome,
): Promise<Pick<Found, 'capabilities' | 'users'>> {
  const findings = await probe(dispatcher, access, how)
  return { capabilities: capabilitiesFrom(findings), users: userShape(findings) }
}
