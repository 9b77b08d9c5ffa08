import assert from 'node:assert/strict'
import type { DataTable } from '@cucumber/cucumber'

/** Fills `{Ada}`, `{Ada.id}`, `{group}` …; a name nobody knows is a mistake in the feature. */
export type Fill = (text: string) => string

/** `| active | false |` → `{ active: false }`: values are JSON, so the feature says their type. */
export function attributes(table: DataTable, fill: Fill): Record<string, unknown> {
  return Object.fromEntries(
    table.raw().map(([name = '', json = 'null']) => [fill(name), filledJson(json, fill, name)]),
  )
}

/** One set of attributes for each row; the first column names whose they are, empty cells are left out. */
export function attributesByName(
  table: DataTable,
  fill: Fill,
): [name: string, attributes: Record<string, unknown>][] {
  const [[, ...columns] = [], ...rows] = table.raw()
  return rows.map(([name = '', ...cells]) => [
    name,
    Object.fromEntries(
      columns.flatMap((column, i) =>
        cells[i] ? [[column, filledJson(cells[i], fill, column)]] : [],
      ),
    ),
  ])
}

/** PATCH operations from a table with columns op, path and value; an empty cell is left out. */
export function operations(table: DataTable, fill: Fill): Record<string, unknown>[] {
  return table.hashes().map(({ op, path, value }) => ({
    ...(op ? { op } : {}),
    ...(path ? { path: fill(path) } : {}),
    ...(value ? { value: filledJson(value, fill, 'value') } : {}),
  }))
}

/** JSON of a feature whose strings are filled after it is parsed, so that no value can break it. */
export function filledJson(text: string, fill: Fill, what: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`the feature's value of ${what} is not JSON: ${text}`)
  }
  return mapStrings(value, fill)
}

function mapStrings(value: unknown, fill: Fill): unknown {
  if (typeof value === 'string') return fill(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, fill))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [fill(name), mapStrings(member, fill)]),
  )
}

/** The value at `name.givenName`, `emails[type=work].value`, `urn:…:User:department` or `Resources[0].urn:…:User`. */
export function valueAt(resource: unknown, path: string): unknown {
  const whole = member(resource, path)
  if (whole !== undefined) return whole
  const below = path.indexOf('.urn:')
  if (below > 0) return valueAt(valueAt(resource, path.slice(0, below)), path.slice(below + 1))
  const urn = /^(urn:.+:[A-Za-z]+):([^:]+)$/.exec(path)
  const start = urn ? member(resource, urn[1] ?? '') : resource
  return partsOf(urn ? (urn[2] ?? '') : path).reduce(step, start)
}

/** All values at a path in which `[]` stands for every item of a list. */
export function valuesAt(resource: unknown, path: string): unknown[] {
  const [head = '', ...rest] = path.split('[]')
  const value = head === '' ? resource : valueAt(resource, head.replace(/^\./, ''))
  if (rest.length === 0) return value === undefined || value === null ? [] : [value]
  const items = Array.isArray(value) ? (value as unknown[]) : []
  return items.flatMap((item) => valuesAt(item, rest.join('[]')))
}

function partsOf(path: string): string[] {
  return [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([part, inside]) => inside ?? part)
}

function step(value: unknown, part: string): unknown {
  const [name = '', wanted] = part.split('=')
  if (wanted === undefined || !Array.isArray(value)) return member(value, part)
  return value.find((item) => String(member(item, name)) === wanted)
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

/** Every value at a path of the table is whole as the pattern beside it says. */
export function expectMatches(value: unknown, table: DataTable): void {
  for (const [path = '', pattern = ''] of table.raw()) {
    assert.match(String(valueAt(value, path)), new RegExp(`^(?:${pattern})$`), path)
  }
}
