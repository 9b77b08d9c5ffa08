import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Comparison, Filter, Literal } from '../../../scim/filter/ast.ts'
import { fold } from '../../../scim/fold.ts'
import { isText } from '../../../scim/scalar.ts'
import type { ResourceType } from '../../../scim/schema/resource-type.ts'
import { type Column, pathOf, type Searchable } from './columns.ts'

/** A condition that no match fails; `exact` when nothing but matches passes it. */
export interface Translated {
  readonly where: RawBuilder<SqlBool> | undefined
  readonly exact: boolean
  /** How many conditions in it no index answers: each is work for every row. */
  readonly scans: number
}

const NO_HELP: Translated = { where: undefined, exact: false, scans: 0 }
/** Most such conditions in one statement: an embedded database holds the process while it looks. */
const MOST_SCANS = 16

/** Brackets inside brackets that a database is given: SQLite's parser gives up at some fifty. */
const DEEPEST = 16

/** As much of a filter as columns can answer; every condition made here is true or false, never null. */
export function translate(
  filter: Filter,
  type: ResourceType,
  from: Searchable,
  depth = 0,
): Translated {
  if (depth > DEEPEST) return NO_HELP
  const inside = (one: Filter) => translate(one, type, from, depth + 1)
  switch (filter.kind) {
    case 'and':
      return all(operands(filter, 'and').map(inside))
    case 'or':
      return any(operands(filter, 'or').map(inside))
    case 'not': {
      const { where, exact, scans } = inside(filter.filter)
      return exact && where ? is(sql<SqlBool>`(not ${where})`, Math.max(1, scans)) : NO_HELP
    }
    case 'present':
      return present(columnOf(filter.path, type, from))
    case 'value':
      return valuePath(filter.path, filter.filter, type, from)
    case 'compare':
      return comparison(filter.path, filter.op, filter.value, type, from)
  }
}

/** What a chain of the same operator joins, side by side: a long chain is not a deep one. */
function operands(filter: Filter, kind: 'and' | 'or'): Filter[] {
  const found: Filter[] = []
  let rest = filter
  while (rest.kind === kind) {
    found.push(rest.right)
    rest = rest.left
  }
  return [...found, rest].reverse()
}

/** A part that would be too much is left to the caller. */
function all(parts: readonly Translated[]): Translated {
  const kept: Translated[] = []
  let [scans, exact] = [0, true]
  for (const part of parts) {
    const isKept = part.where !== undefined && scans + part.scans <= MOST_SCANS
    if (isKept) {
      kept.push(part)
      scans += part.scans
    }
    exact &&= part.exact && (isKept || part.where === undefined)
  }
  const where = kept.length === 0 ? undefined : sql<SqlBool>`(${joined(kept, sql` and `)})`
  return { where, exact, scans }
}

function any(parts: readonly Translated[]): Translated {
  const scans = parts.reduce((sum, part) => sum + part.scans, 0)
  if (scans > MOST_SCANS || parts.some(({ where }) => !where)) return NO_HELP
  const exact = parts.every((part) => part.exact)
  return { where: sql<SqlBool>`(${joined(parts, sql` or `)})`, exact, scans }
}

function joined(parts: readonly Translated[], between: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(
    parts.flatMap(({ where }) => where ?? []),
    between,
  )
}

function columnOf(path: string, type: ResourceType, from: Searchable): Column | undefined {
  const key = pathOf(type, path)
  return key === undefined ? undefined : from.columns.get(key)
}

/** `emails[type eq "work" and value eq "x"]`: the index finds who has that address at all. */
function valuePath(path: string, filter: Filter, type: ResourceType, from: Searchable): Translated {
  if (filter.kind === 'and') {
    const left = valuePath(path, filter.left, type, from)
    const one = left.where ? left : valuePath(path, filter.right, type, from)
    return { ...one, exact: false }
  }
  if (filter.kind !== 'compare' || filter.op !== 'eq') return NO_HELP
  return comparison(`${path}.${filter.path}`, 'eq', filter.value, type, from)
}

function comparison(
  path: string,
  op: Comparison,
  value: Literal,
  type: ResourceType,
  from: Searchable,
): Translated {
  // What no column can hold is not put to a database that may choke on it.
  if (typeof value === 'string' && !isText(value)) return NO_HELP
  const column = columnOf(path, type, from)
  if (column !== undefined) return onColumn(column, op, value)
  const beside = from.beside.get(pathOf(type, path) ?? '')
  if (beside === undefined || op !== 'eq' || typeof value !== 'string') return NO_HELP
  const { table, owner, value: held } = beside
  const owners = sql`select ${sql.ref(owner)} from ${sql.table(table)}
    where ${sql.ref(held.name)} = ${held.kind === 'folded' ? fold(value) : value}`
  return is(sql<SqlBool>`(id in (${owners}))`, 0)
}

/** The one value that a filter asks one column for, when it asks for nothing else. */
export function soleValue(
  filter: Filter,
  type: ResourceType,
  from: Searchable,
): { readonly column: Column; readonly key: string } | undefined {
  if (filter.kind !== 'compare' || filter.op !== 'eq') return undefined
  const { path, value } = filter
  if (typeof value !== 'string' || !isText(value)) return undefined
  const column = columnOf(path, type, from)
  if (column?.kind !== 'folded' && column?.kind !== 'exact') return undefined
  return { column, key: column.kind === 'folded' ? fold(value) : value }
}

const SYMBOLS = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const

function onColumn(column: Column, op: Comparison, value: Literal): Translated {
  if (value === null) return onNull(column, op)
  if (column.kind === 'boolean') return onBoolean(column, op, value)
  if (typeof value !== 'string') return NO_HELP
  if (op === 'co' || op === 'sw' || op === 'ew') {
    return textual(column, op, column.kind === 'folded' ? fold(value) : value)
  }
  return ordered(column, op, value)
}

function onBoolean({ name }: Column, op: Comparison, value: Literal): Translated {
  if (op !== 'eq' || typeof value !== 'boolean') return NO_HELP
  return is(sql<SqlBool>`(${sql.ref(name)} = ${value ? 1 : 0})`)
}

function ordered(column: Column, op: keyof typeof SYMBOLS, value: string): Translated {
  const key = keyOf(column, value)
  if (key === undefined) return NO_HELP
  const ref = sql.ref(column.name)
  const holds = sql`${ref} ${sql.raw(SYMBOLS[op])} ${key}`
  return is(
    op === 'ne'
      ? sql<SqlBool>`(${ref} is null or ${holds})`
      : sql<SqlBool>`(${ref} is not null and ${holds})`,
    op === 'eq' ? 0 : 1,
  )
}

function is(where: RawBuilder<SqlBool>, scans = 1): Translated {
  return { where, exact: true, scans }
}

function keyOf({ kind }: Column, value: string): string | undefined {
  if (kind !== 'instant') return kind === 'folded' ? fold(value) : value
  const at = new Date(value)
  // Beyond year 9999 the text of an instant no longer sorts as the instant does.
  const told = Number.isNaN(at.getTime()) ? '' : at.toISOString()
  return /^\d{4}-/.test(told) ? told : undefined
}

function textual(column: Column, op: 'co' | 'sw' | 'ew', key: string): Translated {
  const ref = sql.ref(column.name)
  if (key === '') return is(sql<SqlBool>`(${ref} is not null)`)
  const length = [...key].length
  switch (op) {
    case 'co':
      return is(sql<SqlBool>`(${ref} is not null and replace(${ref}, ${key}, '') <> ${ref})`)
    case 'sw':
      return is(
        sql<SqlBool>`(${ref} is not null and substr(${ref}, 1, ${sql.lit(length)}) = ${key})`,
      )
    case 'ew':
      return is(sql<SqlBool>`(${ref} is not null and length(${ref}) >= ${sql.lit(length)}
        and substr(${ref}, length(${ref}) - ${sql.lit(length - 1)}) = ${key})`)
  }
}

/** An empty text is no value either, as `pr` sees it. */
function present(column: Column | undefined): Translated {
  if (column === undefined) return NO_HELP
  const ref = sql.ref(column.name)
  if (column.kind === 'boolean') return is(sql<SqlBool>`(${ref} is not null)`)
  return is(sql<SqlBool>`(${ref} is not null and ${ref} <> '')`)
}

function onNull(column: Column, op: Comparison): Translated {
  const there = present(column)
  if (op === 'ne') return there
  return op === 'eq' ? is(sql<SqlBool>`(not ${there.where})`) : NO_HELP
}
