import { randomUUID } from 'node:crypto'
import { legacyEventType } from './legacy-event-types.ts'
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
  readonly legacyEventType: string | null
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

export const SYSTEM: Actor = {
  id: 'sprr00000000000000',
  type: 'SystemPrincipal',
  alternateId: 'system@okta.com',
  displayName: 'Okta System',
  detailEntry: null,
}

const SUCCESS = { result: 'SUCCESS', reason: null } as const
const NO_AUTHENTICATION = {
  authenticationProvider: null,
  credentialProvider: null,
  credentialType: null,
  issuer: null,
  interface: null,
  authenticationStep: 0,
}
const NO_SECURITY = { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null }
const NO_DETAIL = {}
/** What a job says of itself. */
export const NO_DEBUG: Readonly<Record<string, string>> = {}
const NO_REQUEST = { ipChain: [] }
const NO_CLIENT = {
  userAgent: null,
  zone: null,
  device: null,
  id: null,
  ipAddress: null,
  geographicalContext: null,
}

const UNKNOWN: Cause = {
  actor: SYSTEM,
  transaction: { type: 'JOB', id: 'unknown' },
  debugData: NO_DEBUG,
}

/** One event; what every event says alike is one object for all of them. */
export function logEvent(
  at: Date,
  eventType: string,
  target: readonly LogTarget[],
  failure: string | null,
  debugData: Readonly<Record<string, string>>,
  cause: Cause | undefined,
): LogEvent {
  const { authenticationContext, transaction, client } = partsOf(cause ?? UNKNOWN)
  const more = cause?.debugData ?? NO_DEBUG
  return {
    uuid: randomUUID(),
    published: at.toISOString(),
    eventType,
    version: '0',
    severity: failure === null ? 'INFO' : 'ERROR',
    legacyEventType: legacyEventType(eventType, failure !== null),
    displayMessage: MESSAGES[eventType] ?? eventType,
    outcome: failure === null ? SUCCESS : { result: 'FAILURE', reason: failure },
    target,
    actor: cause?.actor ?? SYSTEM,
    client,
    device: null,
    authenticationContext,
    securityContext: NO_SECURITY,
    debugContext: { debugData: more === NO_DEBUG ? debugData : { ...more, ...debugData } },
    transaction,
    request: NO_REQUEST,
  }
}

type Parts = Pick<LogEvent, 'authenticationContext' | 'transaction' | 'client'>

const parts = new WeakMap<Cause, Parts>()

/** What all events of a cause have in common; a cause never changes. */
function partsOf(cause: Cause): Parts {
  const known = parts.get(cause)
  if (known !== undefined) return known
  const { type, id } = cause.transaction
  const made = {
    authenticationContext: { ...NO_AUTHENTICATION, externalSessionId: `trs${id}` },
    transaction: { type, id, detail: NO_DETAIL },
    client: cause.client === undefined ? NO_CLIENT : clientOf(cause.client),
  }
  parts.set(cause, made)
  return made
}

function clientOf({ ipAddress, rawUserAgent }: NonNullable<Cause['client']>): object {
  return {
    ...NO_CLIENT,
    userAgent: { rawUserAgent, os: 'Unknown', browser: 'UNKNOWN' },
    ipAddress,
  }
}
