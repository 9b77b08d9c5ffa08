import type { Report, ReportedRequirement } from '../report.ts'
import { VERDICTS } from '../verdicts/verdict.ts'
import { inMarkdown } from './markdown.ts'

const SHOWN = 50

/** The run as a job summary: the verdict, the numbers, what is broken and what was skipped. */
export function summaryMarkdown(report: Report): string {
  const { score, coverage, target, run } = report
  return [
    `## SCIM conformance of ${inMarkdown(target.name)}`,
    ...report.warnings.map((warning) => `> **Warning:** ${inMarkdown(warning)}\n`),
    `**${inMarkdown(report.verdict, 1000)}**`,
    '',
    `Hard requirements that hold: **${score.passed} of ${score.applicable}** · requirements looked at: ${coverage.applicable} of ${coverage.tested} with a scenario, ${coverage.all} in the catalogue`,
    '',
    ...counts(report),
    ...table('What fails', report, ['FAIL', 'ERROR', 'BLOCKED']),
    ...table('Warnings', report, ['WARN', 'UNEXPECTED_PASS']),
    ...table('Waived', report, ['WAIVED']),
    `<sub>scimulate ${inMarkdown(run.versions.scimulate ?? '')} · seed ${run.seed} · ${inMarkdown(run.command)}</sub>`,
    '',
  ].join('\n')
}

function counts({ scenarios, requirements }: Report): string[] {
  const present = VERDICTS.filter((verdict) =>
    [...scenarios, ...requirements].some((one) => one.verdict === verdict),
  )
  const row = (list: readonly { verdict: string }[]) =>
    present.map((verdict) => list.filter((one) => one.verdict === verdict).length).join(' | ')
  if (present.length === 0) return []
  return [
    `| | ${present.join(' | ')} |`,
    `|---|${present.map(() => '---:').join('|')}|`,
    `| scenarios | ${row(scenarios)} |`,
    `| requirements | ${row(requirements)} |`,
    '',
  ]
}

function table(title: string, report: Report, verdicts: readonly string[]): string[] {
  const rows = report.requirements.filter(({ verdict }) => verdicts.includes(verdict))
  if (rows.length === 0) return []
  return [
    `### ${title} (${rows.length})`,
    '',
    '| | requirement | what it asks | what was seen |',
    '|---|---|---|---|',
    ...rows.slice(0, SHOWN).map(line),
    ...(rows.length > SHOWN ? [`| | … and ${rows.length - SHOWN} more | | |`] : []),
    '',
  ]
}

function line({ verdict, id, level, summary, reason, blockedBy }: ReportedRequirement): string {
  const seen = blockedBy === null ? (reason ?? '') : `blocked by ${blockedBy}: ${reason ?? ''}`
  return `| ${verdict} | ${id} (${level}) | ${inMarkdown(summary)} | ${inMarkdown(seen)} |`
}
