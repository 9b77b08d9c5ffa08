import type { Group } from '../directory/group.ts'
import type { GroupRule } from '../directory/group-rule.ts'
import { displayNameOf, type Person } from '../directory/person.ts'
import { compiled } from '../expression-language/compile.ts'
import { joined, left } from './assignments.ts'
import type { Engine } from './engine.ts'

/** Rules may depend on groups that other rules fill; a circle ends here. */
const MOST_ROUNDS = 10

/** Something about a person changed: the active rules put them where they belong. */
export function applyRules(engine: Engine, person: Person): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const changes = [...engine.org.groupRules.values()].map((rule) => apply(engine, rule, person))
    if (!changes.includes(true)) return
  }
}

/** A rule was activated, or groups were imported: everybody is looked at. */
export function applyRulesToAll(engine: Engine): void {
  if (engine.org.groupRules.size === 0) return
  for (const person of engine.org.people.values()) applyRules(engine, person)
}

/** The people whom only this rule keeps in its groups leave them. */
export function removePlaced(engine: Engine, rule: GroupRule): void {
  for (const [groupId, people] of rule.placed) {
    for (const personId of [...people]) {
      const person = engine.org.people.get(personId)
      const group = engine.org.groups.get(groupId)
      if (person !== undefined && group !== undefined) release(engine, rule, group, person)
    }
  }
}

/** An admin put a person into a group: no rule takes them out again. */
export function keptByHand(engine: Engine, groupId: string, personId: string): void {
  for (const { placed } of engine.org.groupRules.values()) placed.get(groupId)?.delete(personId)
}

/** An admin took a person out of a group: the rules that brought them there let them be from now on. */
export function takenByHand(engine: Engine, groupId: string, personId: string): void {
  for (const { placed, excludedUsers } of engine.org.groupRules.values()) {
    if (placed.get(groupId)?.delete(personId)) excludedUsers.add(personId)
  }
}

function apply(engine: Engine, rule: GroupRule, person: Person): boolean {
  if (rule.status !== 'ACTIVE') return false
  const fits = holds(engine, rule, person)
  let changed = false
  for (const group of rule.groupIds.map((id) => engine.org.groups.get(id))) {
    if (group === undefined) continue
    const done = fits ? place(engine, rule, group, person) : release(engine, rule, group, person)
    changed = done || changed
  }
  return changed
}

function holds(engine: Engine, rule: GroupRule, person: Person): boolean {
  if (person.status === 'DEPROVISIONED' || rule.excludedUsers.has(person.id)) return false
  const { groups } = engine.org
  if (rule.excludedGroups.some((id) => groups.get(id)?.members.has(person.id))) return false
  const memberships = [...groups.values()]
    .filter(({ members }) => members.has(person.id))
    .map(({ id, name }) => [id, name])
  const scope = { user: person.profile, groups: Object.fromEntries(memberships) }
  return compiled(rule.expression)(scope) === true
}

function place(engine: Engine, rule: GroupRule, group: Group, person: Person): boolean {
  const there = group.members.has(person.id)
  if (there && !byRule(engine, group, person)) return false
  const placed = rule.placed.get(group.id) ?? new Set()
  rule.placed.set(group.id, placed.add(person.id))
  if (there) return false
  group.members.add(person.id)
  moved(engine, 'group.user_membership.add', group, person)
  joined(engine, group.id, person)
  return true
}

function release(engine: Engine, rule: GroupRule, group: Group, person: Person): boolean {
  if (!rule.placed.get(group.id)?.delete(person.id)) return false
  if (byRule(engine, group, person) || !group.members.delete(person.id)) return false
  moved(engine, 'group.user_membership.remove', group, person)
  left(engine, group.id, person)
  return true
}

/** Whether a rule keeps the person in the group. */
function byRule({ org }: Engine, group: Group, person: Person): boolean {
  return [...org.groupRules.values()].some(({ placed }) => placed.get(group.id)?.has(person.id))
}

function moved(engine: Engine, event: string, group: Group, person: Person): void {
  const now = engine.now()
  group.lastMembershipUpdated = now.toISOString()
  const { login } = person.profile
  const names = { alternateId: login, displayName: displayNameOf(person), detailEntry: null }
  const target = { id: group.id, type: 'UserGroup', detailEntry: null }
  engine.org.log.record(now, event, [
    { id: person.id, type: 'User', ...names },
    { ...target, alternateId: group.name, displayName: group.name },
  ])
}
