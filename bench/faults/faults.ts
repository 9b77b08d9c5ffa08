import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { postgres } from '../../test/server/postgres.ts'
import { machine } from '../machine.ts'
import type { BenchOptions } from '../options.ts'
import { FaultRehearsal, type Outcome } from './rehearsal.ts'
import { FAULTS } from './strike.ts'

const COUNT = 1_000
const QUICK = 18
const PEOPLE = 12
/** Faults come at different places of a push, the same ones in every run of the bench. */
const PLACES = 11
const STRIDE = 4

type Kept = Outcome & { readonly seconds: number }

/**
 * Fault after fault in the middle of pushes; the first that loses anything ends it. With a file of figures
 * that is there already it goes on from the faults in it.
 */
export async function faults({ json, quick, count, minutes }: BenchOptions): Promise<void> {
  const wanted = count ?? (quick ? QUICK : COUNT)
  const end = Date.now() + (minutes ?? Number.POSITIVE_INFINITY) * 60_000
  const database = await postgres({ durable: true })
  if (database?.control === undefined) throw new Error('this needs a PostgreSQL of our own')
  const outcomes = keptIn(json)
  const rehearsal = await FaultRehearsal.start(database)
  try {
    while (outcomes.length < wanted && Date.now() < end) {
      const outcome = await next(rehearsal, outcomes.length)
      outcomes.push(outcome)
      tell(outcome, outcomes.length, wanted)
      if (json) keep(json, outcomes)
      if (outcome.wrong.length > 0) break
    }
  } finally {
    report(outcomes, wanted)
    await rehearsal.close()
    await database.stop()
  }
}

async function next(rehearsal: FaultRehearsal, n: number): Promise<Kept> {
  const fault = FAULTS[n % FAULTS.length] ?? 'node'
  const share = (((n * STRIDE) % PLACES) + 1) / (PLACES + 1)
  const began = Date.now()
  const outcome = await rehearsal.round(fault, PEOPLE, share)
  return { ...outcome, seconds: (Date.now() - began) / 1_000 }
}

function tell(outcome: Kept, done: number, wanted: number): void {
  const { fault, acknowledged, refused, retries, seconds, evidence = 'IT DID NOT STRIKE' } = outcome
  const writes = `${acknowledged} acknowledged, ${refused} not, ${retries} retries`
  console.error(`${done} of ${wanted}: ${fault}, ${seconds.toFixed(1)} s, ${writes}; ${evidence}`)
}

function keptIn(json: string | undefined): Kept[] {
  if (json === undefined || !existsSync(json)) return []
  return (JSON.parse(readFileSync(json, 'utf8')) as { outcomes: Kept[] }).outcomes
}

function keep(json: string, outcomes: readonly Kept[]): void {
  writeFileSync(json, JSON.stringify({ machine: machine(), rows: rowsOf(outcomes), outcomes }))
}

function rowsOf(outcomes: readonly Kept[]) {
  return [...FAULTS, 'all'].map((fault) => {
    const mine = outcomes.filter((one) => fault === 'all' || one.fault === fault)
    const sum = (of: (one: Kept) => number) => mine.reduce((all, one) => all + of(one), 0)
    return {
      fault,
      faults: mine.length,
      struck: mine.filter(({ evidence }) => evidence !== undefined).length,
      acknowledged: sum((one) => one.acknowledged),
      refused: sum((one) => one.refused),
      retries: sum((one) => one.retries),
      wrong: sum((one) => one.wrong.length),
      seconds: Math.round(sum((one) => one.seconds)),
    }
  })
}

function report(outcomes: readonly Kept[], wanted: number): void {
  console.log(machine())
  console.table(rowsOf(outcomes))
  const wrong = outcomes.flatMap((one) => one.wrong)
  for (const one of wrong.slice(0, 20)) console.error(one)
  if (wrong.length > 0) process.exitCode = 1
  else console.log(`${outcomes.length} of ${wanted} faults, nothing lost`)
}
