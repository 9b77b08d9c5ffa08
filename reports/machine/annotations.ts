import type { Report, ReportedScenario } from '../report.ts'

/** GitHub shows ten of each kind for a step and drops the rest. */
const SHOWN = 10

/** Workflow commands that mark failures and warnings at their scenario's line. */
export function annotations({ scenarios, warnings }: Report): string {
  const failed = scenarios.filter(({ verdict }) => verdict === 'FAIL' || verdict === 'ERROR')
  const warned = scenarios.filter(({ verdict }) => verdict === 'WARN')
  const lines = [
    ...warnings.map((warning) => `::warning title=SCIM conformance::${inMessage(warning)}`),
    ...failed.slice(0, SHOWN).map((scenario) => command('error', scenario)),
    ...warned.slice(0, SHOWN - warnings.length).map((scenario) => command('warning', scenario)),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function command(kind: 'error' | 'warning', scenario: ReportedScenario): string {
  const { uri, line, rule, name, reason, verdict } = scenario
  const title = `${verdict}: ${rule ?? name}`
  const place = `file=${inProperty(uri)},line=${line},title=${inProperty(title)}`
  return `::${kind} ${place}::${inMessage(reason ?? verdict)}`
}

function inMessage(text: string): string {
  return text.slice(0, 2_000).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function inProperty(text: string): string {
  return inMessage(text.slice(0, 300)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
