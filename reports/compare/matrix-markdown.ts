import { inMarkdown } from '../machine/markdown.ts'
import type { ServerMatrix } from './matrix.ts'

/** The matrix as Markdown: servers across, areas and then requirements down. */
export function matrixMarkdown({ servers, areas, requirements }: ServerMatrix): string {
  const head = (first: string) => [
    `| ${first} | ${servers.map(({ name }) => inMarkdown(name)).join(' | ')} |`,
    `|---|${servers.map(() => '---').join('|')}|`,
  ]
  return [
    ...head('area'),
    `| **hard requirements** | ${servers.map(({ passed, applicable }) => `**${passed}/${applicable}**`).join(' | ')} |`,
    ...areas.map(
      ({ area, cells }) =>
        `| ${inMarkdown(area)} | ${cells.map(({ held, judged }) => (judged === 0 ? '–' : `${held}/${judged}`)).join(' | ')} |`,
    ),
    '',
    ...head('requirement'),
    ...requirements.map(
      ({ id, level, summary, verdicts }) =>
        `| ${id} ${level}: ${inMarkdown(summary, 120)} | ${verdicts.map((verdict) => verdict ?? '–').join(' | ')} |`,
    ),
    '',
  ].join('\n')
}
