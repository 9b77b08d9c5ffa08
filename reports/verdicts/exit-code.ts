import type { Hollow } from './hollow.ts'
import type { Verdict } from './verdict.ts'

export interface Ending {
  readonly verdicts: readonly Verdict[]
  readonly hollow: Hollow | undefined
  /** The suite itself went wrong somewhere. */
  readonly ownErrors: number
  readonly leftovers: number
  /** Findings of random rehearsals that break what a server must do. */
  readonly graveFindings: number
}

/** What the process tells the shell. The first cause that explains the others wins. */
export function exitCodeOf({
  verdicts,
  hollow,
  ownErrors,
  leftovers,
  graveFindings,
}: Ending): number {
  if (hollow?.kind === 'refused' || hollow?.kind === 'unreachable') return 3
  if (hollow?.kind === 'nothing-ran' && ownErrors === 0) return 2
  if (ownErrors > 0) return 4
  if (hollow !== undefined || verdicts.includes('FAIL') || verdicts.includes('ERROR')) return 1
  if (graveFindings > 0) return 1
  return leftovers > 0 ? 5 : 0
}
