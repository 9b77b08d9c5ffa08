import type { Exchange } from './run-record.ts'

/** A history that went wrong, as a report tells of it. */
export interface ExploredFinding {
  /** `seed:path`, by which `scimulate explore --replay` meets it again. */
  readonly path: string
  readonly requirement: string
  readonly level: string
  readonly message: string
  /** The org on the day on which the history begins. */
  readonly setting: string
  /** What happened in Okta, a line for each action. */
  readonly actions: readonly string[]
  /** The same with what was sent because of it; already redacted. */
  readonly steps: readonly { readonly text: string; readonly exchanges: readonly Exchange[] }[]
  /** A feature file. */
  readonly gherkin: string
  /** Whether it failed in the same way once more. */
  readonly repeatable: boolean
}

/** Whether a finding breaks what a server must do. */
export function isGrave({ level }: Pick<ExploredFinding, 'level'>): boolean {
  return /^(MUST|REQUIRED)/.test(level)
}

/** What random rehearsals found. */
export interface Explored {
  readonly seed: number
  readonly runs: number
  readonly requests: number
  readonly command: string
  readonly findings: readonly ExploredFinding[]
}
