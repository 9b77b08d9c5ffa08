import type { Level } from '../catalogue.ts'

const REQUIREMENT =
  /^(RFC\d{4}-[\d.]+|OKTA-[\w.]+|ENTRA-[\w.]+|STYTCH-[\w.]+|DRAFT-[\w.-]+)-A?\d{2,3}$/

const LEVELS: Readonly<Record<string, Level>> = {
  MUST: 'MUST',
  'MUST-NOT': 'MUST NOT',
  REQUIRED: 'REQUIRED',
  SHOULD: 'SHOULD',
  'SHOULD-NOT': 'SHOULD NOT',
  MAY: 'MAY',
  AMBIGUOUS: 'AMBIGUOUS',
}

/** Whether a tag (without its at sign) names an entry of the catalogue. */
export function isRequirementTag(tag: string): boolean {
  return REQUIREMENT.test(tag)
}

/** The level that a scenario's tags give; a tag holds no space. */
export function levelOf(tags: readonly string[]): Level | undefined {
  return tags.map((tag) => LEVELS[tag]).find((level) => level !== undefined)
}
