import { writeFileSync } from 'node:fs'
import { machine } from '../machine.ts'
import type { BenchOptions } from '../options.ts'
import { bareBeside, type Filled, laneOf, peers } from './lanes.ts'
import { type Lane, type Measured, medians, round } from './measure.ts'
import { OPERATIONS } from './operations.ts'
import { MOST_FILLING_MS, Population } from './population.ts'
import { type Row, ratiosOf, residentPerUser, tableOf, targetsOf } from './report.ts'
import { reference, type Subject } from './subject.ts'

const THOROUGH = { sizes: [1_000, 10_000, 100_000], rounds: 9, seconds: 1 }
const QUICK = { sizes: [1_000, 10_000], rounds: 3, seconds: 1 }

/** The reference server beside a bare fastify and two peers, each in its own process. */
export async function server({ json, quick }: BenchOptions): Promise<void> {
  const { sizes, rounds, seconds } = quick ? QUICK : THOROUGH
  const subjects = [await reference(), ...(await peers())]
  const populations = new Map(subjects.map((one) => [one, new Population(one)]))
  const rows: Row[] = []
  try {
    for (const size of sizes) {
      const here = await filled(populations, size)
      const lowest = await bareBeside(here)
      for (const operation of OPERATIONS) {
        const lanes = [
          ...here.map(([subject, users]) => laneOf(subject, users, operation)),
          lowest.lane(operation),
        ]
        for (const [lane, measured] of await interleaved(lanes, rounds, seconds)) {
          const rssMb = Math.round(lane.subject.resident() / 1_048_576)
          rows.push({ case: operation.name, size, subject: lane.subject.name, rssMb, ...measured })
        }
      }
      lowest.subject.stop()
    }
  } finally {
    for (const one of subjects) one.stop()
  }
  const ratios = ratiosOf(rows)
  console.log(`${machine()}, ${rounds} interleaved rounds of ${seconds} s, medians\n`)
  console.log(`${tableOf(rows, ratios)}\n\n${targetsOf(ratios)}`)
  if (json) writeFileSync(json, JSON.stringify({ machine: machine(), rows, ratios }, null, 2))
}

async function filled(populations: Map<Subject, Population>, size: number): Promise<Filled> {
  const here: [Subject, Population][] = []
  for (const [subject, users] of populations) {
    const before = { rss: subject.resident(), users: users.next }
    const full = await users.grow(size, MOST_FILLING_MS)
    if (full) here.push([subject, users])
    else
      console.error(
        `${subject.name} holds ${users.ids.length} users after 10 minutes: not measured at ${size}`,
      )
    const made = users.next - before.users
    console.error(
      `${subject.name}: ${size} users, ${residentPerUser(subject.resident() - before.rss, made)}`,
    )
  }
  return here
}

/** Each lane in turn, round by round: what disturbs the machine for a while disturbs all alike. */
async function interleaved(lanes: readonly Lane[], rounds: number, seconds: number) {
  const measured = new Map<Lane, Measured[]>(lanes.map((lane) => [lane, []]))
  for (const lane of lanes) await round(lane, seconds)
  for (let i = 0; i < rounds; i += 1) {
    for (const [lane, all] of measured) all.push(await round(lane, seconds))
  }
  return [...measured].map(([lane, all]) => [lane, medians(all)] as const)
}
