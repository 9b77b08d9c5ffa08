import { compile, type Matcher } from '../scim/filter/compile.ts'
import { pathsIn } from '../scim/filter/paths.ts'
import type { Stored } from '../scim/render.ts'
import type { Json } from '../scim/resource.ts'
import { pause } from '../store/pause.ts'
import type { Position } from '../store/selection.ts'
import type { ConnectionRow } from '../store/tables.ts'
import type { Item, Question } from './found.ts'
import type { Resources } from './resources.ts'

/** Rows looked at in one go: few enough that other requests get their turn. */
export const BATCH = 200

/** Where is looked: one type of resource, or all of them at the root. */
export interface Where {
  readonly connection: ConnectionRow
  readonly baseUrl: string
  readonly types: readonly Resources[]
}

/** Every match from a place on, in order; backwards the nearest first. */
export async function* matching(
  { connection, baseUrl }: Where,
  resources: Resources,
  { filter, sort }: Pick<Question, 'filter' | 'sort'>,
  start?: Position,
  backwards = false,
): AsyncGenerator<Item> {
  const { type, rows } = resources
  const matches = filter && !rows.answers(filter, type) ? compile(filter, type) : undefined
  const looked = { attributes: pathsIn(filter) }
  const scope = { connectionId: connection.connection_id }
  const item = itemOf(resources, { sort })
  for (let from = start; ; ) {
    const found = await rows.select(scope, type, { filter, sort, from, backwards, limit: BATCH })
    const objects = () => resources.objects(connection, found, baseUrl, looked)
    const items = (matches ? await hits(found, await objects(), matches) : found).map(item)
    yield* backwards ? items.toReversed() : items
    const last = backwards ? found[0] : found.at(-1)
    if (last === undefined || found.length < BATCH) return
    from = item(last).place
  }
}

/** Those of some rows whose representations match: a long filter is much work for each. */
async function hits(
  rows: readonly Stored[],
  objects: readonly Json[],
  matches: Matcher,
): Promise<Stored[]> {
  const found: Stored[] = []
  for (const [i, row] of rows.entries()) {
    const pausing = pause()
    if (pausing) await pausing
    if (matches(objects[i] ?? {})) found.push(row)
  }
  return found
}

/** A row with its place in an order that columns have. */
export function itemOf(
  resources: Resources,
  { sort }: Pick<Question, 'sort'>,
): (row: Stored) => Item {
  const { rows, type } = resources
  return (row) => ({
    resources,
    row,
    place: { of: 0, key: rows.keyOf(row, sort, type), created: row.created, id: row.id },
  })
}
