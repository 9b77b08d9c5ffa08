import type { Report, ReportedScenario } from '../report.ts'
import type { Verdict } from '../verdicts/verdict.ts'

type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other'

/** The run in the Common Test Report Format. */
export function ctrf(report: Report): object {
  const { run, scenarios, target } = report
  const count = (status: CtrfStatus) =>
    scenarios.filter(({ verdict }) => statusOf(verdict) === status).length
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'scimulate',
    timestamp: run.finished,
    results: {
      tool: { name: 'scimulate', version: run.versions.scimulate ?? '0' },
      summary: {
        tests: scenarios.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        flaky: scenarios.filter(({ flaky }) => flaky).length,
        start: Date.parse(run.started),
        stop: Date.parse(run.finished),
      },
      environment: { appName: target.name, testEnvironment: target.baseUrl },
      tests: scenarios.map(test),
    },
  }
}

function test(scenario: ReportedScenario): object {
  const { name, rule, feature, verdict, reason, tags, uri, line, ms, flaky } = scenario
  return {
    name: rule === null ? name : `${rule}: ${name}`,
    status: statusOf(verdict),
    duration: Math.round(ms),
    rawStatus: verdict,
    suite: [feature],
    tags,
    filePath: uri,
    line,
    flaky,
    ...(reason === null ? {} : { message: reason }),
  }
}

function statusOf(verdict: Verdict): CtrfStatus {
  switch (verdict) {
    case 'FAIL':
      return 'failed'
    case 'SKIP':
    case 'BLOCKED':
      return 'skipped'
    case 'ERROR':
      return 'other'
    case 'PASS':
    case 'WARN':
    case 'NOTE':
    case 'WAIVED':
    case 'UNEXPECTED_PASS':
      return 'passed'
  }
}
