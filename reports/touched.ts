import type { Exchange } from './run-record.ts'

export interface Touched {
  readonly type: string
  readonly created: number
  readonly removed: number
}

/** How many resources of each type the run made on the target and removed again, by what was answered. */
export function touchedBy(exchanges: readonly Exchange[]): Touched[] {
  const counts = new Map<string, { created: number; removed: number }>()
  for (const { lane, request, response } of exchanges) {
    if (lane !== 'scim' || response === null || response.status >= 300) continue
    const type = typeOf(request.url)
    const count = counts.get(type) ?? { created: 0, removed: 0 }
    if (request.method === 'POST' && response.status === 201) count.created += 1
    else if (request.method === 'DELETE') count.removed += 1
    else continue
    counts.set(type, count)
  }
  return [...counts].map(([type, count]) => ({ type, ...count }))
}

function typeOf(url: string): string {
  return /\/(Users|Groups|Bulk)\b/i.exec(url)?.[1] ?? 'other'
}
