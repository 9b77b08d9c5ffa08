import { valueAt } from './table.ts'

/** The status of a bulk's operation: a text, a number, or an object with a code that is either (RFC7644-3.7-A01). */
export function codeOf(status: unknown): string {
  return String(valueAt(status, 'code') ?? status)
}
