import { type ChildProcess, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine } from './machine.ts'
import type { BareRound } from './push-bare.ts'
import type { MockRound } from './push-mock.ts'

const ROUNDS = 11
const PEOPLE = 1_000
const GROUPS = 10

interface Round {
  readonly mock: MockRound
  readonly bare: BareRound
}

/**
 * CPU per request that the mock pushes, against a bare undici loop with the same bytes to the same server.
 * Each has a process of its own; their rounds alternate, the first of each is warm-up, and medians are told.
 */
export async function push(json?: string): Promise<void> {
  const scim = fork(join(__dirname, 'bare-scim.ts'))
  const mock = fork(join(__dirname, 'push-mock.ts'))
  const bare = fork(join(__dirname, 'push-bare.ts'))
  try {
    const baseUrl = `http://127.0.0.1:${await heard<number>(scim)}`
    const rounds: Round[] = []
    for (let at = 0; at < ROUNDS; at += 1) {
      const pushed = await asked<MockRound>(mock, { baseUrl, people: PEOPLE, groups: GROUPS })
      const sent = await asked<BareRound>(bare, { baseUrl, sent: pushed.sent })
      if (at > 0) rounds.push({ mock: { ...pushed, sent: [] }, bare: sent })
    }
    report(rounds, json)
  } finally {
    for (const child of [scim, mock, bare]) child.kill()
  }
}

function report(rounds: readonly Round[], json: string | undefined): void {
  const of = (value: (round: Round) => number) => median(rounds.map(value))
  const mock = of((round) => round.mock.cpuUs)
  const bare = of((round) => round.bare.cpuUs)
  const ratio = of((round) => round.mock.cpuUs / round.bare.cpuUs)
  const people = of((round) => round.mock.peoplePerSecond)
  const rssMb = of((round) => round.mock.rssMb)
  const rps = of((round) => round.mock.rps)
  console.log(machine())
  console.log(
    `${rounds.length} rounds of ${PEOPLE} people and ${GROUPS} groups; median ${people.toFixed(0)} people/s`,
  )
  console.log(`mock    ${mock.toFixed(0)} µs CPU per request, ${rssMb} MB resident`)
  console.log(`undici  ${bare.toFixed(0)} µs CPU per request   ratio ${ratio.toFixed(2)}`)
  if (json === undefined) return
  const size = PEOPLE * rounds.length
  const rows = [
    { case: 'push', size, subject: 'mock-okta', cpuUsPerReq: mock, rssMb, rps },
    { case: 'push', size, subject: 'undici', cpuUsPerReq: bare },
  ]
  const ratios = [{ case: 'push', ratio, peoplePerSecond: people }]
  writeFileSync(json, JSON.stringify({ machine: machine(), rows, ratios }, null, 2))
}

function asked<T>(child: ChildProcess, message: object): Promise<T> {
  child.send(message)
  return heard<T>(child)
}

function heard<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (value) => {
      child.off('exit', ended)
      resolve(value as T)
    })
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}
