import type { Envelope } from '@cucumber/messages'
import type { Level, Requirement } from '../catalogue.ts'
import type { Exchange } from '../run-record.ts'
import { exitCodeOf } from './exit-code.ts'
import { type Finding, findingsOf, type Lookup } from './finding.ts'
import { doubts, hollow } from './hollow.ts'
import type { JudgedRequirement, JudgedScenario, Judgement } from './judgement.ts'
import { readEnvelopes } from './read-envelopes.ts'
import { isRequirementTag, levelOf } from './requirement-tag.ts'
import type { ScenarioCase } from './scenario-case.ts'
import { coverageOf, isCheckable, scoreOf } from './score.ts'
import { worst } from './verdict.ts'
import { applyWaivers, type Waiver } from './waiver.ts'

export interface JudgeInput {
  readonly envelopes: readonly Envelope[]
  readonly catalogue: readonly Requirement[]
  readonly strict: boolean
  readonly waivers?: readonly Waiver[]
  /** Needed to see that every request was refused. */
  readonly exchanges?: readonly Exchange[]
  readonly now?: Date
}

/** The one place where what happened becomes a verdict. */
export function judge(input: JudgeInput): Judgement {
  const { cases, errors } = readEnvelopes(input.envelopes)
  const entries = new Map(input.catalogue.map((entry) => [entry.id, entry]))
  const byId = new Map(cases.map((scenario) => [scenario.id, scenario]))
  const all = cases.flatMap((scenario) => {
    const lookup = (id: string) => entries.get(id) ?? unknownEntry(id, scenario)
    return findingsOf(scenario, tagsOf(scenario), lookup, input.strict)
  })
  const { findings, waivers } = applyWaivers(
    all,
    byId,
    input.waivers ?? [],
    input.now ?? new Date(),
  )
  const own = ownFindings(findings)
  const scenarios = cases.map((scenario) => judgedScenario(scenario, own.get(scenario.id) ?? []))
  const requirements = judgedRequirements(findings, (id) => entries.get(id) ?? unknownEntry(id))
  const tested = new Set(requirements.map(({ id }) => id))
  const untested = input.catalogue.filter((entry) => isCheckable(entry) && !tested.has(entry.id))
  const nothing = hollow(cases, input.exchanges ?? [])
  return {
    strict: input.strict,
    requirements,
    scenarios,
    findings,
    untested,
    waivers,
    hollow: nothing,
    doubts: doubts(cases, input.exchanges ?? []),
    errors,
    score: scoreOf(requirements),
    coverage: coverageOf(requirements, untested),
    exitCode: exitCodeOf({
      verdicts: [...requirements, ...scenarios].map(({ verdict }) => verdict),
      hollow: nothing,
      ownErrors: ownErrorsIn(cases, errors),
      leftovers: 0,
      graveFindings: 0,
    }),
  }
}

export function ownErrorsIn(cases: readonly ScenarioCase[], errors: readonly string[]): number {
  return errors.length + cases.filter(({ outcome }) => outcome.kind === 'own-error').length
}

/** The requirements a scenario is about; a user's own scenario may name none and still counts. */
function tagsOf(scenario: ScenarioCase): string[] {
  const ids = scenario.tags.filter(isRequirementTag)
  return ids.length > 0 ? ids : [UNNAMED]
}

const UNNAMED = ''

/** What is not in the catalogue is as strong as its scenario says. */
function unknownEntry(id: string, scenario?: ScenarioCase): Requirement {
  const level: Level = levelOf(scenario?.tags ?? []) ?? 'MUST'
  return {
    id,
    section: '',
    level,
    party: 'service-provider',
    summary: scenario?.rule ?? scenario?.name ?? 'not in the catalogue',
    observable: null,
    testability: 'automatic',
    depends: null,
    area: 'other',
    basis: id.startsWith('RFC') ? 'keyword' : 'documented',
  }
}

/** What each scenario found about what it is there for. */
function ownFindings(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (!finding.own) continue
    const others = found.get(finding.scenario)
    if (others === undefined) found.set(finding.scenario, [finding])
    else others.push(finding)
  }
  return found
}

function judgedScenario(scenario: ScenarioCase, own: readonly Finding[]): JudgedScenario {
  const verdict = worst(own.map((finding) => finding.verdict))
  return {
    ...scenario,
    verdict,
    reason: own.find((finding) => finding.verdict === verdict)?.reason ?? null,
    requirements: scenario.tags.filter(isRequirementTag),
  }
}

function judgedRequirements(findings: readonly Finding[], lookup: Lookup): JudgedRequirement[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.requirement === UNNAMED) continue
    groups.set(finding.requirement, [...(groups.get(finding.requirement) ?? []), finding])
  }
  return [...groups].map(([id, group]) => {
    const verdict = worst(group.map((finding) => finding.verdict))
    const decisive = group.find((finding) => finding.verdict === verdict)
    return {
      ...lookup(id),
      verdict,
      reason: decisive?.reason ?? null,
      blockedBy: decisive?.blockedBy ?? null,
      observed: [...new Set(group.flatMap(({ observed }) => observed ?? []))],
      scenarios: [...new Set(group.map(({ scenario }) => scenario))],
    }
  })
}
