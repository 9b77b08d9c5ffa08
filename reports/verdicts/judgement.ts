import type { Requirement } from '../catalogue.ts'
import type { Finding } from './finding.ts'
import type { Hollow } from './hollow.ts'
import type { ScenarioCase } from './scenario-case.ts'
import type { Verdict } from './verdict.ts'
import type { WaiverOutcome } from './waiver.ts'

export interface Score {
  /** Hard requirements of the target that hold. */
  readonly passed: number
  /** Hard requirements that could be looked at. */
  readonly applicable: number
}

export interface Coverage {
  /** Requirements that were looked at in this run. */
  readonly applicable: number
  /** Requirements that a machine can check from outside, as the catalogue has them. */
  readonly all: number
  /** Requirements that a scenario of this run is about, whether or not the target let it run. */
  readonly tested: number
}

export interface JudgedRequirement extends Requirement {
  readonly verdict: Verdict
  readonly reason: string | null
  readonly blockedBy: string | null
  /** Outcomes seen where the standard leaves room. */
  readonly observed: readonly string[]
  readonly scenarios: readonly string[]
}

export interface JudgedScenario extends ScenarioCase {
  readonly verdict: Verdict
  /** What decided it; null where nothing is to be said. */
  readonly reason: string | null
  readonly requirements: readonly string[]
}

export interface Judgement {
  readonly strict: boolean
  readonly requirements: readonly JudgedRequirement[]
  readonly scenarios: readonly JudgedScenario[]
  readonly findings: readonly Finding[]
  /** Entries of the catalogue that could be checked but that no scenario of this run is about. */
  readonly untested: readonly Requirement[]
  readonly waivers: readonly WaiverOutcome[]
  readonly hollow: Hollow | undefined
  readonly doubts: readonly string[]
  /** What went wrong outside every scenario. */
  readonly errors: readonly string[]
  readonly score: Score
  readonly coverage: Coverage
  /** Before leftovers are known. */
  readonly exitCode: number
}
