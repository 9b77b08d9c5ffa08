import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { ListQuery } from '../scim/list-query.ts'
import { type ListFacts, listResponse } from '../scim/list-response.ts'
import { pause } from '../store/pause.ts'
import type { Cursor } from './cursor.ts'
import { find } from './find.ts'
import type { Found, Item, Stretch } from './found.ts'
import { BATCH, type Where } from './matching.ts'

/** A list response to a query, whether it came by GET or by POST to /.search. */
export async function list(context: Context, where: Where, query: ListQuery): Promise<string> {
  const { filter, sortBy, descending, page } = query
  // By index no cursor is read or given: then the question needs no name.
  const name = page.kind === 'cursor' ? nameOf(where, query) : ''
  const cursor =
    page.kind === 'cursor' && page.cursor !== ''
      ? context.cursors.open(name, page.cursor)
      : undefined
  const found = await find(where, {
    filter,
    sort: sortBy === undefined ? undefined : { path: sortBy, descending },
    stretch: stretchOf(query, cursor),
  })
  const resources = await show(where, found.items, query)
  if (page.kind === 'index') {
    return whole(resources, { totalResults: found.total, startIndex: page.startIndex })
  }
  const totalResults = found.total ?? cursor?.total
  const seal = (item: Item | undefined, backwards: boolean) =>
    item && context.cursors.seal(name, { backwards, from: item.place, total: totalResults })
  return whole(resources, { totalResults, ...cursorsOf(found, seal) })
}

/** Groups may make it many megabytes: these are sent in a turn of their own. */
async function whole(resources: readonly string[], facts: ListFacts): Promise<string> {
  const text = listResponse(resources, facts)
  await pause()
  return text
}

function cursorsOf(
  { before, after, items }: Found,
  seal: (item: Item | undefined, backwards: boolean) => string | undefined,
) {
  return {
    previousCursor: before ? seal(items[0], true) : undefined,
    nextCursor: after ? seal(items.at(-1), false) : undefined,
  }
}

function stretchOf({ page }: ListQuery, cursor: Cursor | undefined): Stretch {
  const { count } = page
  if (page.kind === 'index') return { kind: 'index', offset: page.startIndex - 1, count }
  return { kind: 'walk', from: cursor?.from, backwards: cursor?.backwards ?? false, count }
}

/** A cursor is good for the connection, the types and the question that it was given for. */
function nameOf({ connection, types }: Where, query: ListQuery): string {
  const { filterText, sortBy, descending } = query
  const asked = [types.map(({ type }) => type.name), filterText, sortBy, descending]
  const hash = createHash('sha256').update(JSON.stringify(asked)).digest('base64url')
  return `${connection.connection_id} ${hash}`
}

/** The items' representations in their order; each type's are made together. */
async function show(where: Where, items: readonly Item[], query: ListQuery): Promise<string[]> {
  const { connection, baseUrl, types } = where
  const texts = new Map<Item, string>()
  for (const resources of types) {
    const mine = items.filter((item) => item.resources === resources)
    if (mine.length === 0) continue
    for (let at = 0; at < mine.length; at += BATCH) {
      const some = mine.slice(at, at + BATCH)
      const rows = some.map(({ row }) => row)
      const shown = await resources.show(connection, rows, baseUrl, query.wanted)
      for (const [i, item] of some.entries()) texts.set(item, shown[i] ?? '{}')
      await pause()
    }
  }
  return items.map((item) => texts.get(item) ?? '{}')
}
