import type { Report } from '../../reports/write.ts'

const SHOWN = 5

/** What a person reads when the run is over: the verdict, what to fix first, where the report is. */
export function summary(report: Report, index: string): string {
  const { score, coverage } = report
  const broken = report.requirements.filter(
    ({ verdict }) => verdict === 'FAIL' || verdict === 'ERROR',
  )
  return [
    '',
    report.verdict,
    `${count(report.scenarios)}`,
    `MUSTs passed ${score.passed}/${score.applicable}, requirements applicable ${coverage.applicable}/${coverage.all}`,
    ...broken
      .slice(0, SHOWN)
      .map(({ id, verdict, reason }) => `  ${verdict} ${id}  ${firstLine(reason)}`),
    ...(broken.length > SHOWN ? [`  … and ${broken.length - SHOWN} more in the report`] : []),
    ...leftovers(report),
    `Report: ${index}`,
  ].join('\n')
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

function firstLine(text: string | null | undefined): string {
  return (text ?? '').split('\n')[0]?.slice(0, 160) ?? ''
}
