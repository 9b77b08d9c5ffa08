import { createInterface } from 'node:readline/promises'
import { usage } from '../exit-code.ts'
import type { CheckOptions } from './options.ts'
import type { Plan } from './plan.ts'

/**
 * Asks before the first write on a host that is not this machine. Without a terminal nobody can be asked:
 * then --yes must have been given.
 */
export async function consent(options: CheckOptions, plan: () => Promise<Plan>): Promise<void> {
  const { remote, readOnly, yes } = options
  if (remote === undefined || readOnly || yes || isThisMachine(remote.baseUrl)) return
  const { host } = new URL(remote.baseUrl)
  if (!process.stdin.isTTY) {
    throw usage(`the run writes to ${host}: say --yes that it may, or --read-only`)
  }
  const { requests, creates } = await plan()
  const ask = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await ask.question(
    `This sends about ${requests} requests to ${host}${paceOf(options, requests)}, creates about ${creates} users and groups, and removes them again.\nOnly what it creates is changed. Go on? [y/N] `,
  )
  ask.close()
  if (!/^y(es)?$/i.test(answer.trim())) throw usage('nothing was sent')
}

/** How hard the target is asked, and for how long where that is known beforehand. */
function paceOf({ rps, concurrency }: CheckOptions, requests: number): string {
  if (rps === undefined) return ` (at most ${concurrency} at once)`
  const minutes = Math.ceil(requests / rps / 60)
  return ` (at most ${rps} a second: ${minutes === 1 ? 'a minute' : `${minutes} minutes`} or more)`
}

export function isThisMachine(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl)
  return /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname)
}
