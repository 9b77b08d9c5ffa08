import type { Report } from '../report.ts'
import type { RunRecord } from '../run-record.ts'
import { html } from './html.ts'

/** The whole report as one file that needs nothing else. */
export function renderPage(_record: RunRecord, report: Report): string {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><title>${report.verdict}</title><h1>${report.verdict}</h1>${report.scenarios.map(({ name, verdict }) => html`<p>${verdict} ${name}</p>`)}</html>`
    .markup
}
