import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Level } from '../../reports/catalogue.ts'
import { type Severity, severity } from '../../reports/verdicts/severity.ts'

const LEVELS: readonly Level[] = [
  'MUST',
  'MUST NOT',
  'REQUIRED',
  'SHOULD',
  'SHOULD NOT',
  'MAY',
  'AMBIGUOUS',
]
const [F, W, N]: readonly Severity[] = ['FAIL', 'WARN', 'NOTE']

/**
 * Every level × basis × strictness × confirmed. A row gives, for hard levels, for SHOULDs, for MAY and
 * for AMBIGUOUS: [lenient, strict, lenient and confirmed, strict and confirmed].
 */
const TABLE: readonly (readonly [string, string, ...(readonly (Severity | undefined)[])[]])[] = [
  ['RFC7644-3.3-01', 'keyword', [F, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['RFC7644-3.3-01', 'field', [F, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['RFC7644-3.3-01', 'abnf', [F, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['RFC7644-3.3-01', 'erratum', [F, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['RFC7644-3.3-01', 'prose', [W, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['RFC7644-3.3-01', 'table', [W, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['RFC7644-3.3-01', 'schema', [W, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['RFC7644-3.3-A01', 'ambiguity', [W, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['OKTA-1.2-01', 'documented', [F, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['OKTA-1.2-01', 'captured', [F, F, F, F], [W, F, W, F], [N, N, N, N], [W, W, W, W]],
  ['ENTRA-1-01', 'support', [W, W, F, F], [W, W, W, F], [N, N, N, N], [W, W, W, W]],
  ['STYTCH-4.1-01', 'third-party', [W, W, F, F], [W, W, W, F], [N, N, N, N], [W, W, W, W]],
  ['STYTCH-4.1-01', 'inferred', [N, N, N, N], [N, N, N, N], [N, N, N, N], [N, N, N, N]],
  ['OKTA-1.2-01', 'unknown', [N, N, N, N], [N, N, N, N], [N, N, N, N], [N, N, N, N]],
  ['DRAFT-roles-01', 'keyword', [W, W, W, W], [W, W, W, W], [N, N, N, N], [W, W, W, W]],
]

function columnOf(level: Level): number {
  if (level === 'MAY') return 2
  if (level === 'AMBIGUOUS') return 3
  return level.startsWith('SHOULD') ? 1 : 0
}

for (const [id, basis, ...columns] of TABLE) {
  for (const level of LEVELS) {
    for (const [index, [strict, confirmed]] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ].entries()) {
      const expected = columns[columnOf(level)]?.[index]
      test(`${id} ${basis} ${level}${strict ? ' strict' : ''}${confirmed ? ' confirmed' : ''} is ${expected}`, () => {
        const graded = { id, level, basis, confirmed: confirmed ?? false }
        assert.equal(severity(graded, strict ?? false), expected)
        const certain = id.startsWith('RFC') ? graded : { ...graded, basis: 'x', certainty: basis }
        if (!id.startsWith('DRAFT')) assert.equal(severity(certain, strict ?? false), expected)
      })
    }
  }
}
