import type { Filter } from '../scim/filter/ast.ts'
import type { Operation } from '../scim/patch/operation.ts'
import { targetOf } from '../scim/patch/target.ts'
import { isObject, isUnassigned, type Json } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import { membersOfType, memberValues } from './member-values.ts'

/** A change of a group's members: of those with these ids, or of those who match as they are shown. */
export type MemberChange =
  | { readonly op: 'add' | 'remove' | 'replace'; readonly values: readonly string[] }
  | { readonly op: 'remove'; readonly matches: (member: Json) => boolean }

export interface SplitPatch {
  readonly members: readonly MemberChange[]
  readonly others: readonly Operation[]
}

/**
 * Parts a PATCH into changes of single members and all else; undefined when the members must be read
 * to know what it means. So adding to a group of 100,000 costs what it costs in a group of ten.
 */
export async function splitPatch(
  type: ResourceType,
  operations: readonly Operation[],
): Promise<SplitPatch | undefined> {
  const members: MemberChange[] = []
  const others: Operation[] = []
  for (const operation of operations.flatMap(byPath)) {
    if (!speaksOfMembers(operation)) others.push(operation)
    else {
      const change = await memberChange(type, operation)
      if (change === undefined) return undefined
      members.push(change)
    }
  }
  return { members, others }
}

/** An operation without a path is, for each name in its value, one at that path. */
function byPath(operation: Operation): Operation[] {
  const { path, op, value } = operation
  if (path !== undefined || op === 'remove' || !isObject(value)) return [operation]
  const entries = Object.entries(value)
  const members = entries.filter(([name]) => name.toLowerCase() === 'members')
  if (members.length === 0) return [operation]
  // Not by assignment: `__proto__` is a name like any other here.
  const rest = Object.fromEntries(entries.filter((entry) => !members.includes(entry)))
  const onMembers = members.map(([, value]) => ({ ...operation, path: 'members', value }))
  return Object.keys(rest).length > 0 ? [{ ...operation, value: rest }, ...onMembers] : onMembers
}

function speaksOfMembers({ path, value }: Operation): boolean {
  if (path !== undefined) return path.toLowerCase().includes('members')
  return (
    isObject(value) && Object.keys(value).some((name) => name.toLowerCase().includes('members'))
  )
}

async function memberChange(
  type: ResourceType,
  operation: Operation,
): Promise<MemberChange | undefined> {
  const { op, path, value, place } = operation
  const attribute = membersOfType(type)
  if (path === undefined) return undefined
  const target = targetOf(type, path, place)
  if ('wholeExtension' in target || target.attribute !== attribute || target.sub) return undefined
  if (target.filter !== undefined) {
    if (op !== 'remove') return undefined
    const { source, matches } = target.filter
    const values = valuesIn(source)
    return values ? { op, values } : { op, matches }
  }
  if (!isUnassigned(value)) return { op, values: await memberValues(attribute, value) }
  return op === 'add' ? undefined : { op: 'replace', values: [] }
}

/** The ids in a filter of the form `value eq "a" or value eq "b"`; undefined for any other. */
function valuesIn(filter: Filter): string[] | undefined {
  if (filter.kind === 'or') {
    const [left, right] = [valuesIn(filter.left), valuesIn(filter.right)]
    return left && right && [...left, ...right]
  }
  const isValue =
    filter.kind === 'compare' && filter.op === 'eq' && filter.path.toLowerCase() === 'value'
  return isValue && typeof filter.value === 'string' ? [filter.value] : undefined
}
