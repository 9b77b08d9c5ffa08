import { type Html, html } from './html.ts'

const MOST = 6_000
/** Node tells so where a difference begins, and whether it left out what is alike. */
const DIFFERS = /\n\+ actual - expected(?: \.\.\. Lines skipped)?\n/
/** What stands before a difference that speaks for itself. */
const UNSAID = 'not what was expected'

/** A reason in full: its lines that differ are marked as what was there and what was expected. */
export function reasonBlock(reason: string): Html {
  const [said = '', ...rest] = bounded(reason).split(DIFFERS)
  if (rest.length === 0) return html`<pre class="reason">${said}</pre>`
  const lines = rest.join('\n').replace(/^\n+/, '').split('\n')
  return html`${said === UNSAID ? html`` : html`<p class="said">${said}</p>`}
<p class="legend"><span class="got">+ got</span> <span class="wanted">− expected</span></p>
<pre class="diff">${lines.map(diffLine)}</pre>`
}

function diffLine(line: string): Html {
  if (line.startsWith('+')) return html`<ins>${line}</ins>\n`
  if (line.startsWith('-')) return html`<del>−${line.slice(1)}</del>\n`
  return html`<span>${line}</span>\n`
}

/** A reason in one line: for tables, and for the terminal. */
export function reasonLine(reason: string | null): string {
  const [said = '', diff] = (reason ?? '').slice(0, MOST).split(DIFFERS)
  const [first = '', second = ''] = said.split('\n')
  const line = first.endsWith(':') ? `${first} ${second}`.trim() : first
  const whole = [
    ...(line === UNSAID ? [] : [line]),
    ...(diff === undefined ? [] : [difference(diff)]),
  ].join(': ')
  const told = whole.replace(SCIM_ERROR, '$1')
  return told.length > LINE ? `${told.slice(0, LINE)}…` : told
}

const LINE = 240
/** Of an error as SCIM writes it, the detail is what a person reads. */
const SCIM_ERROR = /\{"schemas":\[[^\]]*Error"\][^{}]*?"detail":("(?:[^"\\]|\\.)*")[^{}]*\}?/

function difference(diff: string): string {
  const marked = (sign: string) =>
    diff
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1).trim().replace(/,$/, ''))
      .filter((line) => !/^[[\]{}]+$/.test(line))
      .join(', ')
  return `expected ${marked('-') || 'nothing'}, got ${marked('+') || 'nothing'}`
}

function bounded(text: string): string {
  return text.length > MOST
    ? `${text.slice(0, MOST)}\n… ${text.length - MOST} more characters`
    : text
}
