import type { Finding } from './finding.ts'
import type { ScenarioCase } from './scenario-case.ts'

/** A failure that the user knows of and accepts for a time. */
export interface Waiver {
  readonly requirement: string
  /** A regular expression that the scenario's name or the reason must match; without it, every failure. */
  readonly pattern?: string
  readonly reason: string
  readonly ticket?: string
  /** The last day on which it holds, YYYY-MM-DD (UTC). */
  readonly expires: string
}

/** What became of a waiver in this run. */
export type WaiverState = 'used' | 'unused' | 'unexpected-pass' | 'expired'

export interface WaiverOutcome extends Waiver {
  readonly state: WaiverState
}

export interface Waived {
  readonly findings: readonly Finding[]
  readonly waivers: readonly WaiverOutcome[]
}

/** Reasons come from the target; only so much of one is matched against a pattern. */
const MATCHED = 4_000

/** Turns the failures that a waiver covers into WAIVED, and passes where none was expected into UNEXPECTED_PASS. */
export function applyWaivers(
  findings: readonly Finding[],
  cases: ReadonlyMap<string, ScenarioCase>,
  waivers: readonly Waiver[],
  now: Date,
): Waived {
  let current = findings
  const outcomes = waivers.map((waiver): WaiverOutcome => {
    if (isExpired(waiver, now)) return { ...waiver, state: 'expired' }
    const covers = coverage(waiver, cases)
    const before = current
    current = current.map((finding) => (covers(finding) ? waived(finding, waiver) : finding))
    if (current.some((finding, index) => finding !== before[index])) {
      return { ...waiver, state: 'used' }
    }
    const mine = findings.filter(({ requirement }) => requirement === waiver.requirement)
    if (mine.length === 0 || !mine.every(passed)) {
      return { ...waiver, state: 'unused' }
    }
    current = current.map((finding) =>
      finding.requirement === waiver.requirement
        ? { ...finding, verdict: 'UNEXPECTED_PASS', reason: `waived, but passes: ${waiver.reason}` }
        : finding,
    )
    return { ...waiver, state: 'unexpected-pass' }
  })
  return { findings: current, waivers: outcomes }
}

function coverage(
  { requirement, pattern }: Waiver,
  cases: ReadonlyMap<string, ScenarioCase>,
): (finding: Finding) => boolean {
  const expression = pattern === undefined ? undefined : new RegExp(pattern, 'i')
  return (finding) => {
    if (finding.requirement !== requirement) return false
    if (finding.verdict !== 'FAIL' && finding.verdict !== 'WARN') return false
    if (expression === undefined) return true
    const name = cases.get(finding.scenario)?.name ?? ''
    return expression.test(name) || expression.test((finding.reason ?? '').slice(0, MATCHED))
  }
}

function waived(finding: Finding, { reason, ticket }: Waiver): Finding {
  const because = ticket === undefined ? reason : `${reason} (${ticket})`
  return { ...finding, verdict: 'WAIVED', reason: `waived: ${because}\n${finding.reason ?? ''}` }
}

/** A NOTE with a reason is something broken that counts for little, not a pass. */
function passed({ verdict, reason }: Finding): boolean {
  return verdict === 'PASS' || (verdict === 'NOTE' && reason === null)
}

function isExpired({ expires }: Waiver, now: Date): boolean {
  return now.toISOString().slice(0, 10) > expires
}
