import { endpointOf } from './endpoint.ts'
import type { Exchange } from './run-record.ts'

export interface EndpointTime {
  readonly endpoint: string
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly slowest: number
}

/** How long the target took for each kind of SCIM request, the slowest kind first. */
export function timesByEndpoint(exchanges: readonly Exchange[]): EndpointTime[] {
  const groups = new Map<string, number[]>()
  for (const exchange of answered(exchanges)) {
    const endpoint = endpointOf(exchange)
    const times = groups.get(endpoint)
    if (times === undefined) groups.set(endpoint, [exchange.ms])
    else times.push(exchange.ms)
  }
  return timesOf(groups)
}

/** The same of times that were gathered by endpoint already. */
export function timesOf(groups: ReadonlyMap<string, number[]>): EndpointTime[] {
  return [...groups]
    .map(([endpoint, times]) => {
      times.sort((a, b) => a - b)
      return {
        endpoint,
        count: times.length,
        p50: percentile(times, 0.5),
        p95: percentile(times, 0.95),
        slowest: times.at(-1) ?? 0,
      }
    })
    .sort((a, b) => b.p95 - a.p95)
}

export function slowest(exchanges: readonly Exchange[], count: number): Exchange[] {
  return answered(exchanges)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, count)
}

function answered(exchanges: readonly Exchange[]): Exchange[] {
  return exchanges.filter(({ lane, response }) => lane === 'scim' && response !== null)
}

/** The nearest-rank percentile of numbers in rising order. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
