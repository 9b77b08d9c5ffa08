export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** What a list response says beside its resources. */
export interface ListFacts {
  /** Left out where a cursor walk has not counted. */
  readonly totalResults?: number | undefined
  readonly startIndex?: number | undefined
  readonly previousCursor?: string | undefined
  readonly nextCursor?: string | undefined
}

/** A list response (RFC 7644 §3.4.2) around the JSON of its resources. */
export function listResponse(resources: readonly string[], facts: ListFacts): string {
  const { totalResults, startIndex, previousCursor, nextCursor } = facts
  const head = JSON.stringify({
    schemas: [LIST_RESPONSE],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    previousCursor,
    nextCursor,
  })
  return `${head.slice(0, -1)},"Resources":[${resources.join(',')}]}`
}
