import type { Filter } from '../scim/filter/ast.ts'
import type { Stored } from '../scim/render.ts'
import type { Position, Sort } from '../store/selection.ts'
import type { Resources } from './resources.ts'

/** What is looked for, and which stretch of it. */
export interface Question {
  readonly filter: Filter | undefined
  readonly sort: Sort | undefined
  readonly stretch: Stretch
}

export type Stretch =
  | { readonly kind: 'index'; readonly offset: number; readonly count: number }
  | Walk

/** A stretch that begins behind a place, or ends before it. */
export interface Walk {
  readonly kind: 'walk'
  readonly from: Place | undefined
  readonly backwards: boolean
  readonly count: number
}

/** A position, and of which type the resource there is: searches at the root cross types. */
export interface Place extends Position {
  readonly of: number
}

export interface Item {
  readonly resources: Resources
  readonly row: Stored
  readonly place: Place
}

/** A stretch that was found. */
export interface Found {
  readonly items: readonly Item[]
  /** Of all matches; undefined where a walk did not count them. */
  readonly total: number | undefined
  /** Whether there are matches before and behind the stretch. */
  readonly before: boolean
  readonly after: boolean
}

/** Cuts a walk's stretch out of `items`, which hold one more than asked for if there is one. */
export function cutWalk(
  items: readonly Item[],
  { from, backwards, count }: Walk,
  total: number | undefined,
): Found {
  const more = items.length > count
  const kept = backwards ? items.slice(more ? 1 : 0) : items.slice(0, count)
  return {
    items: kept,
    total,
    before: backwards ? more : from !== undefined,
    after: backwards ? from !== undefined : more,
  }
}

export function cutIndex(items: readonly Item[], total: number | undefined): Found {
  return { items, total, before: false, after: false }
}
