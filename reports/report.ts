import { type Explored, isGrave } from './explored.ts'
import type { Capability, Leftover, RunInfo, RunRecord } from './run-record.ts'
import { type EndpointTime, timesByEndpoint } from './timing.ts'
import { verdictSentence } from './verdict-sentence.ts'
import { exitCodeOf } from './verdicts/exit-code.ts'
import { doubts, hollow } from './verdicts/hollow.ts'
import { ownErrorsIn } from './verdicts/judge.ts'
import type { Coverage, Score } from './verdicts/judgement.ts'
import type { Verdict } from './verdicts/verdict.ts'
import type { WaiverOutcome } from './verdicts/waiver.ts'

export interface ReportedRequirement {
  readonly id: string
  readonly level: string
  readonly area: string
  readonly summary: string
  readonly verdict: Verdict
  readonly reason: string | null
  readonly blockedBy: string | null
  readonly observed: readonly string[]
  readonly scenarios: readonly string[]
  readonly exchanges: readonly number[]
}

export interface ReportedScenario {
  readonly id: string
  readonly name: string
  readonly feature: string
  readonly rule: string | null
  readonly uri: string
  readonly line: number
  readonly tags: readonly string[]
  readonly verdict: Verdict
  readonly reason: string | null
  readonly flaky: boolean
  readonly ms: number
}

/** `report.json`; its JSON Schema is `report.schema.json`. */
export interface Report {
  readonly schemaVersion: 1
  readonly run: RunInfo
  readonly target: {
    readonly name: string
    readonly baseUrl: string
    readonly capabilities: readonly Capability[]
  }
  /** One sentence for a person. */
  readonly verdict: string
  /** What must be read before the verdict: why it may mean little. */
  readonly warnings: readonly string[]
  readonly strict: boolean
  readonly score: Score
  readonly coverage: Coverage
  readonly requirements: readonly ReportedRequirement[]
  readonly scenarios: readonly ReportedScenario[]
  readonly waivers: readonly WaiverOutcome[]
  readonly errors: readonly string[]
  readonly leftovers: readonly Leftover[]
  /** How long the target took, by kind of SCIM request. */
  readonly times: readonly EndpointTime[]
  /** What random rehearsals found after the suite; null without them. */
  readonly rehearsals: Rehearsals | null
  readonly exitCode: number
}

/** Random rehearsals as `report.json` tells of them: their exchanges are in the page only. */
export interface Rehearsals extends Omit<Explored, 'findings'> {
  readonly findings: readonly Omit<Explored['findings'][number], 'steps'>[]
}

/** Makes the report from a record that is already redacted. */
export function assembleReport(record: RunRecord): Report {
  const { judgement, exchanges, leftovers, explored } = record
  const nothing = hollow(judgement.scenarios, exchanges)
  const byScenario = exchangesByScenario(record)
  return {
    schemaVersion: 1,
    run: record.run,
    target: record.target,
    verdict: nothing?.message ?? verdictSentence(judgement, explored?.findings.length),
    warnings: [
      ...(nothing === undefined ? [] : [nothing.message]),
      ...doubts(judgement.scenarios, exchanges),
      ...leftoverWarning(leftovers.length),
    ],
    strict: judgement.strict,
    score: judgement.score,
    coverage: judgement.coverage,
    requirements: judgement.requirements.map((requirement) =>
      reportedRequirement(requirement, byScenario),
    ),
    scenarios: judgement.scenarios.map(reportedScenario),
    waivers: judgement.waivers,
    errors: judgement.errors,
    leftovers,
    times: timesByEndpoint(exchanges),
    rehearsals: explored === undefined ? null : rehearsals(explored),
    exitCode:
      record.exitCode ??
      exitCodeOf({
        verdicts: [...judgement.requirements, ...judgement.scenarios].map((one) => one.verdict),
        hollow: nothing,
        ownErrors: ownErrorsIn(judgement.scenarios, judgement.errors),
        leftovers: leftovers.length,
        graveFindings: explored?.findings.filter(isGrave).length ?? 0,
      }),
  }
}

function leftoverWarning(count: number): string[] {
  if (count === 0) return []
  return [`${count} ${count === 1 ? 'resource is' : 'resources are'} left on the target.`]
}

function rehearsals({ findings, ...rest }: Explored): Rehearsals {
  return { ...rest, findings: findings.map(({ steps: _, ...finding }) => finding) }
}

/** Exchange ids by the scenario they belong to; an earlier try counts for the try that decided. */
function exchangesByScenario({ judgement, exchanges }: RunRecord): Map<string, number[]> {
  const owner = new Map<string, string>()
  for (const { id, earlier } of judgement.scenarios) {
    for (const attempt of [...earlier, id]) owner.set(attempt, id)
  }
  const found = new Map<string, number[]>()
  for (const { id, scenario } of exchanges) {
    const key = owner.get(scenario ?? '')
    if (key === undefined) continue
    const ids = found.get(key)
    if (ids === undefined) found.set(key, [id])
    else ids.push(id)
  }
  return found
}

function reportedRequirement(
  requirement: RunRecord['judgement']['requirements'][number],
  byScenario: ReadonlyMap<string, readonly number[]>,
): ReportedRequirement {
  const { id, level, area, summary, verdict, reason, blockedBy, observed, scenarios } = requirement
  return {
    id,
    level,
    area,
    summary,
    verdict,
    reason,
    blockedBy,
    observed,
    scenarios,
    exchanges: scenarios.flatMap((scenario) => byScenario.get(scenario) ?? []),
  }
}

function reportedScenario(scenario: RunRecord['judgement']['scenarios'][number]): ReportedScenario {
  const { id, name, feature, rule, uri, line, tags, verdict, reason, flaky, ms } = scenario
  return {
    id,
    name,
    feature,
    rule,
    uri,
    line,
    tags: tags.map((tag) => `@${tag}`),
    verdict,
    reason,
    flaky,
    ms,
  }
}
