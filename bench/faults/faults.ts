import { writeFileSync } from 'node:fs'
import { postgres } from '../../test/server/postgres.ts'
import { machine } from '../machine.ts'
import type { BenchOptions } from '../options.ts'
import { FAULTS, FaultRehearsal, type Outcome } from './rehearsal.ts'

const COUNT = 1_000
const QUICK = 20
const PEOPLE = 12
/** Faults come at different moments of a push, the same ones in every run of the bench. */
const LATEST_MS = 150
const STRIDE = 37

/** Fault after fault in the middle of pushes; the first that loses anything ends it. */
export async function faults({ json, quick, count, minutes }: BenchOptions): Promise<void> {
  const wanted = count ?? (quick ? QUICK : COUNT)
  const end = Date.now() + (minutes ?? Number.POSITIVE_INFINITY) * 60_000
  const database = await postgres({ durable: true })
  if (database?.control === undefined) throw new Error('this needs a PostgreSQL of our own')
  const rehearsal = await FaultRehearsal.start(database)
  const outcomes: Outcome[] = []
  try {
    for (let n = 0; n < wanted && Date.now() < end; n += 1) {
      const fault = FAULTS[n % FAULTS.length] ?? 'node'
      const outcome = await rehearsal.round(fault, PEOPLE, (n * STRIDE) % LATEST_MS)
      outcomes.push(outcome)
      if (outcome.wrong.length > 0) break
    }
  } finally {
    report(outcomes, wanted, json)
    await rehearsal.close()
    await database.stop()
  }
}

function report(outcomes: readonly Outcome[], wanted: number, json: string | undefined): void {
  const rows = [...FAULTS, 'all'].map((fault) => {
    const mine = outcomes.filter((one) => fault === 'all' || one.fault === fault)
    const sum = (of: (one: Outcome) => number) => mine.reduce((all, one) => all + of(one), 0)
    return {
      fault,
      faults: mine.length,
      acknowledged: sum((one) => one.acknowledged),
      refused: sum((one) => one.refused),
      retries: sum((one) => one.retries),
      wrong: sum((one) => one.wrong.length),
    }
  })
  console.log(machine())
  console.table(rows)
  const wrong = outcomes.flatMap((one) => one.wrong)
  for (const one of wrong.slice(0, 20)) console.error(one)
  if (wrong.length > 0) process.exitCode = 1
  else console.log(`${outcomes.length} of ${wanted} faults, nothing lost`)
  if (json) writeFileSync(json, JSON.stringify({ machine: machine(), rows }, null, 2))
}
