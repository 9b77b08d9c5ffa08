import { resolve } from '../../../scim/attribute-path.ts'
import type { ResourceType } from '../../../scim/schema/resource-type.ts'

/** How a column holds its attribute: case-folded, as it is, as 0 or 1, or as an instant in UTC. */
export interface Column {
  readonly name: string
  readonly kind: 'folded' | 'exact' | 'boolean' | 'instant'
  /** Whether no two resources of a connection have the same value in it. */
  readonly unique?: boolean
}

/** A table of the values that resources have in one attribute, and whose each is. */
export interface Beside {
  readonly table: 'user_emails' | 'group_members'
  readonly owner: 'user_id' | 'group_id'
  readonly value: Pick<Column, 'name' | 'kind'>
}

/** A table of resources: its columns by the lower-case path of the attribute that each one holds. */
export interface Searchable {
  readonly table: 'users' | 'groups' | 'resources'
  readonly columns: ReadonlyMap<string, Column>
  /** Attributes of many values that stand in a table beside it. */
  readonly beside: ReadonlyMap<string, Beside>
}

const COMMON: readonly (readonly [string, Column])[] = [
  ['id', { name: 'id', kind: 'exact', unique: true }],
  ['externalid', { name: 'external_id', kind: 'exact' }],
  ['meta.created', { name: 'created', kind: 'instant' }],
  ['meta.lastmodified', { name: 'modified', kind: 'instant' }],
]

export const USERS: Searchable = {
  table: 'users',
  columns: new Map([
    ...COMMON,
    ['username', { name: 'user_name_key', kind: 'folded', unique: true }],
    ['displayname', { name: 'display_key', kind: 'folded' }],
    ['active', { name: 'active', kind: 'boolean' }],
  ]),
  beside: new Map([
    [
      'emails.value',
      {
        table: 'user_emails',
        owner: 'user_id',
        value: { name: 'email_key', kind: 'folded' },
      },
    ],
  ]),
}

export const GROUPS: Searchable = {
  table: 'groups',
  columns: new Map([...COMMON, ['displayname', { name: 'display_key', kind: 'folded' }]]),
  beside: new Map([
    [
      'members.value',
      { table: 'group_members', owner: 'group_id', value: { name: 'value', kind: 'exact' } },
    ],
  ]),
}

export const RESOURCES: Searchable = {
  table: 'resources',
  columns: new Map(COMMON),
  beside: new Map(),
}

/** The path of a core attribute as the maps above write it; undefined for extensions and unknown ones. */
export function pathOf(type: ResourceType, notation: string): string | undefined {
  const found = resolve(type, notation)
  if (found === undefined || found.extension !== undefined) return undefined
  const { attribute, sub } = found
  // `emails eq "x"` asks for `emails.value` (RFC7644-3.4.2.2-A05).
  const part = sub?.name ?? (attribute.type === 'complex' ? 'value' : undefined)
  return (part === undefined ? attribute.name : `${attribute.name}.${part}`).toLowerCase()
}
