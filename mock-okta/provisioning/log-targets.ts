import type { AppUser, PushMapping } from '../applications/app.ts'
import type { Group } from '../directory/group.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import type { LogTarget } from '../log-event.ts'
import type { Engine } from './engine.ts'

/** The assignment that an event is about. */
export function targetOf(user: AppUser, person: Person): LogTarget[] {
  return [target(user.id, 'AppUser', user.userName, displayNameOf(person))]
}

export function personTargets(person: Person): LogTarget[] {
  return [target(person.id, 'User', person.profile.login, displayNameOf(person))]
}

/** The group in the app, and the group in Okta that it is made of. */
export function groupTargets({ org }: Engine, mapping: PushMapping): LogTarget[] {
  const source = org.groups.get(mapping.sourceGroupId)
  const targets = [appGroup(mapping)]
  if (source !== undefined) targets.push(groupTarget(source))
  return targets
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
