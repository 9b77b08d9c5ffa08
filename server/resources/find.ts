import { cutIndex, cutWalk, type Found, type Item, type Question, type Walk } from './found.ts'
import { gather } from './gather.ts'
import { itemOf, matching, type Where } from './matching.ts'
import type { Resources } from './resources.ts'

/** A stretch of what matches: by columns as far as they go, and the rest in memory, batch by batch. */
export function find(where: Where, question: Question): Promise<Found> {
  const [only, ...others] = where.types
  if (only === undefined || others.length > 0) return gather(where, question)
  const { rows, type } = only
  if (!rows.sorts(question.sort, type)) return gather(where, question)
  return rows.answers(question.filter, type)
    ? byColumns(where, only, question)
    : byLooking(where, only, question)
}

/** The database answers alone. */
async function byColumns(where: Where, only: Resources, question: Question): Promise<Found> {
  const { filter, sort, stretch } = question
  const { type, rows } = only
  const scope = { connectionId: where.connection.connection_id }
  const item = itemOf(only, question)
  if (stretch.kind === 'index') {
    const { offset, count } = stretch
    const wanted = { filter, sort, offset, limit: count }
    const found = count === 0 ? [] : await rows.select(scope, type, wanted)
    // A page that is not full is the last, and tells the total, unless it begins behind the last.
    const last = found.length < count && (found.length > 0 || offset === 0)
    const total = last ? offset + found.length : await rows.count(scope, type, filter)
    return cutIndex(found.map(item), total)
  }
  const total = await rows.count(scope, type, filter)
  if (stretch.count === 0) return cutIndex([], total)
  const { from, backwards, count } = stretch
  const wanted = { filter, sort, from, backwards, limit: count + 1 }
  const found = await rows.select(scope, type, wanted)
  return cutWalk(found.map(item), stretch, total)
}

/** The database gives candidates in order; each is looked at. */
async function byLooking(where: Where, only: Resources, question: Question): Promise<Found> {
  const { stretch } = question
  if (stretch.kind === 'walk') return walking(where, only, question, stretch)
  const { offset, count } = stretch
  const items: Item[] = []
  let total = 0
  for await (const item of matching(where, only, question)) {
    if (total >= offset && items.length < count) items.push(item)
    total += 1
  }
  return cutIndex(items, total)
}

/** The first page of a walk counts all matches; later pages stop where they end. */
async function walking(
  where: Where,
  only: Resources,
  question: Question,
  stretch: Walk,
): Promise<Found> {
  const { from, backwards, count } = stretch
  const counting = from === undefined
  const items: Item[] = []
  let total = 0
  for await (const item of matching(where, only, question, from, backwards)) {
    total += 1
    if (items.length <= count) items.push(item)
    else if (!counting) break
  }
  if (count === 0) return cutIndex([], counting ? total : undefined)
  return cutWalk(backwards ? items.toReversed() : items, stretch, counting ? total : undefined)
}
