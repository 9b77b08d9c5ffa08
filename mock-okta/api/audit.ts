import type { App } from '../applications/app.ts'
import type { Group } from '../directory/group.ts'
import type { GroupRule } from '../directory/group-rule.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import type { LogTarget } from '../log-event.ts'
import type { SystemLog } from '../system-log.ts'

/** Writes what the management API did to the System Log. */
export class Audit {
  readonly #log: SystemLog
  readonly #now: () => Date

  constructor(log: SystemLog, now: () => Date) {
    this.#log = log
    this.#now = now
  }

  record(eventType: string, target: readonly LogTarget[], debug = {}): void {
    this.#log.record(this.#now(), eventType, target, null, debug)
  }

  person(eventType: string, person: Person): void {
    this.record(eventType, [personTarget(person)])
  }

  group(eventType: string, group: Group, ...others: LogTarget[]): void {
    this.record(eventType, [...others, groupTarget(group)])
  }

  app(eventType: string, app: App, ...others: LogTarget[]): void {
    this.record(eventType, [...others, appTarget(app)], { appname: app.name })
  }
}

export function personTarget(person: Person): LogTarget {
  return target(person.id, 'User', person.profile.login, displayNameOf(person))
}

export function groupTarget({ id, name }: Group): LogTarget {
  return target(id, 'UserGroup', 'unknown', name)
}

export function ruleTarget({ id, name }: GroupRule): LogTarget {
  return target(id, 'GroupRule', 'unknown', name)
}

export function appTarget({ id, label }: App): LogTarget {
  return target(id, 'AppInstance', label, label)
}

function target(id: string, type: string, alternateId: string, displayName: string): LogTarget {
  return { id, type, alternateId, displayName, detailEntry: null }
}
