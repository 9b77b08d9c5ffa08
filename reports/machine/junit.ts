import type { Report, ReportedScenario } from '../report.ts'
import { element, text, type Xml } from './xml.ts'

/** JUnit XML, made from verdicts: what only warns or is waived is green, with a line that says so. */
export function junit(report: Report): string {
  const suites = [...byFeature(report.scenarios)].map(([feature, scenarios]) =>
    element('testsuite', { name: feature, ...counts(scenarios) }, scenarios.map(testCase)),
  )
  const root = element(
    'testsuites',
    { name: `scimulate ${report.target.name}`, ...counts(report.scenarios) },
    [...suites, ...outside(report)],
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`
}

function counts(scenarios: readonly ReportedScenario[]): Record<string, string | number> {
  const count = (...verdicts: string[]) =>
    scenarios.filter(({ verdict }) => verdicts.includes(verdict)).length
  return {
    tests: scenarios.length,
    failures: count('FAIL'),
    errors: count('ERROR'),
    skipped: count('SKIP', 'BLOCKED'),
    time: seconds(scenarios.reduce((sum, { ms }) => sum + ms, 0)),
  }
}

function testCase(scenario: ReportedScenario): Xml {
  const { name, rule, feature, ms, uri, line } = scenario
  return element(
    'testcase',
    {
      name: rule === null ? name : `${rule}: ${name}`,
      classname: feature,
      time: seconds(ms),
      file: uri,
      line,
    },
    [result(scenario), note(scenario)].flat(),
  )
}

function result({ verdict, reason, tags }: ReportedScenario): Xml[] {
  const message = firstLine(reason ?? verdict)
  const detail = [text(`${tags.join(' ')}\n${reason ?? ''}`)]
  switch (verdict) {
    case 'FAIL':
      return [element('failure', { message, type: verdict }, detail)]
    case 'ERROR':
      return [element('error', { message, type: verdict }, detail)]
    case 'SKIP':
      return [element('skipped', { message })]
    case 'BLOCKED':
      return [element('skipped', { message: `blocked: ${message}` })]
    default:
      return []
  }
}

/** A green case that has something to say. */
function note({ verdict, reason, flaky }: ReportedScenario): Xml[] {
  const notes = [
    ['WARN', 'NOTE', 'WAIVED', 'UNEXPECTED_PASS'].includes(verdict)
      ? `${verdict}: ${reason ?? ''}`
      : '',
    flaky ? 'FLAKY: passed when it was tried again' : '',
  ].filter((line) => line !== '')
  return notes.length === 0 ? [] : [element('system-out', {}, [text(notes.join('\n'))])]
}

/** What went wrong outside every scenario would be invisible among test cases. */
function outside({ errors }: Report): Xml[] {
  return errors.length === 0 ? [] : [element('system-err', {}, [text(errors.join('\n'))])]
}

function byFeature(scenarios: readonly ReportedScenario[]): Map<string, ReportedScenario[]> {
  const groups = new Map<string, ReportedScenario[]>()
  for (const scenario of scenarios) {
    groups.set(scenario.feature, [...(groups.get(scenario.feature) ?? []), scenario])
  }
  return groups
}

function firstLine(reason: string): string {
  return (reason.split('\n')[0] ?? '').slice(0, 300)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
