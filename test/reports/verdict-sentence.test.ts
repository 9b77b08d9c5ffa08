import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verdictSentence } from '../../reports/verdict-sentence.ts'
import type { Judgement } from '../../reports/verdicts/judgement.ts'
import type { Verdict } from '../../reports/verdicts/verdict.ts'
import { entry, recordOf } from './fabricated-run.ts'

function sentence(verdicts: Readonly<Record<string, Verdict>>): string {
  const requirements = Object.entries(verdicts).map(([id, verdict]) => ({
    ...entry(id),
    verdict,
    reason: null,
    blockedBy: null,
    observed: [],
    scenarios: [],
  }))
  const judgement: Judgement = {
    ...recordOf([]).judgement,
    requirements,
    score: { passed: 0, applicable: 3 },
  }
  return verdictSentence(judgement)
}

for (const [verdicts, expected] of [
  [
    { 'OKTA-1.2-01': 'PASS', 'OKTA-1.3-01': 'WARN', 'OKTA-1.4-01': 'FAIL' },
    'Okta can create and update users here, but not deactivate users. 1 requirement fails.',
  ],
  [
    { 'OKTA-1.1-01': 'PASS', 'OKTA-1.2-01': 'PASS', 'OKTA-1.3-01': 'PASS', 'OKTA-1.9-01': 'PASS' },
    'Okta can connect, create and update users, and push groups here. Nothing that was tested fails.',
  ],
  [
    { 'OKTA-1.1-01': 'FAIL', 'OKTA-1.2-01': 'BLOCKED' },
    'Okta cannot connect or create users here. 1 requirement fails.',
  ],
  [
    { 'OKTA-1.2-01': 'PASS', 'OKTA-1.4-01': 'PASS', 'OKTA-1.4-02': 'FAIL', 'OKTA-1.5-01': 'ERROR' },
    'Okta can create users here, but not reactivate users. Deactivating users works only in part. 1 requirement fails, and 1 requirement could not be judged.',
  ],
  [
    { 'OKTA-1.2-01': 'SKIP', 'RFC7644-3.3-01': 'PASS' },
    'Nothing fails; 3 hard requirements were looked at.',
  ],
] as const) {
  test(expected, () => assert.equal(sentence(verdicts), expected))
}
