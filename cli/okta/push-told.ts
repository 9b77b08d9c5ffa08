import type { EndpointTime } from '../../reports/timing.ts'
import type { OktaTask } from './admin.ts'

/** What a roll-out came to. */
export interface Told {
  readonly created: number
  readonly wanted: number
  readonly requests: number
  readonly seconds: number
  readonly peoplePerSecond: number
  readonly residentMb: readonly number[]
  readonly times: readonly EndpointTime[]
  readonly tasks: readonly OktaTask[]
}

/** The same in words. */
export function told({ created, wanted, requests, seconds, times, tasks, ...rest }: Told): string {
  const { peoplePerSecond, residentMb } = rest
  const rate = (requests / seconds).toFixed(0)
  return [
    `${created} of ${wanted} were created, with ${requests} requests in ${seconds.toFixed(1)} s (${rate} a second).`,
    `${peoplePerSecond.toFixed(0)} people a second; ${memoryOf(residentMb)}.`,
    ...times.map(
      ({ endpoint, count, p50, p95 }) =>
        `  ${endpoint.padEnd(28)} ${String(count).padStart(6)}   p50 ${Math.round(p50)} ms   p95 ${Math.round(p95)} ms`,
    ),
    tasks.length === 0 ? 'No task is left for an admin.' : `${tasks.length} tasks for an admin:`,
    ...tasks.slice(0, 5).map(({ title, message }) => `  ${title}: ${message}`),
  ].join('\n')
}

/** What became of what was pushed, when it was to be removed again. */
export function removed(
  left: readonly { readonly type: string; readonly id: string; readonly reason: string }[],
) {
  if (left.length === 0) return 'All of it is removed again.'
  const lines = left.slice(0, 5).map(({ type, id, reason }) => `  ${type}/${id}: ${reason}`)
  return [`${left.length} could not be removed:`, ...lines].join('\n')
}

function memoryOf([first = 0, ...rest]: readonly number[]): string {
  if (rest.length === 0) return `${first} MB resident in the largest worker`
  return `${[first, ...rest].join(', ')} MB resident at the start, in the middle and at the end`
}
