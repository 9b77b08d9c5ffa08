import type { Cause } from '../../reports/causes.ts'
import { hintFor } from '../../reports/hints.ts'
import { reasonLine } from '../../reports/html/reason.ts'
import { isRequirementTag } from '../../reports/verdicts/requirement-tag.ts'
import type { Report } from '../../reports/write.ts'

const SHOWN = 3
const WIDTH = 100

/** What a person reads when the run is over, on one screen: the verdict, what to fix first, the report. */
export function summary(report: Report, index: string, causes: readonly Cause[] = []): string {
  const { score, coverage, warnings } = report
  const grave = causes.filter(({ verdict }) => verdict !== 'WARN')
  const mild = causes.length - grave.length
  return [
    '',
    ...warnings.filter((warning) => warning !== report.verdict).map((warning) => `! ${warning}`),
    report.verdict,
    count(report.scenarios),
    `MUSTs passed ${score.passed}/${score.applicable}, requirements applicable ${coverage.applicable}/${coverage.all}`,
    ...(grave.length === 0 ? [] : ['', 'Fix first:']),
    ...grave.slice(0, SHOWN).flatMap(toFix),
    ...more(grave.length - SHOWN, mild),
    ...ofYourOwn(report),
    ...leftovers(report),
    '',
    `Report: ${index}`,
  ].join('\n')
}

function toFix({ verdict, requirements, reason }: Cause, index: number): string[] {
  const [first] = requirements
  if (first === undefined) return []
  const others = requirements.length - 1
  const hint = hintFor(first)
  return [
    `${index + 1}. ${verdict} ${first.id}${others > 0 ? ` (and ${others} more)` : ''}: ${short(first.summary)}`,
    `   seen: ${short(reasonLine(reason))}`,
    ...(hint === undefined ? [] : [`   try:  ${short(hint)}`]),
  ]
}

/** Scenarios that prove no requirement are somebody's own, and no cause tells of them. */
function ofYourOwn({ scenarios }: Report): string[] {
  const failed = scenarios.filter(
    ({ verdict, tags }) =>
      verdict === 'FAIL' && !tags.some((tag) => isRequirementTag(tag.replace('@', ''))),
  )
  if (failed.length === 0) return []
  return [
    '',
    'Of your own features:',
    ...failed
      .slice(0, SHOWN)
      .flatMap(({ name, reason }) => [
        `FAIL ${short(name)}`,
        `   seen: ${short(reasonLine(reason))}`,
      ]),
    ...more(failed.length - SHOWN, 0),
  ]
}

function more(rest: number, warnings: number): string[] {
  const parts = [
    ...(rest > 0 ? [`${rest} more to fix`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ]
  return parts.length === 0 ? [] : [`… ${parts.join(' and ')} in the report`]
}

function count(scenarios: Report['scenarios']): string {
  const counts = new Map<string, number>()
  for (const { verdict } of scenarios) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  const parts = [...counts].map(([verdict, n]) => `${n} ${verdict}`)
  return `${scenarios.length} scenarios: ${parts.join(', ') || 'none ran'}`
}

function leftovers({ leftovers }: Report): string[] {
  if (leftovers.length === 0) return []
  return [`Left on the target (${leftovers.length}): see "leftovers" in report.json`]
}

function short(text: string): string {
  const line = text.split('\n')[0] ?? ''
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line
}
