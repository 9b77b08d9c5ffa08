/** A rule that keeps people in groups: those whom its expression holds for, as long as it does. */
export interface GroupRule {
  readonly id: string
  name: string
  status: 'ACTIVE' | 'INACTIVE'
  expression: string
  groupIds: readonly string[]
  readonly excludedUsers: Set<string>
  excludedGroups: readonly string[]
  readonly created: string
  lastUpdated: string
  /** By group: whom a rule brought there; who was there before is none of its business. */
  readonly placed: Map<string, Set<string>>
}
