import type { Requirement } from '../catalogue.ts'

/** How the catalogue takes an outcome of an ambiguous point. */
export type Acceptance = 'accepted' | 'warn' | 'deviation' | 'fail'

const MARK = /\s*\((warn|deviation|fail)\b[^)]*\)\s*$/

/** Looks an outcome up among those that the entry lists; one that is not listed is simply noted. */
export function acceptedAs({ acceptable }: Requirement, observed: string): Acceptance {
  const listed = acceptable?.find((outcome) => bare(outcome) === bare(observed))
  const [, mark] = MARK.exec(listed ?? '') ?? []
  return (mark as Acceptance | undefined) ?? 'accepted'
}

function bare(outcome: string): string {
  return outcome.replace(MARK, '').trim().toLowerCase()
}

/** The entries that a deviation breaks: those the scenario is about, else the first one linked. */
export function linkedTo({ relaxes = [] }: Requirement, tagged: readonly string[]): string[] {
  const about = relaxes.filter((id) => tagged.includes(id))
  return about.length > 0 ? about : relaxes.slice(0, 1)
}
