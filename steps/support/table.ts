import type { DataTable } from '@cucumber/cucumber'

/** Fills `{Ada}`, `{Ada.id}`, `{group}` …; a name nobody knows is a mistake in the feature. */
export type Fill = (text: string) => string

/** `| active | false |` → `{ active: false }`: values are JSON, so the feature says their type. */
export function attributes(table: DataTable, fill: Fill): Record<string, unknown> {
  return Object.fromEntries(
    table.raw().map(([name = '', json = 'null']) => [name, jsonIn(fill(json), name)]),
  )
}

/** PATCH operations from a table with columns op, path and value; an empty cell is left out. */
export function operations(table: DataTable, fill: Fill): Record<string, unknown>[] {
  return table.hashes().map(({ op, path, value }) => ({
    ...(op ? { op } : {}),
    ...(path ? { path: fill(path) } : {}),
    ...(value ? { value: jsonIn(fill(value), 'value') } : {}),
  }))
}

function jsonIn(text: string, column: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Error(`the feature's value of ${column} is not JSON: ${text}`)
  }
}

/** The value at `name.givenName`, `emails[0].value` or `urn:…:User:department`. */
export function valueAt(resource: unknown, path: string): unknown {
  const urn = /^(urn:.+:[A-Za-z]+):([^:]+)$/.exec(path)
  const start = urn ? member(resource, urn[1] ?? '') : resource
  return (urn ? (urn[2] ?? '') : path)
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .reduce((value, part) => member(value, part), start)
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Record<string, unknown>)[name]
}
