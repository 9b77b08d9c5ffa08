import { createHash } from 'node:crypto'
import type { Report } from '../report.ts'
import type { RunRecord } from '../run-record.ts'
import { SCRIPT } from './browser-script.ts'
import { exploredSection } from './explored.ts'
import { facts } from './facts.ts'
import { fixFirst } from './fix-first.ts'
import { type Html, html, trusted } from './html.ts'
import { matrix } from './matrix.ts'
import { overview } from './overview.ts'
import { pack } from './pack.ts'
import { scenarioList } from './scenario-list.ts'
import { STYLE } from './style.ts'

/** The whole report as one file that needs nothing else; from a record that is already redacted. */
export function renderPage(record: RunRecord, report: Report): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title(report)}</title>
<style>${trusted(STYLE)}</style>
<script>${trusted(SCRIPT)}</script>
</head>
<body>
<a class="skip-link" href="#fix">Skip to what to fix first</a>
${navigation(record)}
<main>
${overview(record, report)}
${fixFirst(record)}
${record.explored === undefined ? '' : exploredSection(record.explored)}
${matrix(record)}
${scenarioList(record)}
${facts(record)}
</main>
<script type="application/gzip" id="packed">${trusted(pack(record))}</script>
</body>
</html>
`
  return page.markup
}

function title({ target, verdict }: Report): string {
  return `${target.name}: ${verdict}`.slice(0, 200)
}

function navigation({ explored }: RunRecord): Html {
  const places = [
    ['fix', 'Fix first'],
    ...(explored === undefined ? [] : [['rehearsals', 'Rehearsals']]),
    ['requirements', 'Requirements'],
    ['scenarios', 'Scenarios'],
    ['capabilities', 'Capabilities'],
    ['skipped', 'Skipped'],
    ['time', 'Time'],
    ['run', 'Run'],
  ]
  return html`<nav aria-label="Parts of this report"><div>${places.map(([id = '', name = '']) => html`<a href="#${id}">${name}</a>`)}<button type="button" id="theme">Theme: auto</button></div></nav>`
}

/** Nothing is loaded and nothing runs but our own style and script, recognised by their hashes. */
function policy(): string {
  return [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
