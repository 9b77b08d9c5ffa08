import { endpointOf } from './endpoint.ts'
import type { Exchange, RunRecord } from './run-record.ts'
import type { JudgedRequirement, JudgedScenario } from './verdicts/judgement.ts'
import { VERDICTS, type Verdict } from './verdicts/verdict.ts'

/** One thing to fix: the requirements that break in the same way, and what could not be judged because of it. */
export interface Cause {
  readonly verdict: Verdict
  readonly requirements: readonly JudgedRequirement[]
  readonly knockOns: readonly JudgedRequirement[]
  readonly scenarios: readonly JudgedScenario[]
  readonly reason: string
  /** The exchange that shows it. */
  readonly evidence: Exchange | undefined
}

/** Reasons may hold megabytes of what a target sent; this much of two tells whether they are alike. */
const COMPARED = 400

const BROKEN: ReadonlySet<Verdict> = new Set(['FAIL', 'ERROR', 'WARN'])

/** What to fix, what matters most first: the worst verdict, then what hides most behind it. */
export function causesOf({ judgement, exchanges }: RunRecord): Cause[] {
  const { requirements } = judgement
  const scenarios = new Map(judgement.scenarios.map((scenario) => [scenario.id, scenario]))
  const shown = lastScimByScenario(exchanges)
  const groups = new Map<string, JudgedRequirement[]>()
  for (const requirement of requirements.filter(({ verdict }) => BROKEN.has(verdict))) {
    const key = keyOf(requirement, evidenceOf(requirement, scenarios, shown))
    groups.set(key, [...(groups.get(key) ?? []), requirement])
  }
  return [...groups.values()]
    .map((group) => toCause(group, requirements, scenarios, shown))
    .sort(byWeight)
}

function toCause(
  group: readonly JudgedRequirement[],
  requirements: readonly JudgedRequirement[],
  scenarios: ReadonlyMap<string, JudgedScenario>,
  shown: ReadonlyMap<string, Exchange>,
): Cause {
  const sorted = [...group].sort((a, b) => rank(a.verdict) - rank(b.verdict))
  const [first] = sorted
  const ids = new Set(group.map(({ id }) => id))
  return {
    verdict: first?.verdict ?? 'FAIL',
    requirements: sorted,
    knockOns: requirements.filter(
      ({ verdict, blockedBy }) => verdict === 'BLOCKED' && ids.has(blockedBy ?? ''),
    ),
    scenarios: [...new Set(group.flatMap((one) => one.scenarios))].flatMap((id) => {
      const scenario = scenarios.get(id)
      return scenario !== undefined && isBad(scenario) ? [scenario] : []
    }),
    reason: first?.reason ?? '',
    evidence: first && evidenceOf(first, scenarios, shown),
  }
}

function byWeight(a: Cause, b: Cause): number {
  return (
    rank(a.verdict) - rank(b.verdict) ||
    b.knockOns.length - a.knockOns.length ||
    b.requirements.length - a.requirements.length ||
    b.scenarios.length - a.scenarios.length
  )
}

function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict)
}

function isBad({ verdict }: JudgedScenario): boolean {
  return BROKEN.has(verdict) || verdict === 'BLOCKED'
}

/** The last SCIM exchange of a scenario that broke: what its assertion looked at. */
function evidenceOf(
  requirement: JudgedRequirement,
  scenarios: ReadonlyMap<string, JudgedScenario>,
  shown: ReadonlyMap<string, Exchange>,
): Exchange | undefined {
  const broken = requirement.scenarios.find((id) => {
    const scenario = scenarios.get(id)
    return scenario !== undefined && isBad(scenario)
  })
  return shown.get(broken ?? '')
}

function lastScimByScenario(exchanges: readonly Exchange[]): Map<string, Exchange> {
  const last = new Map<string, Exchange>()
  for (const exchange of exchanges) {
    if (exchange.lane !== 'scim' || exchange.source === 'clean-up') continue
    if (exchange.scenario !== null) last.set(exchange.scenario, exchange)
  }
  return last
}

/** The same words about the same kind of request are the same cause; names, ids and numbers vary. */
function keyOf({ reason, verdict }: JudgedRequirement, evidence: Exchange | undefined): string {
  const words = (reason ?? '')
    .slice(0, COMPARED)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replace(/"[^"\n]*"|'[^'\n]*'/g, '#')
    .replace(/\S+@\S+/g, '#')
    .replace(/\/[\w.~%/-]+/g, '/#')
  const where = evidence && `${endpointOf(evidence)} ${evidence.response?.status ?? 'no answer'}`
  return [verdict === 'ERROR', where, words].join('\n')
}
