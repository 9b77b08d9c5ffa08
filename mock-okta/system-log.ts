import { randomUUID } from 'node:crypto'

export interface LogTarget {
  readonly id: string
  readonly type: string
  readonly alternateId: string
  readonly displayName: string
  readonly detailEntry: null
}

/** An entry of the System Log, in Okta's shape. */
export interface LogEvent {
  readonly uuid: string
  readonly published: string
  readonly eventType: string
  readonly version: '0'
  readonly severity: 'INFO' | 'ERROR'
  readonly displayMessage: string
  readonly outcome: { readonly result: 'SUCCESS' | 'FAILURE'; readonly reason: string | null }
  readonly target: readonly LogTarget[]
  readonly actor: object
  readonly debugContext: { readonly debugData: object }
}

/** What the log says of each thing that happens; the words are Okta's. */
const MESSAGES: Readonly<Record<string, string>> = {
  'application.provision.user.verify_exists': 'Verify user exists in external application',
  'application.provision.user.push': 'Push new user to external application',
  'application.provision.user.push_profile': "Push user's profile to external application",
  'application.provision.user.reactivate': 'Push user reactivation in external application',
  'application.provision.user.deactivate': 'Push user deactivation to external application',
  'application.provision.user.sync': 'Sync user in external application',
  'application.user_membership.add': 'Add user to application membership',
  'application.user_membership.remove': "Remove user's application membership",
  'application.provision.group_push.pushed': 'Push group to external application',
  'application.provision.group_push.updated': 'Update pushed group in external application',
  'application.provision.group_push.removed': 'Remove pushed group',
}

export function logEvent(
  at: Date,
  eventType: string,
  target: readonly LogTarget[],
  failure: string | null,
  debugData: object,
): LogEvent {
  return {
    uuid: randomUUID(),
    published: at.toISOString(),
    eventType,
    version: '0',
    severity: failure === null ? 'INFO' : 'ERROR',
    displayMessage: MESSAGES[eventType] ?? eventType,
    outcome: { result: failure === null ? 'SUCCESS' : 'FAILURE', reason: failure },
    target,
    actor: {
      id: 'sprr00000000000000',
      type: 'SystemPrincipal',
      alternateId: 'system@okta.com',
      displayName: 'Okta System',
      detailEntry: null,
    },
    debugContext: { debugData },
  }
}
