import type { App } from '../applications/app.ts'
import type { Group } from '../directory/group.ts'
import type { Resource } from './answers.ts'
import type { Engine } from './engine.ts'
import { groupTarget } from './log-targets.ts'

/** Makes APP_GROUPs of the server's groups; those that Okta itself pushes are not counted. */
export function importGroups(engine: Engine, app: App, groups: readonly Resource[]): number {
  app.appGroups = new Map(groups.map(({ id, displayName }) => [String(displayName ?? ''), id]))
  const pushed = new Set([...app.mappings.values()].map(({ externalId }) => externalId))
  const people = new Map(
    [...app.users.values()].map(({ externalId, personId }) => [externalId, personId]),
  )
  const foreign = groups.filter(({ id }) => !pushed.has(id))
  for (const resource of foreign) {
    const group = appGroup(engine, app, resource)
    group.members.clear()
    for (const { value } of membersIn(resource)) {
      const person = people.get(String(value))
      if (person !== undefined) group.members.add(person)
    }
  }
  return foreign.length
}

function appGroup(engine: Engine, app: App, { id, displayName }: Resource): Group {
  const name = String(displayName ?? '')
  const there = [...engine.org.groups.values()].find(
    ({ source }) => source?.appId === app.id && source.externalId === id,
  )
  if (there !== undefined) {
    const renamed = there.name !== name
    there.name = name
    if (renamed) engine.log(app, 'system.import.group.update', [groupTarget(there)])
    return there
  }
  const now = engine.now().toISOString()
  const group: Group = {
    id: engine.random.id('00g'),
    name,
    description: '',
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    members: new Set(),
    source: { appId: app.id, externalId: id },
  }
  engine.org.groups.set(group.id, group)
  engine.log(app, 'system.import.group.create', [groupTarget(group)])
  return group
}

function membersIn({ members }: Resource): { readonly value?: unknown }[] {
  return (Array.isArray(members) ? members : []).map((member) => Object(member))
}
