/** Requests and creates of one history, to say beforehand what a search sends: as on our own server. */
const REQUESTS_EACH = 60
const CREATES_EACH = 4

/** About what a search sends. */
export function sentBy({
  runs,
  requests = Number.MAX_SAFE_INTEGER,
}: {
  readonly runs: number
  readonly requests?: number | undefined
}): { readonly requests: number; readonly creates: number } {
  return { requests: Math.min(runs * REQUESTS_EACH, requests), creates: runs * CREATES_EACH }
}
