import type { Requirement } from '../catalogue.ts'
import type { Coverage, JudgedRequirement, Score } from './judgement.ts'

const HARD = new Set(['MUST', 'MUST NOT', 'REQUIRED'])

export function scoreOf(requirements: readonly JudgedRequirement[]): Score {
  const counted = requirements.filter(
    ({ level, party, verdict }) =>
      HARD.has(level) && party !== 'client' && verdict !== 'SKIP' && verdict !== 'NOTE',
  )
  const passed = counted.filter(
    ({ verdict }) => verdict === 'PASS' || verdict === 'UNEXPECTED_PASS',
  )
  return { passed: passed.length, applicable: counted.length }
}

export function coverageOf(
  requirements: readonly JudgedRequirement[],
  untested: readonly Requirement[],
): Coverage {
  const looked = requirements.filter(({ verdict }) => verdict !== 'SKIP')
  return {
    applicable: looked.length,
    all: requirements.length + untested.length,
    tested: requirements.length,
  }
}

/** Whether a black-box run against a server could ever look at this entry. */
export function isCheckable({ party, testability }: Requirement): boolean {
  return party !== 'client' && (testability === 'automatic' || testability === 'conditional')
}
