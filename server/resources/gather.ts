import { invalidPath } from '../scim/error.ts'
import { type Ordered, order } from '../scim/filter/compare.ts'
import { sortKey } from '../scim/sort-key.ts'
import { cutIndex, cutWalk, type Found, type Item, type Place, type Question } from './found.ts'
import { BATCH, matching, type Where } from './matching.ts'
import type { Resources } from './resources.ts'

/**
 * The way for orders that no column has and for searches across types: the place of every match is
 * gathered and put in order, and only the rows of the stretch are read again.
 */
export async function gather(where: Where, question: Question): Promise<Found> {
  const { sort, stretch } = question
  const places = await placesOf(where, question)
  places.sort((left, right) => compare(left, right, sort?.descending ?? false))
  const total = places.length
  if (stretch.kind === 'index') {
    const { offset, count } = stretch
    return cutIndex(await read(where, places.slice(offset, offset + count)), total)
  }
  const { from, backwards, count } = stretch
  if (count === 0) return cutIndex([], total)
  const descending = sort?.descending ?? false
  const side = (place: Place) => (from ? compare(place, from, descending) : 1)
  const rest = backwards
    ? places.filter((place) => side(place) < 0).slice(-count - 1)
    : places.filter((place) => side(place) > 0).slice(0, count + 1)
  return cutWalk(await read(where, rest), stretch, total)
}

async function placesOf(where: Where, { filter, sort }: Question): Promise<Place[]> {
  if (sort && where.types.every(({ type }) => sortKey(type, sort.path) === undefined)) {
    throw invalidPath(`sortBy: no schema has an attribute "${sort.path}"`)
  }
  const places: Place[] = []
  for (const [of, resources] of where.types.entries()) {
    let batch: Item[] = []
    const flush = async () => {
      const sorted = await keysOf(where, resources, batch, sort?.path)
      places.push(...batch.map(({ place }, i) => ({ ...place, of, key: sorted[i] ?? null })))
      batch = []
    }
    for await (const item of matching(where, resources, { filter, sort: undefined })) {
      batch.push(item)
      if (batch.length === BATCH) await flush()
    }
    await flush()
  }
  return places
}

async function keysOf(
  { connection, baseUrl }: Where,
  resources: Resources,
  batch: readonly Item[],
  path: string | undefined,
): Promise<(Ordered | null)[]> {
  const key = path === undefined ? undefined : sortKey(resources.type, path)
  if (path === undefined || key === undefined) return batch.map(() => null)
  const rows = batch.map(({ row }) => row)
  const objects = await resources.objects(connection, rows, baseUrl, { attributes: [path] })
  return objects.map(key)
}

/** Resources without a value come last in ascending order and first in descending (RFC 7644 §3.4.2.3). */
function compare(left: Place, right: Place, descending: boolean): number {
  const ascending =
    Number(left.key === null) - Number(right.key === null) ||
    (left.key === null || right.key === null ? 0 : order(left.key, right.key)) ||
    left.of - right.of ||
    order(left.created, right.created) ||
    order(left.id, right.id)
  return descending ? -ascending : ascending
}

/** The rows at some places, in their order; one that has gone meanwhile is left out. */
async function read({ connection, types }: Where, places: readonly Place[]): Promise<Item[]> {
  const items = new Map<string, Item>()
  for (const [of, resources] of types.entries()) {
    const mine = places.filter((place) => place.of === of)
    const rows = await resources.rows.byIds(
      connection.connection_id,
      mine.map(({ id }) => id),
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const place of mine) {
      const row = byId.get(place.id)
      if (row !== undefined) items.set(place.id, { resources, row, place })
    }
  }
  return places.flatMap(({ id }) => items.get(id) ?? [])
}
