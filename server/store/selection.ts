import type { Filter } from '../scim/filter/ast.ts'

/** Whose resources are meant. */
export interface Scope {
  readonly connectionId: string
}

export interface Sort {
  /** The attribute as the client wrote it. */
  readonly path: string
  readonly descending: boolean
}

/** A resource's place in an order: the value it is sorted by, then when it was made, then its id. */
export interface Position {
  readonly key: string | number | null
  readonly created: string
  readonly id: string
}

/** A stretch of resources. Of the filter only what columns can answer is obeyed: the caller checks the rest. */
export interface Selection {
  readonly filter: Filter | undefined
  readonly sort: Sort | undefined
  /** Rows behind this place; before it when `backwards`. */
  readonly from?: Position | undefined
  readonly backwards?: boolean
  readonly offset?: number
  readonly limit: number
}
