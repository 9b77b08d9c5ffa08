/** A body as an object; empty when it is none, whatever a server sent. */
export function jsonIn(body: string | null | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body ?? '')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
  } catch {
    // Not JSON: shown as it came.
  }
  return {}
}

/** A body for a reader. */
export function pretty(body: string | null | undefined): string {
  if (body === null || body === undefined || body === '') return ''
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
