import { createHash } from 'node:crypto'
import type { ReportDiff, VerdictChange } from '../compare/diff.ts'
import type { ServerMatrix } from '../compare/matrix.ts'
import type { Verdict } from '../verdicts/verdict.ts'
import { type Html, html, trusted } from './html.ts'
import { reasonLine } from './reason.ts'
import { STYLE } from './style.ts'
import { verdictMark } from './verdict-mark.ts'

/** Two runs compared, as a page of its own; nothing in it runs. */
export function diffPage(diff: ReportDiff): string {
  return page(
    'What changed',
    html`<p>from ${diff.before}<br>to ${diff.after}</p>
${changes('Broken', diff.broken)}${changes('Fixed', diff.fixed)}${changes('Changed', diff.changed)}
${list(
  'Behaves differently',
  diff.behaviour.map(
    ({ id, summary, before, after }) =>
      html`<span class="id">${id}</span> ${summary} <small>${before.join(' / ')} → ${after.join(' / ')}</small>`,
  ),
)}
${list(
  'Passed only when tried again',
  diff.flaky.map((name) => html`${name}`),
)}
${list(
  'Time (p50)',
  diff.timing.map(
    ({ endpoint, before, after }) =>
      html`<code>${endpoint}</code> ${before.toFixed(1)} → ${after.toFixed(1)} ms`,
  ),
)}`,
  )
}

/** Servers across, areas and requirements down, as a page of its own. */
export function matrixPage({ servers, areas, requirements }: ServerMatrix): string {
  const heads = servers.map(({ name }) => html`<th scope="col">${name}</th>`)
  return page(
    'SCIM servers compared',
    html`<section class="scroll" tabindex="0" role="region" aria-label="By area"><table><thead><tr><th scope="col">Area</th>${heads}</tr></thead><tbody>
<tr><th scope="row"><b>hard requirements</b></th>${servers.map(({ passed, applicable }) => html`<td><b>${passed}/${applicable}</b></td>`)}</tr>
${areas.map(({ area, cells }) => html`<tr><th scope="row">${area}</th>${cells.map(({ held, judged }) => html`<td>${judged === 0 ? '–' : `${held}/${judged}`}</td>`)}</tr>\n`)}</tbody></table></section>
<section class="scroll" tabindex="0" role="region" aria-label="By requirement"><table><thead><tr><th scope="col">Requirement</th>${heads}</tr></thead><tbody>
${requirements.map(({ id, level, summary, verdicts }) => html`<tr id="${id}"><th scope="row"><span class="id">${id}</span> ${level}<br><small>${summary}</small></th>${verdicts.map((verdict) => html`<td>${mark(verdict)}</td>`)}</tr>\n`)}</tbody></table></section>`,
  )
}

function changes(title: string, list_: readonly VerdictChange[]): Html {
  return list(
    title,
    list_.map(
      ({ id, summary, before, after, reason }) =>
        html`${mark(before)} → ${mark(after)} <span class="id">${id}</span> ${summary} <small>${reasonLine(reason)}</small>`,
    ),
  )
}

function list(title: string, items: readonly Html[]): Html {
  if (items.length === 0) return html``
  return html`<section><h2>${title} (${items.length})</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>`
}

function mark(verdict: Verdict | undefined): Html {
  return verdict === undefined ? html`<small>not tested</small>` : verdictMark(verdict)
}

function page(title: string, body: Html): string {
  const hash = createHash('sha256').update(STYLE).digest('base64')
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${trusted(STYLE)}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`.markup
}
