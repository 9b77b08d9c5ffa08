import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { MESSAGES } from './system-log-messages.ts'

export interface LogTarget {
  readonly id: string
  readonly type: string
  readonly alternateId: string
  readonly displayName: string
  readonly detailEntry: null
}

/** Who did it: a token of the management API, or Okta itself. */
export type Actor = LogTarget

/** What led to an event: a request of the management API, or a provisioning job. */
export interface Cause {
  readonly actor: Actor
  readonly transaction: { readonly type: 'WEB' | 'JOB'; readonly id: string }
  readonly debugData: Readonly<Record<string, string>>
  readonly client?: { readonly ipAddress: string; readonly rawUserAgent: string }
}

/** An entry of the System Log, in Okta's shape. */
export interface LogEvent {
  readonly uuid: string
  readonly published: string
  readonly eventType: string
  readonly version: '0'
  readonly severity: 'INFO' | 'ERROR'
  readonly legacyEventType: null
  readonly displayMessage: string
  readonly outcome: { readonly result: 'SUCCESS' | 'FAILURE'; readonly reason: string | null }
  readonly target: readonly LogTarget[]
  readonly actor: Actor
  readonly client: object
  readonly device: null
  readonly authenticationContext: object
  readonly securityContext: object
  readonly debugContext: { readonly debugData: object }
  readonly transaction: { readonly type: string; readonly id: string; readonly detail: object }
  readonly request: object
}

const SYSTEM: Actor = {
  id: 'sprr00000000000000',
  type: 'SystemPrincipal',
  alternateId: 'system@okta.com',
  displayName: 'Okta System',
  detailEntry: null,
}

interface JobSteps<F> {
  run(): Promise<void>
  failed(failure: F): void
}

/** The System Log: what happened, in order, each with who caused it. */
export class SystemLog {
  readonly events: LogEvent[] = []
  readonly #causes = new AsyncLocalStorage<Cause>()

  /** Runs something whose events are all of this cause. */
  causedBy<T>(cause: Cause, run: () => T): T {
    return this.#causes.run(cause, run)
  }

  /** A job runs later than it was asked for: its events still name who asked. */
  job<F>(id: string, { run, failed }: JobSteps<F>): JobSteps<F> {
    const asked = this.#causes.getStore()
    const transaction = { type: 'JOB', id } as const
    const cause = { actor: asked?.actor ?? SYSTEM, transaction, debugData: {} }
    return {
      run: AsyncResource.bind(() => this.causedBy(cause, run)),
      failed: AsyncResource.bind((failure: F) => this.causedBy(cause, () => failed(failure))),
    }
  }

  record(
    at: Date,
    eventType: string,
    target: readonly LogTarget[],
    failure: string | null = null,
    debugData: Readonly<Record<string, string>> = {},
  ): void {
    this.events.push(logEvent(at, eventType, target, failure, debugData, this.#causes.getStore()))
  }
}

function logEvent(
  at: Date,
  eventType: string,
  target: readonly LogTarget[],
  failure: string | null,
  debugData: Readonly<Record<string, string>>,
  cause: Cause | undefined,
): LogEvent {
  const { type, id } = cause?.transaction ?? { type: 'JOB', id: 'unknown' }
  return {
    uuid: randomUUID(),
    published: at.toISOString(),
    eventType,
    version: '0',
    severity: failure === null ? 'INFO' : 'ERROR',
    legacyEventType: null,
    displayMessage: MESSAGES[eventType] ?? eventType,
    outcome: { result: failure === null ? 'SUCCESS' : 'FAILURE', reason: failure },
    target,
    actor: cause?.actor ?? SYSTEM,
    client: {
      userAgent: cause?.client && {
        rawUserAgent: cause.client.rawUserAgent,
        os: 'Unknown',
        browser: 'UNKNOWN',
      },
      zone: null,
      device: null,
      id: null,
      ipAddress: cause?.client?.ipAddress ?? null,
      geographicalContext: null,
    },
    device: null,
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      externalSessionId: `trs${id}`,
    },
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
    debugContext: { debugData: { ...cause?.debugData, ...debugData } },
    transaction: { type, id, detail: {} },
    request: { ipChain: [] },
  }
}
