import type { Report, ReportedScenario } from '../report.ts'

/** TAP version 14: one test point for each scenario. */
export function tap({ scenarios, errors }: Report): string {
  const bail = errors.map((error) => `Bail out! ${oneLine(error)}`)
  return ['TAP version 14', `1..${scenarios.length}`, ...scenarios.map(point), ...bail, ''].join(
    '\n',
  )
}

function point({ verdict, name, rule, reason, ms }: ReportedScenario, index: number): string {
  const described = escaped(oneLine(rule === null ? name : `${rule}: ${name}`))
  const ok = verdict === 'FAIL' || verdict === 'ERROR' || verdict === 'WAIVED' ? 'not ok' : 'ok'
  const line = `${ok} ${index + 1} - ${described}${directive(verdict, reason)}`
  const diagnostic = JSON.stringify({ verdict, duration_ms: Math.round(ms), message: reason })
  return `${line}\n  ---\n  ${diagnostic}\n  ...`
}

function directive(verdict: string, reason: string | null): string {
  const why = escaped(oneLine(reason ?? ''))
  if (verdict === 'SKIP' || verdict === 'BLOCKED') return ` # SKIP ${why}`
  return verdict === 'WAIVED' ? ` # TODO ${why}` : ''
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300)
}

/** In a description a hash begins a directive. */
function escaped(text: string): string {
  return text.replace(/[\\#]/g, '\\$&')
}
