import type { MemberChange } from './member-changes.ts'
import type { Outcome } from './outcome.ts'

export interface CaseStep {
  readonly keyword: string
  readonly text: string
  /** PASSED, FAILED, SKIPPED, UNDEFINED … as cucumber calls it. */
  readonly status: string
  readonly ms: number
  readonly message: string | null
  /** When it began, milliseconds since the epoch; lays exchanges beside the step that made them. */
  readonly at: number
  readonly table: readonly (readonly string[])[] | null
  readonly docString: string | null
  /** What became of the product's members by then, where somebody looked. */
  readonly members: readonly MemberChange[]
}

/** An outcome that the scenario saw where the standard leaves room. */
export interface Observation {
  readonly requirement: string
  readonly observed: string
  /** Which of several things the scenario did came to it. */
  readonly detail?: string
}

/** One scenario as it ran, in our words rather than cucumber's. */
export interface ScenarioCase {
  /** The id that exchanges carry: that of the attempt that counts. */
  readonly id: string
  /** The attempts before it, whose exchanges belong to it as well. */
  readonly earlier: readonly string[]
  readonly uri: string
  readonly line: number
  readonly feature: string
  readonly rule: string | null
  readonly name: string
  /** Without the at sign. */
  readonly tags: readonly string[]
  readonly steps: readonly CaseStep[]
  readonly ms: number
  readonly outcome: Outcome
  readonly observations: readonly Observation[]
  /** Failed first and passed when it was tried again. */
  readonly flaky: boolean
}
