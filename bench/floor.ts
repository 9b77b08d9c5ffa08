import { writeFileSync } from 'node:fs'
import { machine } from './machine.ts'
import type { BenchOptions } from './options.ts'
import { middle } from './rows.ts'
import { bareBeside, type Filled, laneOf, peers } from './server/lanes.ts'
import { type Lane, round } from './server/measure.ts'
import { OPERATIONS, type Operation } from './server/operations.ts'
import { MOST_FILLING_MS, Population } from './server/population.ts'
import { statementsAlone } from './server/statements.ts'
import { reference } from './server/subject.ts'

const SIZE = 1_000
const THOROUGH = { rounds: 9, requests: 2_000 }
const QUICK = { rounds: 3, requests: 400 }
const SECONDS = 1

interface Floor {
  readonly operation: string
  /** CPU time for a request, in microseconds. */
  readonly bare: number
  readonly statements: number
  readonly ours: number
  readonly peer: number
}

/**
 * How fast a server on our SQLite could be at all: the CPU of a bare fastify for a request, and that of
 * SQLite for the statements of one, each in a process of its own, beside the reference server and its peers.
 */
export async function floor({ json, quick }: BenchOptions): Promise<void> {
  const { rounds, requests } = quick ? QUICK : THOROUGH
  // The first round of each warms up.
  const alone = await statementsAlone(SIZE, requests, rounds + 1)
  const subjects = [await reference(), ...(await peers())]
  const found: Floor[] = []
  try {
    const here: Filled = subjects.map((one) => [one, new Population(one)])
    for (const [, users] of here) await users.grow(SIZE, MOST_FILLING_MS)
    const lowest = await bareBeside(here)
    for (const operation of OPERATIONS) {
      const lanes = [
        lowest.lane(operation),
        ...here.map(([one, all]) => laneOf(one, all, operation)),
      ]
      found.push(await measured(operation, lanes, alone.round, rounds))
    }
    lowest.subject.stop()
  } finally {
    alone.stop()
    for (const one of subjects) one.stop()
  }
  console.log(`${machine()}, ${rounds} interleaved rounds, medians, CPU µs for a request\n`)
  console.log(tableOf(found))
  if (json) writeFileSync(json, JSON.stringify({ machine: machine(), rows: found }, null, 2))
}

async function measured(
  { name }: Operation,
  lanes: readonly Lane[],
  alone: (operation: string, part: number) => Promise<number>,
  rounds: number,
): Promise<Floor> {
  const statements: number[] = []
  const all = lanes.map((): number[] => [])
  for (let i = 0; i <= rounds; i += 1) {
    statements.push(await alone(name, i))
    for (const [at, lane] of lanes.entries()) {
      all[at]?.push((await round(lane, SECONDS)).cpuUsPerReq)
    }
  }
  const [bare, ours, ...others] = all.map((one) => middle(one.slice(1)))
  return {
    operation: name,
    bare: bare ?? Number.NaN,
    statements: middle(statements.slice(1)),
    ours: ours ?? Number.NaN,
    peer: others.length === 0 ? Number.NaN : Math.min(...others),
  }
}

function tableOf(rows: readonly Floor[]): string {
  const head =
    '| operation | bare fastify | SQLite alone | reference server | fastest peer | of bare: ours, at most | × peer: ours, at most |'
  const lines = rows.map(({ operation, bare, statements, ours, peer }) => {
    const least = bare + statements
    const two = (value: number) => value.toFixed(2)
    const whole = [bare, statements, ours, peer].map((value) => Math.round(value))
    const ratios = [
      `${two(bare / ours)}, ${two(bare / least)}`,
      `${two(peer / ours)}, ${two(peer / least)}`,
    ]
    return `| ${[operation, ...whole, ...ratios].join(' | ')} |`
  })
  return [head, '|---|--:|--:|--:|--:|--:|--:|', ...lines].join('\n')
}
