import { createHash } from 'node:crypto'
import type { Explored } from '../explored.ts'
import { exploredSection } from './explored.ts'
import { html, trusted } from './html.ts'
import { STYLE } from './style.ts'

interface ExploredRun extends Explored {
  readonly target: { readonly name: string; readonly baseUrl: string }
  readonly run: { readonly finished: string }
  readonly leftovers: readonly {
    readonly type: string
    readonly id: string
    readonly reason: string
  }[]
}

/** A search by itself, as one file that needs nothing else; nothing in it runs. */
export function renderExplored(explored: ExploredRun): string {
  const { target, run, findings, leftovers } = explored
  const hash = createHash('sha256').update(STYLE).digest('base64')
  const sum = findings.length === 0 ? 'nothing found' : `${findings.length} findings`
  const left =
    leftovers.length === 0
      ? ''
      : html`<ul class="warnings" role="note">${leftovers.map(({ type, id, reason }) => html`<li>left on the target: ${type}/${id}: ${reason}</li>`)}</ul>`
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${target.name}: ${sum}</title><style>${trusted(STYLE)}</style></head>
<body><main><header class="top ${findings.length === 0 ? 'good' : 'bad'}">
<p class="kicker">Random rehearsals · <strong>${target.name}</strong> · <span class="url">${target.baseUrl}</span></p>
<h1>${sum}</h1>${left}
<p class="when">${run.finished.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</p></header>
${exploredSection(explored)}
</main></body></html>
`.markup
}
