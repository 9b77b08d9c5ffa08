import type { ReportDiff, VerdictChange } from './diff.ts'

/** The differences as lines for a terminal or a log. */
export function diffText(diff: ReportDiff): string {
  const sections = [
    part('Broken', diff.broken.map(change)),
    part('Fixed', diff.fixed.map(change)),
    part('Changed', diff.changed.map(change)),
    part(
      'Behaves differently',
      diff.behaviour.map(
        ({ id, summary, before, after }) => `${id}  ${said(before)} → ${said(after)}  ${summary}`,
      ),
    ),
    part('Passed only when tried again', diff.flaky),
    part(
      'Time (p50)',
      diff.timing.map(
        ({ endpoint, before, after }) =>
          `${endpoint}  ${before.toFixed(1)} → ${after.toFixed(1)} ms`,
      ),
    ),
  ].filter((text) => text !== '')
  const heading = `from ${diff.before}\nto   ${diff.after}\n`
  return [heading, ...(sections.length === 0 ? ['No difference.\n'] : sections)].join('\n')
}

function part(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  return `${title} (${lines.length})\n${lines.map((line) => `  ${line}\n`).join('')}`
}

function change({ id, before, after, summary, reason }: VerdictChange): string {
  const why = (reason ?? '').split('\n')[0]?.slice(0, 160) ?? ''
  return `${id}  ${before ?? 'not tested'} → ${after ?? 'not tested'}  ${summary}${why && `\n      ${why}`}`
}

function said(outcomes: readonly string[]): string {
  return outcomes.join(' / ') || 'nothing seen'
}
