import type { AppUser, PushMapping } from '../applications/app.ts'
import type { Group } from '../directory/group.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import type { LogTarget } from '../log-event.ts'

/** The assignment that an event is about. */
export function targetOf(user: AppUser, person: Person): LogTarget[] {
  return [target(user.id, 'AppUser', user.userName, displayNameOf(person))]
}

export function personTargets(person: Person): LogTarget[] {
  return [target(person.id, 'User', person.profile.login, displayNameOf(person))]
}

export function groupTarget({ id, name }: Group): LogTarget {
  return target(id, 'UserGroup', 'unknown', name)
}

/** Under an id of its own kind, as captured. */
export function appGroup({ targetGroupId, targetName }: PushMapping): LogTarget {
  return target(`AGr${targetGroupId.slice(3)}`, 'AppGroup', 'unknown', targetName)
}

function target(id: string, type: string, alternateId: string, displayName: string): LogTarget {
  return { id, type, alternateId, displayName, detailEntry: null }
}
