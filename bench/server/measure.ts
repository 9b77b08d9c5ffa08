import autocannon from 'autocannon'
import type { Operation } from './operations.ts'
import { HEADERS, type People } from './population.ts'
import type { Subject } from './subject.ts'

const CONNECTIONS = 16

export interface Measured {
  /** Requests a second. */
  readonly rps: number
  /** Latency in milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly cpuUsPerReq: number
}

/** A subject under one operation: who is asked, what about whom, and how far the numbers have gone. */
export interface Lane {
  readonly subject: Subject
  readonly operation: Operation
  readonly users: People
  /** What stands before the path of each request. */
  readonly prefix: string
  sent: number
}

/** One round: so many seconds of requests over 16 connections; anything but success ends the bench. */
export async function round(lane: Lane, duration: number): Promise<Measured> {
  const { subject, operation, users, prefix } = lane
  const { origin } = new URL(subject.baseUrl)
  const cpu = subject.cpuUs()
  const result = await autocannon({
    url: origin,
    connections: CONNECTIONS,
    duration,
    sampleInt: Math.min(1_000, duration * 1_000),
    requests: [
      {
        headers: { ...HEADERS, authorization: `Bearer ${subject.token}` },
        setupRequest: (request) => {
          const { method, path, body = '' } = operation.request(users, lane.sent++)
          return { ...request, method, path: prefix + path, body }
        },
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${subject.name}, ${operation.name}: ${result.non2xx} refusals, ${result.errors} errors`,
    )
  }
  return {
    rps: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuUsPerReq: (subject.cpuUs() - cpu) / result.requests.total,
  }
}

/** The middle of each figure, so that one disturbed round counts for nothing. */
export function medians(rounds: readonly Measured[]): Measured {
  const middle = (of: (one: Measured) => number) =>
    rounds.map(of).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN
  return {
    rps: middle((one) => one.rps),
    p50: middle((one) => one.p50),
    p99: middle((one) => one.p99),
    cpuUsPerReq: middle((one) => one.cpuUsPerReq),
  }
}
