import { endpointOf } from './endpoint.ts'
import type { Exchange } from './run-record.ts'

export interface EndpointTime {
  readonly endpoint: string
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly slowest: number
}

/** What Okta gives a target in time, in milliseconds, for requests of which the endpoint begins so. */
interface Budget {
  readonly says: string
  readonly ms: number
  readonly endpoint: string
}

const OKTA_BUDGETS: readonly Budget[] = [
  { says: 'Okta waits 60 s for an answer', ms: 60_000, endpoint: '' },
  {
    says: 'Okta’s test plan wants a list of groups within 600 ms',
    ms: 600,
    endpoint: 'GET /Groups?',
  },
]

export interface Kept {
  readonly says: string
  readonly asked: number
  /** How many took longer. */
  readonly over: number
  readonly slowest: number
}

/** How the target's answers stand to Okta's patience; a budget that no request fell under is left out. */
export function budgetsOf(exchanges: readonly Exchange[]): Kept[] {
  const asked = exchanges
    .filter(isTargets)
    .map((one) => ({ at: `${endpointOf(one)}?`, ms: one.ms }))
  return OKTA_BUDGETS.map(({ says, ms, endpoint }) => {
    // A list without a query is one too; `GET /Groups/{id}` is none.
    const times = asked.filter(({ at }) => at.startsWith(endpoint)).map((one) => one.ms)
    const over = times.filter((time) => time > ms).length
    return { says, asked: times.length, over, slowest: times.reduce((a, b) => Math.max(a, b), 0) }
  }).filter(({ asked }) => asked > 0)
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
  return exchanges.filter((one) => isTargets(one) && one.response !== null)
}

/** What was played in the target's place took no time of the target's. */
function isTargets({ lane, played }: Exchange): boolean {
  return lane === 'scim' && played !== true
}

/** The nearest-rank percentile of numbers in rising order. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
