import type { Requirement } from '../catalogue.ts'
import { acceptedAs, linkedTo } from './observed.ts'
import type { Observation, ScenarioCase } from './scenario-case.ts'
import { severity } from './severity.ts'
import type { Verdict } from './verdict.ts'

/** What one scenario tells about one requirement. */
export interface Finding {
  readonly requirement: string
  readonly scenario: string
  readonly verdict: Verdict
  readonly reason: string | null
  readonly blockedBy: string | null
  readonly observed: string | null
  /** False when the scenario is about something else and only came across it. */
  readonly own: boolean
}

/** Finds the entry of an id; one that the catalogue lacks is taken at its word. */
export type Lookup = (id: string) => Requirement

/** Everything that one scenario tells: about what it is tagged with, and about what it met on the way. */
export function findingsOf(
  scenario: ScenarioCase,
  tagged: readonly string[],
  lookup: Lookup,
  strict: boolean,
): Finding[] {
  return [
    ...tagged.map((id) => ownFinding(scenario, lookup(id), strict)),
    ...blockers(scenario, tagged, lookup, strict),
    ...scenario.observations.flatMap((seen) => observed(scenario, seen, tagged, lookup, strict)),
  ]
}

function ownFinding(scenario: ScenarioCase, requirement: Requirement, strict: boolean): Finding {
  const { outcome } = scenario
  const base = { requirement: requirement.id, scenario: scenario.id, own: true, observed: null }
  switch (outcome.kind) {
    case 'passed':
      return { ...base, verdict: 'PASS', reason: null, blockedBy: null }
    case 'broken':
      return {
        ...base,
        verdict: severity(requirement, strict),
        reason: outcome.reason,
        blockedBy: null,
      }
    case 'blocked': {
      const itself = outcome.by === requirement.id
      return {
        ...base,
        verdict: itself ? severity(requirement, strict) : 'BLOCKED',
        reason: outcome.reason,
        blockedBy: itself ? null : outcome.by,
      }
    }
    case 'target-error':
    case 'own-error':
      return { ...base, verdict: 'ERROR', reason: outcome.reason, blockedBy: null }
    case 'skipped':
      return { ...base, verdict: 'SKIP', reason: outcome.reason, blockedBy: null }
  }
}

/** What blocks a scenario is broken, also where no scenario of its own has shown that. */
function blockers(
  { id, outcome }: ScenarioCase,
  tagged: readonly string[],
  lookup: Lookup,
  strict: boolean,
): Finding[] {
  if (outcome.kind !== 'blocked' || tagged.includes(outcome.by)) return []
  return [
    {
      requirement: outcome.by,
      scenario: id,
      verdict: severity(lookup(outcome.by), strict),
      reason: outcome.reason,
      blockedBy: null,
      observed: null,
      own: false,
    },
  ]
}

/** A seen outcome is noted; one that the catalogue calls doubtful warns, of what the scenario is about too; a deviation breaks what it relaxes. */
function observed(
  { id }: ScenarioCase,
  seen: Observation,
  tagged: readonly string[],
  lookup: Lookup,
  strict: boolean,
): Finding[] {
  const entry = lookup(seen.requirement)
  const accepted = acceptedAs(entry, seen.observed)
  const finding = (requirement: string, verdict: Verdict): Finding => ({
    requirement,
    scenario: id,
    verdict,
    reason: accepted === 'accepted' ? null : reasonOf(seen, accepted),
    blockedBy: null,
    observed: seen.observed,
    own: tagged.includes(requirement),
  })
  if (accepted === 'accepted') return [finding(entry.id, 'NOTE')]
  if (accepted === 'warn') {
    const about = (entry.relaxes ?? []).filter((id) => tagged.includes(id))
    return [entry.id, ...about].map((id) => finding(id, 'WARN'))
  }
  const fails = strict || accepted === 'fail'
  return [
    finding(entry.id, 'WARN'),
    ...linkedTo(entry, tagged).map((linked) => {
      const severest = severity(lookup(linked), strict)
      return finding(linked, severest === 'FAIL' && !fails ? 'WARN' : severest)
    }),
  ]
}

function reasonOf({ observed: what, detail }: Observation, accepted: string): string {
  return `${what} (${accepted})${detail === undefined ? '' : `: ${detail}`}`
}
