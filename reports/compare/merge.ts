import type { Requirement } from '../catalogue.ts'
import type { RunRecord } from '../run-record.ts'
import { judge } from '../verdicts/judge.ts'
import type { Waiver } from '../verdicts/waiver.ts'
import type { StoredRun } from './read-run.ts'

/** Shards of one run become one record and are judged anew: a requirement may have scenarios in several. */
export function mergeRuns(
  runs: readonly StoredRun[],
  catalogue: readonly Requirement[],
  waivers: readonly Waiver[] = [],
): RunRecord {
  const [first] = runs
  if (first === undefined) throw new Error('nothing to merge')
  const envelopes = runs.flatMap((run) => run.envelopes)
  const exchanges = runs
    .flatMap((run) => run.exchanges)
    .map((exchange, index) => ({ ...exchange, id: index + 1 }))
  const reports = runs.map(({ report }) => report)
  const strict = reports.some((report) => report.strict)
  const started = reports.map(({ run }) => run.started).sort()
  const finished = reports.map(({ run }) => run.finished).sort()
  return {
    judgement: judge({ envelopes, catalogue, strict, waivers, exchanges }),
    envelopes,
    exchanges,
    run: {
      ...first.report.run,
      started: started[0] ?? first.report.run.started,
      finished: finished.at(-1) ?? first.report.run.finished,
    },
    target: first.report.target,
    leftovers: reports.flatMap(({ leftovers }) => leftovers),
  }
}
