import { compareIds } from '../compare-ids.ts'
import type { Report, ReportedRequirement, ReportedScenario } from '../report.ts'
import type { Verdict } from '../verdicts/verdict.ts'

export interface VerdictChange {
  readonly id: string
  readonly summary: string
  /** Absent on the side whose run was not about it. */
  readonly before: Verdict | undefined
  readonly after: Verdict | undefined
  readonly reason: string | null
}

export interface BehaviourChange {
  readonly id: string
  readonly summary: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export interface TimeDrift {
  readonly endpoint: string
  readonly before: number
  readonly after: number
}

/** What is different between two runs; what is the same is not in it. */
export interface ReportDiff {
  readonly before: string
  readonly after: string
  readonly fixed: readonly VerdictChange[]
  /** Failing now and not before. */
  readonly broken: readonly VerdictChange[]
  /** Any other change of verdict, and requirements that only one of the runs is about. */
  readonly changed: readonly VerdictChange[]
  /** Another outcome where several are acceptable. */
  readonly behaviour: readonly BehaviourChange[]
  /** Scenarios that only passed when they were tried again, in the later run. */
  readonly flaky: readonly string[]
  /** Median times that at least doubled or halved. */
  readonly timing: readonly TimeDrift[]
}

const BAD: ReadonlySet<Verdict> = new Set(['FAIL', 'ERROR', 'BLOCKED'])

export function diffReports(before: Report, after: Report): ReportDiff {
  const changes = verdictChanges(before.requirements, after.requirements)
  const isFixed = ({ before: was, after: is }: VerdictChange) =>
    isBad(was) && is !== undefined && is !== 'SKIP' && !isBad(is)
  const isBroken = ({ before: was, after: is }: VerdictChange) => !isBad(was) && isBad(is)
  return {
    before: nameOf(before),
    after: nameOf(after),
    fixed: changes.filter(isFixed),
    broken: changes.filter(isBroken),
    changed: changes.filter((change) => !isFixed(change) && !isBroken(change)),
    behaviour: behaviourChanges(before.requirements, after.requirements),
    flaky: after.scenarios.filter(({ flaky }) => flaky).map(titleOf),
    timing: drift(before, after),
  }
}

function isBad(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && BAD.has(verdict)
}

function nameOf({ target, run }: Report): string {
  return `${target.name}, ${run.finished}`
}

function titleOf({ rule, name }: ReportedScenario): string {
  return rule === null ? name : `${rule}: ${name}`
}

function verdictChanges(
  before: readonly ReportedRequirement[],
  after: readonly ReportedRequirement[],
): VerdictChange[] {
  return pairs(before, after)
    .filter(([was, is]) => was?.verdict !== is?.verdict)
    .map(([was, is]) => ({
      id: is?.id ?? was?.id ?? '',
      summary: is?.summary ?? was?.summary ?? '',
      before: was?.verdict,
      after: is?.verdict,
      reason: is?.reason ?? null,
    }))
}

function behaviourChanges(
  before: readonly ReportedRequirement[],
  after: readonly ReportedRequirement[],
): BehaviourChange[] {
  return pairs(before, after).flatMap(([was, is]) => {
    if (was === undefined || is === undefined) return []
    const [old, now] = [[...was.observed].sort(), [...is.observed].sort()]
    if (old.join('\n') === now.join('\n')) return []
    return [{ id: is.id, summary: is.summary, before: old, after: now }]
  })
}

type Pair = readonly [ReportedRequirement | undefined, ReportedRequirement | undefined]

function pairs(
  before: readonly ReportedRequirement[],
  after: readonly ReportedRequirement[],
): Pair[] {
  const old = new Map(before.map((one) => [one.id, one]))
  const now = new Map(after.map((one) => [one.id, one]))
  const ids = [...new Set([...old.keys(), ...now.keys()])]
  return ids.sort(compareIds).map((id) => [old.get(id), now.get(id)])
}

/** Differences of a few milliseconds are noise. */
const NOISE_MS = 5

function drift(before: Report, after: Report): TimeDrift[] {
  const old = new Map(before.times.map((time) => [time.endpoint, time.p50]))
  return after.times
    .flatMap(({ endpoint, p50 }) => {
      const was = old.get(endpoint)
      return was === undefined ? [] : [{ endpoint, before: was, after: p50 }]
    })
    .filter(({ before: was, after: is }) => {
      const [less, more] = was < is ? [was, is] : [is, was]
      return more - less >= NOISE_MS && more >= 2 * less
    })
}
