/** Worst first: a requirement has the worst verdict of its scenarios. */
export const VERDICTS = [
  'FAIL',
  'ERROR',
  'BLOCKED',
  'WARN',
  'UNEXPECTED_PASS',
  'WAIVED',
  'NOTE',
  'PASS',
  'SKIP',
] as const

export type Verdict = (typeof VERDICTS)[number]

/** The worst of some verdicts; of none, SKIP: what was not looked at is not known. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let found: Verdict = 'SKIP'
  for (const verdict of verdicts) {
    if (VERDICTS.indexOf(verdict) < VERDICTS.indexOf(found)) found = verdict
  }
  return found
}
