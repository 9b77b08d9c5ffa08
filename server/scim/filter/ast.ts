export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'
export type Literal = string | number | boolean | null

/** A parsed filter (RFC 7644 §3.4.2.2). Plain data: the parser makes it, `compile` reads it. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'value'; readonly path: string; readonly filter: Filter }
  | {
      readonly kind: 'compare'
      readonly path: string
      readonly op: Comparison
      readonly value: Literal
    }
