/** A receiver may ask for a day at most: more is a mistake, or ill will. */
const MOST_SECONDS = 86_400

/** Seconds that a Retry-After header asks for, given as a number or as a date; undefined for neither. */
export function retryAfter(header: unknown, now: Date): number | undefined {
  if (typeof header !== 'string') return undefined
  const text = header.trim()
  const date = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((date - now.getTime()) / 1_000)
  return seconds > 0 ? Math.min(seconds, MOST_SECONDS) : undefined
}
