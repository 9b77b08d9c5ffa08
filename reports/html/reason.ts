import { type Html, html } from './html.ts'

const MOST = 6_000

/** A reason in full: its lines that differ are marked as what was there and what was expected. */
export function reasonBlock(reason: string): Html {
  const [said = '', ...rest] = bounded(reason).split(/\n\+ actual - expected\n/)
  if (rest.length === 0) return html`<pre class="reason">${said}</pre>`
  const lines = rest.join('\n').replace(/^\n+/, '').split('\n')
  return html`<p class="said">${said}</p>
<p class="legend"><span class="got">+ got</span> <span class="wanted">− expected</span></p>
<pre class="diff">${lines.map(diffLine)}</pre>`
}

function diffLine(line: string): Html {
  if (line.startsWith('+')) return html`<ins>${line}</ins>\n`
  if (line.startsWith('-')) return html`<del>−${line.slice(1)}</del>\n`
  return html`<span>${line}</span>\n`
}

/** A reason in one line, for tables. */
export function reasonLine(reason: string | null): string {
  const line = (reason ?? '').split('\n')[0] ?? ''
  return line.length > 240 ? `${line.slice(0, 240)}…` : line
}

function bounded(text: string): string {
  return text.length > MOST
    ? `${text.slice(0, MOST)}\n… ${text.length - MOST} more characters`
    : text
}
